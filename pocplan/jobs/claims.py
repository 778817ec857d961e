"""Claiming a job, and finding those that nobody does. Rows have `state`, `touched_at`, `attempts`, `incumbency_id`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from pocplan.access.clock import now

MOST_ATTEMPTS = 3
LEFT_AFTER = timedelta(minutes=10)  # a worker that says nothing for so long is taken for dead


@dataclass(frozen=True)
class Step:
    """A job goes from one state to the next while a worker does it."""

    of: str
    to: str
    left_after: timedelta = LEFT_AFTER


@dataclass(frozen=True)
class Waiting:
    """A job that nobody does, in which room, and for whom."""

    room: int
    row_id: UUID
    incumbency_id: UUID


def claim(rows: QuerySet[Any], step: Step, **values: Any) -> bool:
    """Take one job for this worker: one that waits, or that its worker left. False where another has it."""
    moment = now()
    free = rows.filter(_free(step, moment))
    return bool(free.update(state=step.to, touched_at=moment, attempts=F("attempts") + 1, **values))


def waiting_in(room: int, rows: QuerySet[Any], *steps: Step) -> list[Waiting]:
    """The jobs of a room that wait for any of these steps, or were left at one, oldest first."""
    moment, wanted = now(), Q(pk__in=[])
    for step in steps:
        wanted |= _free(step, moment)
    found = rows.filter(wanted).order_by("asked_at", "id")
    return [Waiting(room, one.pk, one.incumbency_id) for one in found]


def _free(step: Step, moment: datetime) -> Q:
    return Q(state=step.of) | Q(state=step.to, touched_at__lt=moment - step.left_after)
