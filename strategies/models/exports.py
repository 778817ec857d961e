"""A file made for one person, from what that person may read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.jobs.rows import Job
from strategies.enums.exports import ExportAs, ExportOf, ExportState


class Export(Job):
    """Lies in a room of the requester's own side and is seen by the requester alone.

    `source_id` is a plain id: the text may lie in a room in which the requester only reads. What it is called
    is asked of the text each time, so that nothing of it stays here when it is withdrawn. `parts` are the ids of
    the annexes that went in.
    """

    person_id = models.UUIDField()
    of = models.CharField(max_length=12, choices=ExportOf)
    source_id = models.UUIDField()
    written_as = models.CharField(max_length=4, choices=ExportAs, default=ExportAs.WORD)
    with_annexes = models.BooleanField(default=False)
    parts = models.JSONField(default=list)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=12, choices=ExportState, default=ExportState.WAITING)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    comments = models.PositiveIntegerField(default=0)

    class Meta(Job.Meta):
        verbose_name = _("file")
        indexes = [models.Index(fields=["state", "touched_at"]), models.Index(fields=["person_id", "asked_at"])]

    def __str__(self) -> str:
        return str(self.id)
