"""Alerts, each in the room of who received it. Who called, and from which telephone, is never kept."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from missions.enums.places import Precision
from picture.enums.alerts import WAITING, AlertDecision, AlertState, AlertStep, Answerer, Channel, Urgency
from picture.models.actors import Change
from picture.models.hotspots import Hotspot
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class Alert(GuardedModel):
    """What a community, a patrol or an organisation warns of, and what came of it. It never waits for verification.

    Each moment is the one at which it happened, as told by who writes it down; the history says when that was.
    """

    number = models.PositiveIntegerField()
    channel = models.CharField(_("came by"), max_length=8, choices=Channel)
    urgency = models.CharField(_("how soon"), max_length=4, choices=Urgency)
    what = models.TextField(_("what is feared"), max_length=2000)
    place_said = models.CharField(_("place"), max_length=160)
    locality_ref = models.UUIDField(_("place"), null=True)
    precision = models.CharField(_("precision"), max_length=8, choices=Precision, default=Precision.ABOUT)
    hotspot = SameCompartmentKey(Hotspot, related_name="+", null=True)
    state = models.CharField(_("state"), max_length=12, choices=AlertState, default=AlertState.RECEIVED)
    received_at = models.DateTimeField(pgettext_lazy("alert", "received"))
    relayed_at = models.DateTimeField(_("relayed"), null=True)
    relayed_to = models.CharField(_("relayed to"), max_length=200, blank=True)
    decided_at = models.DateTimeField(pgettext_lazy("alert", "decided"), null=True)
    decision = models.CharField(_("decision"), max_length=8, choices=AlertDecision, blank=True)
    ended_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.CharField(_("answered by"), max_length=12, choices=Answerer, blank=True)
    because = models.TextField(_("why not"), max_length=2000, blank=True)
    told_at = models.DateTimeField(_("community told"), null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="alert_number_once"),
            models.CheckConstraint(
                condition=~Q(state=AlertState.NOT_ANSWERED) | ~Q(because=""), name="unanswered_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=AlertState.ANSWERED) | ~Q(answered_by=""), name="answered_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("received_at")), name="answered_after_received"
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "state", "-received_at"], name="alerts_by_day"),
            models.Index(fields=["compartment", "-received_at"], name="alerts_by_moment"),
            models.Index(fields=["received_at", "id"], name="alerts_waiting", condition=Q(state__in=WAITING)),
        ]

    def __str__(self) -> str:
        return self.place_said


class AlertChange(Change):
    """One step in the life of an alert, with who took it."""

    kind = models.CharField(_("what"), max_length=12, choices=AlertStep)
    alert = SameCompartmentKey(Alert, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("step of an alert")
        indexes = [models.Index(fields=["compartment", "alert", "-at"], name="alert_steps_by_day")]
