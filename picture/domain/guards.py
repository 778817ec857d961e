"""What every verb on threats holds: who writes, and who signs."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment, Owner, Post


def demand_writer(actor: Actor, room_id: int) -> None:
    """Raises Refused for who only reads in the room."""
    if room_id not in actor.writable:
        raise Refused(_("You can read this and not write here."))


def post_title(actor: Actor) -> str:
    """The actor's post, for rooms of its own side."""
    return Post.objects.visible_to(actor).get(pk=actor.post_id).title_en


def signed(actor: Actor, room: Compartment) -> str:
    """Who did it: the post in a room of one's own side, only the body where others read too."""
    if room.audience == Audience.SHARED:
        return Owner.objects.get(pk=actor.owner_id).name
    return post_title(actor)
