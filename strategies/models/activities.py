"""The rows of a strategy: threats, activities, coordination bodies, who answers for what, and indicators."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.ids import new_id
from records.models import SupportCase
from strategies.enums.text import ComponentKind, Hrddp, Level, Phase, ProtectionRisk, Raci, Tier
from strategies.models.strategy import Strategy


class Row(GuardedModel):
    """What every row has: a place in the strategy, a lineage, a version for compare-and-swap."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    lineage = models.UUIDField(default=new_id, editable=False)
    position = models.PositiveIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by_post_id = models.UUIDField(editable=False)
    edited_by_post_title = models.CharField(max_length=160, editable=False)
    edited_by_person_id = models.UUIDField(editable=False)
    edited_by_person_name = models.CharField(max_length=160, editable=False)
    edited_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["strategy", "position"])]


class Activity(Row):
    title = models.CharField(_("activity"), max_length=300)
    tier = models.PositiveSmallIntegerField(_("tier"), choices=Tier)
    phases = ArrayField(models.CharField(max_length=16, choices=Phase), verbose_name=_("phases"))
    component = models.CharField(_("component"), max_length=24, choices=ComponentKind)
    lead_post_id = models.UUIDField(_("lead post"), null=True, blank=True)
    lead_post_title = models.CharField(max_length=160, blank=True, editable=False)
    place = models.CharField(_("place"), max_length=160, blank=True)
    resources = models.TextField(_("resources"), max_length=2000, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    known_from_force = models.BooleanField(_("known from the Force"), default=False)
    hrddp_needed = models.BooleanField(_("supports a non-UN security force"), default=False)
    hrddp_state = models.CharField(
        _("human rights due diligence"), max_length=16, choices=Hrddp, default=Hrddp.NOT_NEEDED
    )
    hrddp_case = SameCompartmentKey(SupportCase, related_name="+", null=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True)
                | models.Q(starts__isnull=True)
                | models.Q(ends__gte=models.F("starts")),
                name="activity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(hrddp_needed=False, hrddp_state=Hrddp.NOT_NEEDED)
                | models.Q(models.Q(hrddp_needed=True), ~models.Q(hrddp_state=Hrddp.NOT_NEEDED)),
                name="hrddp_state_fits",
            ),
            models.CheckConstraint(
                condition=models.Q(hrddp_case__isnull=True) | models.Q(hrddp_needed=True),
                name="case_only_where_one_is_needed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Threat(Row):
    """What civilians are threatened with, by whom, and who is most exposed. No source and no name stands here."""

    title = models.CharField(_("threat"), max_length=300)
    risk = models.CharField(_("protection risk"), max_length=24, choices=ProtectionRisk)
    actor = models.CharField(_("from whom"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    exposed = models.CharField(_("who is exposed"), max_length=400, blank=True)
    vulnerability = models.TextField(_("vulnerability, and how they cope"), max_length=2000, blank=True)
    capacity = models.CharField(_("capacity of the state"), max_length=300, blank=True)
    will = models.CharField(_("will of the state"), max_length=300, blank=True)
    known_from_force = models.BooleanField(_("known from the Force"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("threat")
        verbose_name_plural = _("threats")

    def __str__(self) -> str:
        return self.title


class Body(Row):
    """A coordination mechanism."""

    name = models.CharField(_("body"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=400, blank=True)
    chair = models.CharField(_("chair"), max_length=160, blank=True)
    participants = models.CharField(_("who takes part"), max_length=400, blank=True)
    rhythm = models.CharField(_("how often"), max_length=80, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("coordination body")
        verbose_name_plural = _("coordination bodies")

    def __str__(self) -> str:
        return self.name


class Responsibility(Row):
    """One cell of the RACI: what a post does for a task. Whether it is vacant is asked of today."""

    task = models.CharField(_("task"), max_length=200)
    post_id = models.UUIDField(_("post"))
    post_title = models.CharField(max_length=160, editable=False)
    unit = models.CharField(max_length=120, blank=True, editable=False)
    letter = models.CharField(_("role"), max_length=12, choices=Raci)

    class Meta(Row.Meta):
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "task", "post_id"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_letter_per_post_and_task",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.post_title}"


class Indicator(Row):
    """By what one sees whether an objective is reached. Values are words: a share, a count, "not measured yet"."""

    objective = models.CharField(_("objective"), max_length=300)
    level = models.CharField(_("outcome or output"), max_length=8, choices=Level, default=Level.OUTCOME)
    title = models.CharField(_("indicator"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.CharField(_("baseline"), max_length=120, blank=True)
    target = models.CharField(_("target"), max_length=120)
    latest = models.CharField(_("latest value"), max_length=120, blank=True)
    latest_on = models.DateField(_("measured on"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    lead_post_id = models.UUIDField(_("responsible post"), null=True, blank=True)
    lead_post_title = models.CharField(max_length=160, blank=True, editable=False)

    class Meta(Row.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.title
