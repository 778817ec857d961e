"""The planner: who is told what, and whose digest is due. Any number of them may run at the same time."""

from pocplan.access.binding import as_system
from pocplan.access.domain.work import Work, do
from pocplan.access.queries.errands import Errand, rooms_with


def plan_events() -> int:
    """Turn events into notices, room by room. Returns how many notices were written."""
    return sum(_plan_in(room) for room in rooms_with(Errand.EVENTS))


def _plan_in(room: int) -> int:
    with as_system(room, purpose="notices"):
        return do(Work.PLAN_EVENTS)


def gather_digests() -> int:
    """Make the digest of each account whose morning has come. Returns how many were made."""
    return sum(_gather_in(home) for home in rooms_with(Errand.MORNINGS))


def _gather_in(home: int) -> int:
    with as_system(home, purpose="digests"):
        return do(Work.GATHER_DIGESTS)
