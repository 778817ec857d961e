"""A Word file of ours that somebody without an account commented, on its way back among one's own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.jobs.rows import Job
from strategies.enums.returns import ReturnState
from strategies.models.inner import InnerComment, InnerText


class ReturnedFile(Job):
    """Seen by who sent it alone until it is taken in. It keeps neither the file's name nor its authors'."""

    text = SameCompartmentKey(InnerText, related_name="+")
    person_id = models.UUIDField()
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=ReturnState, default=ReturnState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    reviewers = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField(default=list)  # for each reviewer the name chosen and its written agreement
    found = models.JSONField(default=list)
    lost = models.JSONField(default=list)
    pictures = models.PositiveIntegerField(default=0)
    located = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)

    class Meta(Job.Meta):
        verbose_name = _("file that came back")
        indexes = [models.Index(fields=["state", "touched_at"]), models.Index(fields=["text", "digest"])]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="return_progress_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class ReturnedRemark(GuardedModel):
    """That a comment came from a file, said once: by whose written agreement it may leave under a name."""

    text = SameCompartmentKey(InnerText, related_name="+")
    comment = SameCompartmentKey(InnerComment, related_name="+")
    digest = models.CharField(max_length=64)
    agreement = models.CharField(_("reference of its written agreement"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("comment out of a file")
        constraints = [
            models.UniqueConstraint(fields=["text", "digest"], name="returned_remark_once"),
            models.UniqueConstraint(fields=["comment"], name="one_origin_per_comment"),
        ]

    def __str__(self) -> str:
        return self.digest[:8]
