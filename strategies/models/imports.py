"""A Word file on its way into a strategy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.text import ImportState
from strategies.models.strategy import Strategy


class WordImport(GuardedModel):
    """The truth of an import: the task that does it is only a doorbell and may be lost."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    incumbency_id = models.UUIDField()
    stored_as = models.CharField(max_length=64)
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    unplaced = models.JSONField(default=list)
    sentence = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Word import")
        ordering = ["-asked_at", "id"]
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
