"""Hotspots, each in the room of who keeps the matrix: one side's own, or the shared room of an exercise."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from missions.enums import ComponentKind
from missions.enums.places import Precision
from picture.enums.hotspots import (
    ENDED_EFFORTS,
    Basis,
    EffortState,
    HotspotPhase,
    HotspotState,
    HotspotStep,
    Priority,
    Trend,
)
from picture.models.actors import Change
from pocplan.access.gate import GuardedModel, SameCompartmentKey


def urgency() -> Case:
    """The place of a priority in its list, the most urgent first."""
    steps = [When(priority=value, then=Value(place)) for place, value in enumerate(Priority.values)]
    return Case(*steps, output_field=IntegerField())


class Hotspot(GuardedModel):
    """A place on a matrix, and its flashpoint row. `threats` are keys of threats of the same room."""

    number = models.PositiveIntegerField()
    external_ref = models.CharField(_("reference in another system"), max_length=80, blank=True)
    place_said = models.CharField(_("place"), max_length=160)
    locality_ref = models.UUIDField(_("place"), null=True)
    precision = models.CharField(_("precision"), max_length=8, choices=Precision, default=Precision.ABOUT)
    sector = models.CharField(_("sector or area"), max_length=120, blank=True)
    is_enclave = models.BooleanField(_("enclave: name it with care"), default=False)
    population = models.PositiveIntegerField(_("people at risk"), null=True, blank=True)
    population_basis = models.CharField(_("on what the number rests"), max_length=10, choices=Basis, blank=True)
    threats = ArrayField(models.UUIDField(), default=list, blank=True)
    situation = models.TextField(_("what happens there"), max_length=4000, blank=True)
    needed = models.TextField(_("what is needed"), max_length=2000, blank=True)
    priority = models.CharField(_("priority"), max_length=8, choices=Priority)
    trend = models.CharField(_("trend"), max_length=8, choices=Trend, default=Trend.UNKNOWN)
    phase = models.CharField(_("phase"), max_length=14, choices=HotspotPhase)
    reviewed_on = models.DateField(_("reviewed on"))
    verified_on = models.DateField(_("verified on"), null=True)
    no_access_on = models.DateField(_("no access on"), null=True)
    alerted_on = models.DateField(_("latest alert on"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=HotspotState, default=HotspotState.OPEN)
    delisted_because = models.TextField(_("delisted because"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    listed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hotspot")
        ordering = ["sector", "place_said", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="hotspot_number_once"),
            models.UniqueConstraint(
                fields=["compartment", "external_ref"], name="hotspot_reference_once", condition=~Q(external_ref="")
            ),
            models.CheckConstraint(
                condition=~Q(state=HotspotState.DELISTED) | ~Q(delisted_because=""), name="delisted_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | ~Q(population_basis=""), name="people_with_a_basis"
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "sector", "place_said", "id"], name="hotspots_by_place"),
            models.Index(fields=["compartment", "state", "reviewed_on"], name="hotspots_by_review"),
            # Who reads two hundred rooms asks for what is late: few rows in all, and no walk through each room.
            models.Index(
                fields=["reviewed_on", "id"], name="hotspots_to_review", condition=~Q(state=HotspotState.DELISTED)
            ),
            # What stands on a matrix is little beside the years that it was delisted in.
            models.Index(
                fields=["compartment", "sector", "place_said", "id"],
                name="hotspots_on_matrix",
                condition=~Q(state=HotspotState.DELISTED),
            ),
            models.Index(
                "compartment",
                "sector",
                urgency(),
                "place_said",
                "id",
                name="hotspots_delisted",
                condition=Q(state=HotspotState.DELISTED),
            ),
        ]

    def __str__(self) -> str:
        return self.place_said


class HotspotChange(Change):
    """One step in the life of a hotspot, with every field before and after: the history of its priority is here."""

    kind = models.CharField(_("what"), max_length=12, choices=HotspotStep)
    hotspot = SameCompartmentKey(Hotspot, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("change of a hotspot")
        indexes = [
            models.Index(fields=["compartment", "hotspot", "-at"], name="hotspot_changes_by_day"),
            models.Index(fields=["compartment", "-at"], name="matrix_changes_by_day"),
        ]


class LineOfEffort(GuardedModel):
    """What is done about a hotspot, by which component, until when, and how far it is."""

    hotspot = SameCompartmentKey(Hotspot, related_name="+")
    component = models.CharField(_("component"), max_length=10, choices=ComponentKind)
    what = models.CharField(_("what is done"), max_length=300)
    owner_title = models.CharField(_("owner"), max_length=200)
    owner_post_id = models.UUIDField(null=True)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=EffortState, default=EffortState.RECEIVED)
    because = models.TextField(_("why not"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("line of effort")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=EffortState.NOT_ACTED) | ~Q(because=""), name="not_acted_with_a_reason"
            )
        ]
        indexes = [
            models.Index(fields=["compartment", "hotspot", "due_on"], name="efforts_of_hotspot"),
            models.Index(fields=["compartment", "due_on"], name="efforts_open", condition=~Q(state__in=ENDED_EFFORTS)),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED_EFFORTS


class HotspotSharing(GuardedModel):
    """That a hotspot was copied to an exercise, kept where the original stays: the copy knows nothing of it."""

    hotspot = SameCompartmentKey(Hotspot, related_name="+")
    copy_id = models.UUIDField()
    copied_to = models.CharField(max_length=200)
    revision = models.PositiveIntegerField()
    shared_at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("sharing of a hotspot")
        ordering = ["-shared_at", "-id"]
        indexes = [models.Index(fields=["compartment", "hotspot", "-shared_at"], name="sharings_of_hotspot")]

    def __str__(self) -> str:
        return self.copied_to
