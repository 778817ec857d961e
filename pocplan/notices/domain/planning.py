"""The planner: who is told what, and whose digest is due. Any number of them may run at the same time."""

from pocplan.access.binding import as_system
from pocplan.access.domain.work import Work, do
from pocplan.access.queries.errands import Errand, rooms_with

MOST_ROUNDS = 50  # of 200 events a room; the rest waits half a minute for the next turn, so that no turn lasts


def plan_events() -> int:
    """Turn events into notices, each room in its turn until none is left. Returns how many notices were written."""
    written = 0
    for _ in range(MOST_ROUNDS):
        rooms = rooms_with(Errand.EVENTS)
        if not rooms:
            break
        written += sum(_plan_in(room) for room in rooms)
    return written


def _plan_in(room: int) -> int:
    with as_system(room, purpose="notices"):
        return do(Work.PLAN_EVENTS)


def gather_digests() -> int:
    """Make the digest of each account whose morning has come. Returns how many were made."""
    return sum(_gather_in(home) for home in rooms_with(Errand.MORNINGS))


def _gather_in(home: int) -> int:
    with as_system(home, purpose="digests"):
        return do(Work.GATHER_DIGESTS)
