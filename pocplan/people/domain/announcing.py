"""Telling whom an appointment concerns: heads, the post, and whoever is appointed and sits in that directory."""

from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.models import Incumbency
from pocplan.access.seating import HEADS
from pocplan.notices.domain.events import notify
from pocplan.people.queries.people import standing


def tell_heads(actor: Actor, incumbency: Incumbency) -> None:
    """A head of that body has something to confirm."""
    room, code = incumbency.compartment_id, "appointment_to_confirm"
    notify(actor=actor, compartment_id=room, code=code, kind="incumbency", subject_id=incumbency.pk, to_kinds=HEADS)


def tell_appointed(actor: Actor, incumbency: Incumbency, code: str, *, and_the_post: bool = False) -> None:
    """The posts that the person holds in this directory today, and, where it is settled, the post itself.

    Somebody who holds none reads nothing here yet, and is written to by the invitation.
    """
    posts = _held_by(actor, incumbency) | ({incumbency.post_id} if and_the_post else set())
    if posts:
        notify(
            actor=actor,
            compartment_id=incumbency.compartment_id,
            code=code,
            kind="post",
            subject_id=incumbency.post_id,
            to_posts=sorted(posts),
        )


def _held_by(actor: Actor, incumbency: Incumbency) -> set[UUID]:
    held = standing(actor).filter(person_id=incumbency.person_id, compartment_id=incumbency.compartment_id)
    return set(held.values_list("post_id", flat=True))
