"""What makes a place a target: that troops do not cover it, and until when. Told to named addressees alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from picture.enums.ratings import ReleaseState
from pocplan.access.gate import GuardedModel


class GapRelease(GuardedModel):
    """What is to be told, to whom, exactly, from when it was prepared on. It stays in the Force's room."""

    hotspot_ref = models.UUIDField()
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.PREPARED)
    body = models.JSONField(default=dict)
    addressees = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    copy_id = models.UUIDField(null=True)
    prepared_at = models.DateTimeField()
    prepared_by_title = models.CharField(max_length=160)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("place told to named addressees")
        ordering = ["-prepared_at", "-id"]
        indexes = [models.Index(fields=["compartment", "hotspot_ref", "-prepared_at"], name="gap_releases_of_hotspot")]

    def __str__(self) -> str:
        return self.state


class ToldGap(GuardedModel):
    """The copy, in a room of the named addressees. It knows nothing of where it comes from."""

    place_said = models.CharField(_("place"), max_length=160, blank=True)
    sector = models.CharField(_("sector or area"), max_length=120, blank=True)
    uncovered_until = models.DateField(_("not covered until"), null=True)
    body_name = models.CharField(_("told by"), max_length=200)
    told_on = models.DateField(_("told on"))
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("place that troops do not cover")
        ordering = ["-told_on", "-id"]
        indexes = [models.Index(fields=["compartment", "-told_on"], name="told_gaps_by_day")]

    def __str__(self) -> str:
        return self.place_said
