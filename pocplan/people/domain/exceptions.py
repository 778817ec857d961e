"""Exceptions for bodies of the host state: a head's explicit act, with a reason that the room reads."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.domain.rooms import except_host_state, take_seat
from pocplan.access.errors import Refused
from pocplan.access.models import Post
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.domain.entries import record


@verb()
def make_exception(
    *, actor: Actor, room: int, post: Post, reason: str, may_write: bool = False, until: date | None = None
) -> UUID:
    """Seat a body of the host state in one room of the actor's own body. For heads.

    It reads that room and nothing that is shared with the room. Refuses no reason and a day gone by.
    """
    reason = plain(reason, limit=500, field="reason", required=True)
    if until and until < today():
        raise Refused(_("This day has gone by. Give a later last day."), "until")
    seat = except_host_state(actor=actor, room=room, post_id=post.pk, may_write=may_write, reason=reason, until=until)
    facts = {"post": str(post.pk), "may_write": may_write}
    record(actor=actor, compartment_id=room, verb="except_host_state", kind="seat", subject_id=seat, facts=facts)
    return seat


@verb()
def end_exception(*, actor: Actor, room: int, seat_id: UUID) -> None:
    """Take the seat back; it counts from the next query on."""
    take_seat(actor=actor, seat_id=seat_id)
    record(actor=actor, compartment_id=room, verb="end_exception", kind="seat", subject_id=seat_id, facts={})
