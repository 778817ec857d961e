"""Fields of records that the API shows: an allow-list, the same as on the pages."""

from typing import Any

from rest_framework import serializers

from pocplan.access.rest.listing import InRoom, RoomAsked, Shown
from records.enums.cases import CaseState, Holding
from records.enums.reviews import ReviewState
from records.enums.visits import VisitState
from records.models import (
    Action,
    Finding,
    IncidentReview,
    Mitigation,
    Participant,
    ReviewGap,
    ReviewMoment,
    SupportCase,
    Visit,
)


class CasesAsked(RoomAsked):
    state = serializers.ChoiceField(choices=CaseState.choices, required=False)


class VisitsAsked(RoomAsked):
    """Joint missions that were not called off, unless a state is named."""

    state = serializers.ChoiceField(choices=VisitState.choices, required=False)


class IncidentReviewsAsked(RoomAsked):
    state = serializers.ChoiceField(choices=ReviewState.choices, required=False)


class CaseOut(InRoom):
    """A due diligence case, and whether its support may go on today."""

    holding = serializers.SerializerMethodField()
    measures = serializers.SerializerMethodField()
    in_place = serializers.SerializerMethodField()

    class Meta:
        model = SupportCase
        fields = (
            "id", "room", "reference", "force", "kind", "support", "owner_post_title", "opened_at", "opened_by",
            "state", "decided_at", "decided_by", "reason", "finding", "looked_on", "next_due", "holding", "measures",
            "in_place",
        )  # fmt: skip
        read_only_fields = fields

    def _line(self, case: SupportCase) -> Any:
        return self.context["lines"][case.pk]

    def get_holding(self, case: SupportCase) -> Holding:
        return Holding(self._line(case).holding)

    def get_measures(self, case: SupportCase) -> int:
        return int(self._line(case).measures)

    def get_in_place(self, case: SupportCase) -> int:
        return int(self._line(case).in_place)


class MeasureOut(Shown):
    class Meta:
        model = Mitigation
        fields = ("id", "what", "owner_post_title", "in_place_since")
        read_only_fields = fields


class CaseWhole(serializers.Serializer):
    case = CaseOut()
    mitigation = MeasureOut(many=True)


class VisitOut(InRoom):
    class Meta:
        model = Visit
        fields = (
            "id", "room", "number", "objective", "place_said", "precision", "starts_on", "ends_on", "state", "because",
            "planned_by",
        )  # fmt: skip
        read_only_fields = fields


class ParticipantOut(Shown):
    class Meta:
        model = Participant
        fields = ("kind", "name", "decided_by")
        read_only_fields = fields


class VisitFindingOut(Shown):
    class Meta:
        model = Finding
        fields = ("what", "attribution", "said_by", "entered_at")
        read_only_fields = fields


class RecordActionOut(Shown):
    class Meta:
        model = Action
        fields = ("id", "what", "owner_title", "due_on", "state", "answer", "ended_at")
        read_only_fields = fields


class VisitWhole(serializers.Serializer):
    """A joint mission with who took part, what was found, and what is done afterwards."""

    joint_mission = VisitOut()
    participants = ParticipantOut(many=True)
    findings = VisitFindingOut(many=True)
    actions = RecordActionOut(many=True)


class IncidentReviewOut(InRoom):
    class Meta:
        model = IncidentReview
        fields = (
            "id", "room", "number", "incident_id", "alert_id", "warning", "warned_at", "state", "lessons", "opened_at",
            "opened_by", "closed_at", "closed_by",
        )  # fmt: skip
        read_only_fields = fields


class MomentOut(Shown):
    class Meta:
        model = ReviewMoment
        fields = ("kind", "component", "at", "what")
        read_only_fields = fields


class ReviewGapOut(Shown):
    class Meta:
        model = ReviewGap
        fields = ("component", "what")
        read_only_fields = fields


class IncidentReviewWhole(serializers.Serializer):
    """What was known and done when, what was missing, and what is done about it. Nobody is named or blamed."""

    review = IncidentReviewOut()
    moments = MomentOut(many=True)
    gaps = ReviewGapOut(many=True)
    actions = RecordActionOut(many=True)
