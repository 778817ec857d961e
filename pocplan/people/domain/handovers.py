"""The clock of handovers: who holds a post is told before its last day, and so are the heads who appoint.

People rotate every six months, so the days are few; the page that is linked to is the brief of the post.
"""

from typing import NamedTuple

from psycopg2.extras import Json

from pocplan.access.binding import as_system
from pocplan.access.domain.work import Work, do
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.access.seating import HEADS


class Stage(NamedTuple):
    """`days` counts from the last day; one code for who holds the post, one for who appoints."""

    name: str
    days: int
    code: str
    heads_code: str


DAYS = (30, 14, 3)
STAGES = tuple(Stage(f"before_{days}", -days, f"post_ends_{days}", f"post_falls_vacant_{days}") for days in DAYS)


def plan_handovers() -> int:
    """Write the reminders of the day in every directory. Returns how many; any number may run at once."""
    return sum(_plan_in(room) for room in rooms_with(Errand.LAST_DAYS))


def _plan_in(room: int) -> int:
    with as_system(room, purpose="handovers"):
        return do(Work.PLAN_HANDOVERS, Json([one._asdict() for one in STAGES]), Json([str(kind) for kind in HEADS]))
