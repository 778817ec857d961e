"""Walking the rooms that have open rounds, one binding at a time; called by the worker's clock."""

from uuid import UUID

from django.db import connections

from pocplan.access.binding import as_system
from pocplan.access.router import system_alias
from strategies.domain.closing import close_due_requests, close_finished_round
from strategies.enums.rounds import RoundState
from strategies.models import Invitation, Round

PURPOSE = "deadline"


def close_due_rounds() -> int:
    """Close what is due in every operation. Returns how many rounds ended. Safe to run at any time."""
    return sum(_close_in(room) for room in _rooms())


def _rooms() -> list[int]:
    with connections[system_alias()].cursor() as cursor:
        cursor.execute("SELECT access.rooms_with_open_rounds()")
        return [row[0] for row in cursor.fetchall()]


def _close_in(room: int) -> int:
    with as_system(room, purpose=PURPOSE) as actor:
        rows = Invitation.objects.visible_to(actor).filter(round__state=RoundState.OPEN, reply_room__isnull=False)
        reply_rooms = set(rows.values_list("reply_room", flat=True))
    closed: set[UUID] = set()
    for reply_room in reply_rooms:
        with as_system(reply_room, purpose=PURPOSE) as actor:
            closed |= close_due_requests(actor=actor)
    with as_system(room, purpose=PURPOSE) as actor:
        rounds = Round.objects.visible_to(actor).filter(state=RoundState.OPEN).select_related("strategy")
        return sum(close_finished_round(actor=actor, round_=round_, closed=closed) for round_ in rounds)
