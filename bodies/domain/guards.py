"""What every verb on bodies holds: who composes, who keeps, and whose post can be tasked."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bodies.enums import BodyState
from bodies.models import Body
from bodies.queries.bodies import keeps
from picture.domain.guards import demand_writer
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment, Owner, Post
from pocplan.people.queries.posts import standing_posts

OVERTAKEN = _("Somebody was here before you. Look at it again.")
CHOOSE = _("Choose one of the listed values.")


def demand_keeper(actor: Actor, body: Body) -> None:
    """Raises Refused for who neither chairs the body nor is its secretary, and for a body that is closed."""
    demand_writer(actor, body.compartment_id)
    demand_standing(body)
    if not keeps(actor, body):
        raise Refused(_("The chair, the co-chair or the secretary of this body does this. Ask one of them."))


def demand_standing(body: Body) -> None:
    if body.state == BodyState.CLOSED:
        raise Refused(_("This body is closed."))


def own_post(actor: Actor, post_id: UUID | None, field: str = "owner") -> Post:
    """A post of the actor's own side. Raises Refused for any other: nobody tasks a post of another organisation."""
    found = standing_posts(actor).filter(pk=post_id).first() if post_id else None
    if found is None:
        raise Refused(_("Choose a post of your own organisation. Others take on what they take on themselves."), field)
    return found


def owner_words(actor: Actor, room: Compartment, post: Post) -> str:
    """What an owner is called: the post in a room of one's own side, only the organisation where others read too."""
    if room.audience == Audience.SHARED:
        return Owner.objects.get(pk=actor.owner_id).name
    return post.title_en
