"""Due diligence cases, in the mission's own room. The database takes them in no room that others read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from picture.models.actors import Change
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.operations import HUMANITARIAN_FROM
from records.enums.cases import CaseState, CaseStepKind, MonitoringFinding, SupportKind


class SupportCase(GuardedModel):
    """Support to one non-UN security force: what was decided, by which post, and how it is watched.

    Neither a person of that force nor who reported on it stands here.
    """

    reference = models.CharField(_("reference"), max_length=60)
    force = models.CharField(_("security force that is supported"), max_length=160)
    kind = models.CharField(_("kind of support"), max_length=12, choices=SupportKind)
    support = models.TextField(_("what the support is"), max_length=2000)
    owner_post_id = models.UUIDField(_("post that keeps it"))
    owner_post_title = models.CharField(max_length=160, editable=False)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.CharField(max_length=160, editable=False)
    opened_by_person_id = models.UUIDField(editable=False)
    state = models.CharField(_("decision"), max_length=12, choices=CaseState, default=CaseState.OPEN)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.CharField(_("by"), max_length=160, blank=True, editable=False)
    reason = models.TextField(_("why"), max_length=2000, blank=True)
    finding = models.CharField(_("monitoring"), max_length=8, choices=MonitoringFinding, blank=True)
    looked_on = models.DateField(_("last looked at"), null=True)
    next_due = models.DateField(_("to be looked at by"), null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("due diligence case")
        verbose_name_plural = _("due diligence cases")
        ordering = ["-opened_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "reference"], name="case_reference_once"),
            models.CheckConstraint(condition=Q(compartment__lt=HUMANITARIAN_FROM), name="case_stays_in_the_mission"),
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN) | Q(Q(decided_at__isnull=False), ~Q(decided_by=""), ~Q(reason="")),
                name="decided_by_a_post_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "mitigated"]) | Q(next_due__isnull=False),
                name="approved_is_monitored",
            ),
        ]
        indexes = [models.Index(fields=["compartment", "state", "-opened_at"], name="cases_by_day")]

    def __str__(self) -> str:
        return self.reference


class Mitigation(GuardedModel):
    """One measure that lessens the risk, the post that answers for it, and whether it is in place."""

    case = SameCompartmentKey(SupportCase, related_name="+")
    what = models.CharField(_("measure"), max_length=400)
    owner_post_id = models.UUIDField(_("post that answers for it"))
    owner_post_title = models.CharField(max_length=160, editable=False)
    in_place_since = models.DateField(_("in place since"), null=True)
    entered_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("mitigation measure")
        verbose_name_plural = _("mitigation measures")
        ordering = ["entered_at", "id"]
        indexes = [models.Index(fields=["compartment", "case"], name="measures_of_a_case")]

    def __str__(self) -> str:
        return self.what


class CaseStep(Change):
    """One step in the life of a case, with the post that took it."""

    kind = models.CharField(_("what"), max_length=12, choices=CaseStepKind)
    case = SameCompartmentKey(SupportCase, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("step of a due diligence case")
        indexes = [models.Index(fields=["compartment", "case", "-at"], name="case_steps_by_day")]
