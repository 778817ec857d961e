"""A Word file on its way into a strategy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import SameCompartmentKey
from pocplan.jobs.rows import Job
from strategies.enums.text import ImportState
from strategies.models.strategy import Strategy


class WordImport(Job):
    """Read into the strategy by a worker, all of it or nothing."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    unplaced = models.JSONField(default=list)

    class Meta(Job.Meta):
        verbose_name = _("Word import")
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="progress_is_a_percentage"),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=models.Q(state__in=[ImportState.WAITING, ImportState.RUNNING]),
                name="one_import_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "touched_at"])]

    def __str__(self) -> str:
        return self.file_name
