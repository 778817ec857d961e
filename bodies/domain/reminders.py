"""The clock of actions and decisions: before their day, and after it up the chain of posts, as for reviews."""

from typing import NamedTuple

from psycopg2.extras import Json

from pocplan.access.binding import as_system
from pocplan.access.domain.work import Work, do
from pocplan.access.queries.errands import Errand, rooms_with


class Reminder(NamedTuple):
    """`days` counts from the due day; `height` 0 is the post that owns it, 1 the post it reports to."""

    name: str
    days: int
    height: int
    code: str


REMINDERS = (
    Reminder("before_3", -3, 0, "due"),
    Reminder("after_1", 1, 0, "overdue"),
    Reminder("after_7", 7, 1, "overdue"),
    Reminder("after_21", 21, 2, "overdue"),
)


def plan_dues() -> int:
    """Remind of open actions and decisions, in every room. Returns how many reminders were written.

    Any number may run at once.
    """
    return sum(_plan_in(room) for room in rooms_with(Errand.DUES))


def _plan_in(room: int) -> int:
    with as_system(room, purpose="dues"):
        return do(Work.PLAN_DUES, Json([reminder._asdict() for reminder in REMINDERS]))
