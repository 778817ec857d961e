"""Meetings of a body: what is on the agenda, who was there, what was said to each item."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bodies.enums import ItemKind, MeetingState, Role
from bodies.models.bodies import Body
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class Meeting(GuardedModel):
    body = SameCompartmentKey(Body, related_name="+")
    number = models.PositiveIntegerField()
    held_on = models.DateField(_("day"))
    venue = models.CharField(_("where"), max_length=160, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    chaired_by = models.CharField(_("chaired by"), max_length=200, blank=True)
    called_off_because = models.TextField(_("called off because"), max_length=2000, blank=True)
    prepared_by = models.CharField(_("prepared by"), max_length=200)
    prepared_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("meeting")
        ordering = ["-held_on", "-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.HELD) | ~Q(chaired_by=""), name="meeting_held_under_a_chair"
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CALLED_OFF) | ~Q(called_off_because=""),
                name="meeting_called_off_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["compartment", "state", "held_on"], name="meetings_by_day")]

    def __str__(self) -> str:
        return f"{self.number}"


class AgendaItem(GuardedModel):
    """One item, with its minutes. `subject_ref` is a row of the same room, which all who read the agenda read."""

    meeting = SameCompartmentKey(Meeting, related_name="+")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("what"), max_length=10, choices=ItemKind, default=ItemKind.OWN)
    title = models.CharField(_("item"), max_length=300)
    subject_ref = models.UUIDField(null=True)
    minutes = models.TextField(_("minutes"), max_length=6000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("item of an agenda")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["compartment", "meeting", "position"], name="items_of_meeting")]

    def __str__(self) -> str:
        return self.title


class Attendance(GuardedModel):
    """Who was there, by post or organisation. Presence says nothing of consent."""

    meeting = SameCompartmentKey(Meeting, related_name="+")
    name = models.CharField(_("post or organisation"), max_length=200)
    role = models.CharField(_("as"), max_length=10, choices=Role)
    was_present = models.BooleanField(_("present"))

    class Meta:
        verbose_name = _("attendance")
        ordering = ["id"]
        indexes = [models.Index(fields=["compartment", "meeting"], name="attendance_of_meeting")]

    def __str__(self) -> str:
        return self.name
