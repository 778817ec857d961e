"""Saying, in a room, that something happened. Who is told is worked out later, by the planner."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.notices.doorbell import ring_after_commit
from pocplan.notices.models import Event
from pocplan.notices.registry import find


def notify(
    *,
    actor: Actor,
    compartment_id: int,
    code: str,
    kind: str,
    subject_id: UUID,
    deadline: date | None = None,
    urgent: bool = False,
    to_kinds: Sequence[str] = (),
    to_posts: Sequence[UUID] = (),
) -> None:
    """Tell whoever sits in a room that `code` happened to the row `subject_id` of `kind`.

    Everybody seated there but the actor is told, or of them only those in a kind of post or a post
    that is named. Told in the inbox and the next daily digest; `urgent` (a deadline within days, a
    mention) by a mail of its own. Raises NotSeated where the actor may not write in the room,
    LookupError for a code that is not registered.
    """
    if find(code) is None:
        raise LookupError(f"No app registers the notice {code}.")
    event = Event(
        compartment_id=compartment_id,
        code=code,
        kind=kind,
        subject_id=subject_id,
        deadline=deadline,
        urgent=urgent,
        at=now(),
        by_person_id=actor.person_id,
        to_kinds=[str(one) for one in to_kinds],
        to_posts=[str(one) for one in to_posts],
    )
    # The event may not be read back by whoever wrote it.
    Event.objects.bulk_create([event])
    if urgent:
        ring_after_commit(actor)
