"""Fields of alerts that the API shows: an allow-list, the same as on the pages."""

from rest_framework import serializers

from picture.api.serializers.threats import KeptWords
from picture.enums.alerts import AlertState, Channel
from picture.models import Alert, AlertChange
from pocplan.access.rest.listing import InRoom, RoomAsked, Shown


class AlertsAsked(RoomAsked):
    """Alerts that wait, unless a state or all are asked for."""

    state = serializers.ChoiceField(choices=[*AlertState.choices, ("all", "all")], required=False)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)


class AlertOut(InRoom):
    class Meta:
        model = Alert
        fields = (
            "id", "room", "number", "channel", "urgency", "what", "place_said", "precision", "hotspot_id", "state",
            "received_at", "relayed_at", "relayed_to", "decided_at", "decision", "ended_at", "answered_by", "because",
            "told_at", "revision",
        )  # fmt: skip
        read_only_fields = fields


class AlertStepOut(Shown):
    class Meta:
        model = AlertChange
        fields = ("kind", "at", "by", "reason")
        read_only_fields = fields


class RelayIn(KeptWords):
    """To which post, component or body it went on, and when if that was earlier. Never to a person by name."""

    revision = serializers.IntegerField(min_value=1, max_value=1_000_000_000)
    relayed_to = serializers.CharField(max_length=200)
    reason = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    at = serializers.DateTimeField(allow_null=True, default=None)
