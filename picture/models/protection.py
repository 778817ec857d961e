"""Must-Should-Could in a shared exercise: the cluster's priority, what Force and police decide, what covers a place."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums import ComponentKind
from picture.enums.protection import Coverage, Criterion, Decided, Grade, NotBecause, Unarmed
from picture.models.hotspots import Hotspot
from pocplan.access.enums import OwnerKind
from pocplan.access.gate import GuardedModel, SameCompartmentKey

PROTECTED_OTHERWISE = (
    ~Q(unarmed_words="")
    & Q(unarmed_owner_kind=OwnerKind.MISSION, accepted_at__isnull=False, cleared_on__isnull=False)
    & ~Q(clearance_reference="")
)
# Must, not by troops, and nothing accepted and cleared instead.
UNPROTECTED = Q(grade=Grade.MUST, coverage=Coverage.NOT, settled_at=None) & ~PROTECTED_OTHERWISE


class ProtectionPriority(GuardedModel):
    """The cluster's protection priority for one hotspot, and what stands against it. Decisions are rows beside it."""

    hotspot = SameCompartmentKey(Hotspot, related_name="+")
    grade = models.CharField(_("cluster’s protection priority"), max_length=8, choices=Grade)
    criteria = ArrayField(models.CharField(max_length=12, choices=Criterion), verbose_name=_("criteria"), default=list)
    words = models.TextField(_("why"), max_length=2000)
    body_name = models.CharField(max_length=200)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    stated_at = models.DateTimeField()
    coverage = models.CharField(_("coverage"), max_length=8, choices=Coverage, blank=True)
    covered_on = models.DateField(_("as of"), null=True)
    unarmed = ArrayField(
        models.CharField(max_length=12, choices=Unarmed), verbose_name=_("unarmed strategy"), default=list, blank=True
    )
    unarmed_words = models.TextField(_("unarmed strategy"), max_length=2000, blank=True)
    unarmed_owner_kind = models.CharField(max_length=20, choices=OwnerKind, blank=True)
    unarmed_owner_name = models.CharField(_("its owner"), max_length=200, blank=True)
    unarmed_owner_post_id = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(_("accepted by its owner"), null=True)
    clearance_reference = models.CharField(_("reference of the security clearance"), max_length=80, blank=True)
    cleared_on = models.DateField(_("security clearance of"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("protection priority")
        ordering = ["-stated_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "hotspot"], name="one_priority_per_hotspot"),
            # A must that troops do not cover is settled only with what protects instead.
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True)
                | Q(coverage__in=[Coverage.COVERED, Coverage.PARTLY])
                | Q(Q(coverage=Coverage.NOT) & (~Q(grade=Grade.MUST) | PROTECTED_OTHERWISE)),
                name="settled_only_if_protected",
            ),
            models.CheckConstraint(
                condition=Q(unarmed_owner_kind__in=["", OwnerKind.MISSION]), name="unarmed_never_humanitarian"
            ),
        ]

    def __str__(self) -> str:
        return self.grade


class ProtectionDecision(GuardedModel):
    """What Force or police decided on what was asked then. Never changed: a newer one counts instead."""

    item = SameCompartmentKey(ProtectionPriority, related_name="+")
    component = models.CharField(_("component"), max_length=10, choices=ComponentKind)
    asked = models.CharField(_("asked"), max_length=8, choices=Grade)
    grade = models.CharField(_("decision"), max_length=8, choices=Decided)
    reason_code = models.CharField(_("reason"), max_length=12, choices=NotBecause, blank=True)
    words = models.TextField(_("reason, in words"), max_length=2000, blank=True)
    body_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision on protection")
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade=models.F("asked"))
                | Q(grade=Decided.MUST)
                | Q(grade=Decided.SHOULD, asked=Grade.COULD)
                | (~Q(reason_code="") & ~Q(words="")),
                name="less_than_asked_with_a_reason",
            )
        ]
        indexes = [models.Index(fields=["compartment", "item", "-decided_at"], name="decisions_on_priority")]

    def __str__(self) -> str:
        return self.grade


class Feasibility(GuardedModel):
    """What only the component knows of a place: what a yes costs, from where, how far. In its own room, for itself."""

    hotspot_ref = models.UUIDField()
    capacity = models.TextField(_("capacity"), max_length=2000, blank=True)
    reserve = models.TextField(_("reserve"), max_length=2000, blank=True)
    consequence = models.TextField(_("consequence of a yes"), max_length=2000, blank=True)
    battalion = models.CharField(_("battalion or unit"), max_length=120, blank=True)
    distance_km = models.PositiveIntegerField(_("distance from the nearest base, km"), null=True, blank=True)
    travel_minutes = models.PositiveIntegerField(_("honest travel time, minutes"), null=True, blank=True)
    uncovered_until = models.DateField(_("not covered until"), null=True, blank=True)
    mgrs = models.CharField(_("MGRS"), max_length=20, blank=True)
    order_reference = models.CharField(_("number of the order"), max_length=80, blank=True)
    given_at = models.DateTimeField()
    post_title = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("feasibility")
        verbose_name_plural = _("feasibilities")
        ordering = ["-given_at", "-id"]
        indexes = [models.Index(fields=["compartment", "hotspot_ref", "-given_at"], name="feasibility_of_hotspot")]

    def __str__(self) -> str:
        return str(self.pk)
