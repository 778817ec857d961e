"""What every job keeps: for whom it is done, where its file lies, how often it was tried, and when."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pocplan.access.clock import now
from pocplan.access.errors import Conflict
from pocplan.access.gate import GuardedModel

MOVED_ON = _("This file is not waiting for that any more. Look at where it stands.")


class Job(GuardedModel):
    """The truth of work in the background: the task that does it is a doorbell that may be lost.

    Each kind of job adds its own `state`, and an index by which the clock finds those that wait.
    """

    incumbency_id = models.UUIDField()
    stored_as = models.CharField(max_length=64)
    sentence = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "id"]


def move(rows: QuerySet[Any], of: str, to: str, **values: Any) -> None:
    """Take a job from one state to the next. Raises Conflict where it is not in the first any more."""
    if not rows.filter(state=of).update(state=to, touched_at=now(), **values):
        raise Conflict(MOVED_ON)


def finish(rows: QuerySet[Any], *, of: Iterable[str], **values: Any) -> None:
    """Close a job that is still open, once; what is closed stays as it is."""
    moment = now()
    rows.filter(state__in=tuple(of)).update(finished_at=moment, touched_at=moment, **values)
