"""Fields of hotspots, protection and lines of effort that the API shows: an allow-list, the same as on the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from picture.api.serializers.threats import KeptWords
from picture.enums.hotspots import HotspotPhase, HotspotState, Priority, Standing, Trend
from picture.enums.protection import Criterion, Grade
from picture.models import Hotspot, HotspotChange, LineOfEffort, ProtectionDecision, ProtectionPriority
from picture.queries.freshness import days_without_review, standing
from picture.queries.protection import DIFFER, UNCOVERED
from pocplan.access.rest.listing import InRoom, RoomAsked, Shown

DELISTED = (HotspotState.DELISTED.value, HotspotState.DELISTED.label)


class HotspotsAsked(RoomAsked):
    """Places on the matrix, unless those that were delisted are asked for."""

    sector = serializers.CharField(max_length=120, required=False)
    priority = serializers.ChoiceField(choices=Priority.choices, required=False)
    trend = serializers.ChoiceField(choices=Trend.choices, required=False)
    phase = serializers.ChoiceField(choices=HotspotPhase.choices, required=False)
    standing = serializers.ChoiceField(choices=[*Standing.choices, DELISTED], required=False)


class PrioritiesAsked(RoomAsked):
    only = serializers.ChoiceField(
        choices=[(DIFFER, "difference remains"), (UNCOVERED, "not by troops")], required=False
    )


class EffortOut(Shown):
    class Meta:
        model = LineOfEffort
        fields = ("id", "component", "what", "owner_title", "due_on", "state", "because")
        read_only_fields = fields


class HotspotOut(InRoom):
    """A place with its flashpoint row: how fresh it is, which threats it names, what is done about it."""

    standing = serializers.SerializerMethodField()
    days_without_review = serializers.SerializerMethodField()
    threats = serializers.SerializerMethodField()
    efforts = serializers.SerializerMethodField()

    class Meta:
        model = Hotspot
        fields = (
            "id", "room", "number", "place_said", "precision", "sector", "population", "population_basis", "situation",
            "needed", "priority", "trend", "phase", "state", "standing", "days_without_review", "reviewed_on",
            "verified_on", "no_access_on", "alerted_on", "delisted_because", "listed_at", "threats", "efforts",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=Standing.choices))
    def get_standing(self, spot: Hotspot) -> str:
        return standing(spot, self.context["day"]).value

    def get_days_without_review(self, spot: Hotspot) -> int:
        return days_without_review(spot, self.context["day"])

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_threats(self, spot: Hotspot) -> list[str]:
        return [str(one.pk) for one in self.context["threats"][spot.pk]]

    @extend_schema_field(EffortOut(many=True))
    def get_efforts(self, spot: Hotspot) -> list[dict[str, Any]]:
        return [dict(EffortOut(one).data) for one in self.context["efforts"][spot.pk]]


class HotspotStepOut(Shown):
    """One step: what, when, by which post or body, why, and every field before and after."""

    fields_changed = serializers.JSONField(source="fields", read_only=True)

    class Meta:
        model = HotspotChange
        fields = ("kind", "at", "by", "reason", "fields_changed")
        read_only_fields = fields


class ProtectionDecisionOut(Shown):
    class Meta:
        model = ProtectionDecision
        fields = ("component", "asked", "grade", "reason_code", "words", "body_name", "decided_at")
        read_only_fields = fields


class PriorityOut(InRoom):
    """What a cluster asks for one place, what Force and police decided beside it, and the class of coverage alone."""

    place_said = serializers.CharField(source="hotspot.place_said", read_only=True)
    decisions = serializers.SerializerMethodField()

    class Meta:
        model = ProtectionPriority
        fields = (
            "id", "room", "hotspot_id", "place_said", "grade", "criteria", "words", "body_name", "starts_on", "ends_on",
            "stated_at", "decisions", "coverage", "covered_on", "unarmed", "unarmed_words", "unarmed_owner_name",
            "accepted_at", "cleared_on", "settled_at",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ProtectionDecisionOut(many=True))
    def get_decisions(self, priority: ProtectionPriority) -> list[dict[str, Any]]:
        return [dict(ProtectionDecisionOut(one).data) for one in self.context["decisions"][priority.pk]]


class PriorityIn(KeptWords):
    """The cluster's protection priority; stated again, it replaces the former one."""

    grade = serializers.ChoiceField(choices=Grade.choices)
    criteria = serializers.ListField(child=serializers.ChoiceField(choices=Criterion.choices), max_length=20)
    words = serializers.CharField(max_length=20_000)
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
