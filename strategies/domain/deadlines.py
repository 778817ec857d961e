"""Walking the rooms that have open rounds, one binding at a time; called by the worker's clock."""

from uuid import UUID

from pocplan.access.binding import as_system
from pocplan.access.queries.errands import Errand, rooms_with
from strategies.domain.closing import close_due_requests, close_finished_round
from strategies.enums.rounds import RoundState
from strategies.models import Invitation, Round


def close_due_rounds() -> int:
    """Close what is due in every operation. Returns how many rounds ended. Safe to run at any time."""
    return sum(_close_in(room) for room in rooms_with(Errand.OPEN_ROUNDS))


def _close_in(room: int) -> int:
    with as_system(room, purpose="deadline") as actor:
        rows = Invitation.objects.visible_to(actor).filter(round__state=RoundState.OPEN, reply_room__isnull=False)
        reply_rooms = set(rows.values_list("reply_room", flat=True))
    closed: set[UUID] = set()
    for reply_room in reply_rooms:
        with as_system(reply_room, purpose="deadline") as actor:
            closed |= close_due_requests(actor=actor)
    with as_system(room, purpose="deadline") as actor:
        rounds = Round.objects.visible_to(actor).filter(state=RoundState.OPEN).select_related("strategy")
        return sum(close_finished_round(actor=actor, round_=round_, closed=closed) for round_ in rounds)
