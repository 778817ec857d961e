"""What every verb on threats holds: who writes, who is named, and that no person is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.intake.texts import what_names_a_person
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment, Owner, Post
from pocplan.access.wording import plain
from pocplan.wording.domain.identifying import Passage, demand_nobody_identified


def demand_writer(actor: Actor, room_id: int) -> None:
    """Raises Refused for who only reads in the room."""
    if room_id not in actor.writable:
        raise Refused(_("You can read this and not write here."))


def demand_no_person(text: str, field: str) -> str:
    """Raises Refused for a text that names or locates somebody; names of people are never kept here."""
    found = what_names_a_person(text)
    if found:
        sentence = _("“%(words)s” seems to name a person, or to say how to reach one. Say it without.")
        raise Refused(sentence, field, words=found[:80])
    demand_nobody_identified([Passage(text)], field=field)
    return text


def reason_given(text: str, field: str = "reason") -> str:
    """Why something changes: never empty, and naming nobody."""
    return demand_no_person(plain(text, limit=2000, field=field, required=True), field)


def post_title(actor: Actor) -> str:
    """The actor's post, for rooms of its own side."""
    return Post.objects.visible_to(actor).get(pk=actor.post_id).title_en


def signed(actor: Actor, room: Compartment) -> str:
    """Who did it: the post in a room of one's own side, only the body where others read too."""
    if room.audience == Audience.SHARED:
        return Owner.objects.get(pk=actor.owner_id).name
    return post_title(actor)


def texts_without_names(values: dict[str, Any]) -> None:
    """Every text among these values. Raises Refused with the field at fault."""
    for name, value in values.items():
        if isinstance(value, str):
            demand_no_person(value, name)
