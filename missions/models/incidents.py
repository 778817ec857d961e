"""Incidents, each in the room of who wrote it down or imported it. Victims are counts; sources are types and groups."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import (
    DayPrecision,
    EventSource,
    Finding,
    ImportState,
    IncidentKind,
    Reason,
    SourceType,
    TextState,
    Verdict,
)
from missions.enums.places import Precision
from missions.models.localities import on_earth
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.jobs.rows import Job

UNDER_WAY = (ImportState.WAITING, ImportState.READING, ImportState.CONFIRMED, ImportState.IMPORTING)


class IncidentImport(Job):
    """A file of events on its way in."""

    source = models.CharField(_("source"), max_length=12, choices=EventSource, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    counts = models.JSONField(default=dict)
    tally = models.JSONField(default=dict)  # of how many rows each reason was said
    notes = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    takes_offers = models.BooleanField(default=False)

    class Meta(Job.Meta):
        verbose_name = _("import of events")
        constraints = [models.CheckConstraint(condition=Q(progress__lte=100), name="events_progress_is_a_percentage")]
        indexes = [
            models.Index(fields=["compartment", "-asked_at", "id"], name="event_imports_by_day"),
            models.Index(fields=["state", "touched_at"], name="event_imports_waiting"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportLine(GuardedModel):
    """What is to be said of one row of a file. A row without a line is new and plain.

    A line without a row is of an event that we hold and the file leaves out.
    """

    imported = SameCompartmentKey(IncidentImport, related_name="+")
    row = models.PositiveIntegerField(_("row"), null=True)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    column = models.CharField(_("column"), max_length=80, blank=True)
    cell = models.CharField(_("cell"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("line of a report")
        ordering = ["row", "reason", "cell", "id"]
        indexes = [models.Index(fields=["compartment", "imported", "row"], name="report_by_row")]

    def __str__(self) -> str:
        return f"{self.row or '–'} {self.reason}"


class Incident(GuardedModel):
    """What happened, where, when, by whom, and to how many."""

    source = models.CharField(_("source"), max_length=12, choices=EventSource)
    reference = models.CharField(_("reference"), max_length=80)
    digest = models.CharField(max_length=32, editable=False)
    imported = SameCompartmentKey(IncidentImport, null=True, related_name="+")
    happened_on = models.DateField(_("happened on"))
    happened_until = models.DateField(_("until"), null=True)
    day_precision = models.CharField(max_length=8, choices=DayPrecision, default=DayPrecision.DAY)
    kind = models.CharField(_("kind"), max_length=12, choices=IncidentKind)
    kind_said = models.CharField(_("as the source says"), max_length=120, blank=True)
    actor_said = models.CharField(_("actor, as the source says"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=3)
    admin1_ref = models.UUIDField(_("admin 1"), null=True)
    admin2_ref = models.UUIDField(_("admin 2"), null=True)
    name_ref = models.UUIDField(null=True)
    place_said = models.CharField(_("place, as the source says"), max_length=200, blank=True)
    precision = models.CharField(_("precision"), max_length=8, choices=Precision)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    killed = models.PositiveIntegerField(_("killed"), null=True)
    killed_low = models.PositiveIntegerField(_("killed, low estimate"), null=True)
    killed_high = models.PositiveIntegerField(_("killed, high estimate"), null=True)
    civilians_killed = models.PositiveIntegerField(_("civilians killed"), null=True)
    injured = models.PositiveIntegerField(_("injured"), null=True)
    abducted = models.PositiveIntegerField(_("abducted or detained"), null=True)
    other_harmed = models.PositiveIntegerField(_("harmed otherwise"), null=True)
    women = models.PositiveIntegerField(_("women and girls among them"), null=True)
    men = models.PositiveIntegerField(_("men and boys among them"), null=True)
    minors = models.PositiveIntegerField(_("children among them"), null=True)
    text = models.TextField(_("what happened"), blank=True)
    state_said = models.CharField(_("state in the source"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("incident")
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "source", "reference"], name="incident_once"),
            models.CheckConstraint(
                condition=Q(happened_until__isnull=True) | Q(happened_until__gte=F("happened_on")),
                name="incident_ends_after_start",
            ),
            # What is known to its province is never drawn as a village.
            models.CheckConstraint(
                condition=Q(precision__in=["exact", "about"]) | Q(longitude__isnull=True, latitude__isnull=True),
                name="no_point_where_only_a_province_is_known",
            ),
            *on_earth("incident"),
        ]
        indexes = [
            models.Index(fields=["compartment", "-happened_on", "-id"], name="incidents_by_day"),
            models.Index(fields=["compartment", "kind", "-happened_on", "-id"], name="incidents_by_kind"),
            models.Index(fields=["compartment", "admin1_ref", "-happened_on", "-id"], name="incidents_by_admin1"),
            models.Index(fields=["compartment", "-killed"], name="incidents_by_killed"),
            # The key of a source and its reference would be entered once for each source, which the planner shuns.
            models.Index(fields=["compartment", "reference"], name="incidents_by_reference"),
            models.Index(
                fields=["compartment", "name_ref"], name="incidents_by_name", condition=Q(name_ref__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class IncidentSource(GuardedModel):
    """One more source of an incident: its type, and a group; sources of one group are not independent."""

    incident = SameCompartmentKey(Incident, related_name="+")
    kind = models.CharField(_("type of source"), max_length=12, choices=SourceType)
    group = models.CharField(_("independence group"), max_length=40)
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("source of an incident")
        ordering = ["entered_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "incident", "kind", "group"], name="incident_source_once")
        ]

    def __str__(self) -> str:
        return self.kind


class Attribution(GuardedModel):
    """Who reported an incident, in words. In the narrow room of who imported it, and never in a wider one."""

    incident_ref = models.UUIDField()
    words = models.TextField(_("attribution"))

    class Meta:
        verbose_name = _("attribution")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "incident_ref"], name="one_attribution")]

    def __str__(self) -> str:
        return str(self.pk)


class HeldText(GuardedModel):
    """A text that seems to name a person, in the narrow room until somebody looked at it; then it is emptied."""

    incident_ref = models.UUIDField()
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(max_length=8, choices=TextState, default=TextState.HELD)
    held_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_title = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("text held back")
        ordering = ["held_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "incident_ref"], name="one_held_text"),
            models.CheckConstraint(condition=Q(state="held") | Q(text=""), name="looked_at_is_emptied"),
        ]
        indexes = [models.Index(fields=["compartment", "state", "held_at", "id"], name="texts_to_look_at")]

    def __str__(self) -> str:
        return str(self.pk)


class Judgement(GuardedModel):
    """A human rights officer's judgement upon an incident, with the post of that day. The latest counts."""

    incident = SameCompartmentKey(Incident, related_name="+")
    finding = models.CharField(_("finding"), max_length=12, choices=Finding)
    reason = models.TextField(_("reason"), blank=True)
    threshold_met = models.BooleanField()
    is_late = models.BooleanField(default=False)
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)
    person_id = models.UUIDField()
    judged_at = models.DateTimeField()

    class Meta:
        verbose_name = _("judgement on an incident")
        ordering = ["-judged_at", "id"]

    def __str__(self) -> str:
        return self.finding
