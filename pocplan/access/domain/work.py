"""What the database does in one statement for whoever is bound, and Python could only do in several."""

from enum import StrEnum
from typing import Any

from django.db import connections

from pocplan.access.actor import current_actor


class Work(StrEnum):
    """Functions of the database, each of which checks who is bound."""

    PLAN_EVENTS = "plan_events"
    GATHER_DIGESTS = "gather_digests"
    TAKE_TURN = "take_turn"
    PLAN_REMINDERS = "plan_reminders"
    PLAN_HANDOVERS = "plan_handovers"
    PLAN_DUES = "plan_dues"
    MARK_READ = "mark_read"


def do(work: Work, *values: Any) -> int:
    """Have it done as whoever is bound. Returns how many rows were written."""
    marks = ", ".join(["%s"] * len(values))
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute(f"SELECT access.{work}({marks})", values)
        return int(cursor.fetchone()[0])


def commons_beside() -> int:
    """The room of everybody in the operation of the room that the system is bound to."""
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute("SELECT access.commons_beside()")
        return int(cursor.fetchone()[0])
