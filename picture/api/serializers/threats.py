"""Fields of armed actors, threats and ratings that the API shows: an allow-list, the same as on the pages."""

from typing import Any

from rest_framework import serializers

from picture.enums.actors import ActorKind
from picture.enums.ratings import Confidence, Impact, Likelihood, RatingSide, Severity
from picture.enums.threats import ProtectionRisk, ThreatState, ThreatType
from picture.models import ArmedActor, Rating, ThreatJudgement, ThreatSource
from picture.models import Threat as ThreatRow
from picture.queries.ratings import Line
from pocplan.access.models import Compartment
from pocplan.access.rest.listing import InRoom, RoomAsked, Shown

FIGURES = ("likelihood", "impact", "severity", "rationale", "confidence", "cut_off", "after_others")


class ActorsAsked(RoomAsked):
    kind = serializers.ChoiceField(choices=ActorKind.choices, required=False)


class ThreatsAsked(RoomAsked):
    """Threats that are not closed, unless a state is named."""

    state = serializers.ChoiceField(choices=ThreatState.choices, required=False)
    risk = serializers.ChoiceField(choices=ProtectionRisk.choices, required=False)
    type = serializers.ChoiceField(choices=ThreatType.choices, required=False)
    only = serializers.ChoiceField(
        choices=[("differ", "released ratings differ"), ("unrated", "one's own side has not rated it")], required=False
    )


class RoomOut(Shown):
    """A room of this hat, by the name that lists ask for it with."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    area = serializers.CharField(source="area.name", read_only=True, allow_null=True, default=None)
    writes = serializers.SerializerMethodField()

    class Meta:
        model = Compartment
        fields = ("id", "audience", "label", "area", "writes")
        read_only_fields = fields

    def get_writes(self, room: Compartment) -> bool:
        return room.pk in self.context["writable"]


class ArmedActorOut(InRoom):
    class Meta:
        model = ArmedActor
        fields = (
            "id", "room", "name", "also_known_as", "kind", "relation", "is_listed", "is_party", "leverage", "notes",
            "entered_at", "ended_on",
        )  # fmt: skip
        read_only_fields = fields


class ThreatOut(InRoom):
    class Meta:
        model = ThreatRow
        fields = (
            "id", "room", "number", "title", "types", "risks", "actor_name", "actor_kind", "place_said", "exposed",
            "state", "cycle", "proposed_at",
        )  # fmt: skip
        read_only_fields = fields


class ThreatFactsOut(InRoom):
    class Meta:
        model = ThreatRow
        fields = (
            *ThreatOut.Meta.fields, "actor_id", "intent", "capability", "opportunity", "history", "exposure", "coping",
            "state_capacity", "state_will", "state_words", "mission_answer", "closed_because",
        )  # fmt: skip
        read_only_fields = fields


class ThreatSourceOut(Shown):
    """A type and a letter for its group; never who."""

    class Meta:
        model = ThreatSource
        fields = ("kind", "group")
        read_only_fields = fields


class ThreatJudgementOut(Shown):
    class Meta:
        model = ThreatJudgement
        fields = ("finding", "reason", "threshold_met", "post_title", "judged_at")
        read_only_fields = fields


class ThreatWhole(serializers.Serializer):
    """One threat, and how it is known as far as this hat may know."""

    threat = ThreatFactsOut()
    sources = ThreatSourceOut(many=True)
    independent = serializers.IntegerField()
    threshold_met = serializers.BooleanField()
    judgement = ThreatJudgementOut(allow_null=True)


class RatingOut(Shown):
    class Meta:
        model = Rating
        fields = FIGURES
        read_only_fields = fields


class RatingLineOut(serializers.Serializer):
    """One side. `rating` is null alike where none was given, released, or is open before one's own side's."""

    side = serializers.ChoiceField(choices=RatingSide.choices)
    body = serializers.CharField(allow_blank=True)
    own = serializers.BooleanField()
    rating = serializers.SerializerMethodField()

    def get_rating(self, line: Line) -> dict[str, Any] | None:
        return dict(RatingOut(line.rating).data) if line.rating else None  # type: ignore[arg-type]


class KeptWords(serializers.Serializer):
    kept_words = serializers.ListField(
        child=serializers.CharField(max_length=200), max_length=50, default=list,
        help_text="Words that seem to name a person, of which whoever sends them says that they name nobody.",
    )  # fmt: skip


class RatingIn(KeptWords):
    """Likelihood and impact; a cluster may give its own severity instead."""

    likelihood = serializers.ChoiceField(choices=Likelihood.choices, allow_null=True, default=None)
    impact = serializers.ChoiceField(choices=Impact.choices, allow_null=True, default=None)
    severity = serializers.ChoiceField(choices=Severity.choices, allow_null=True, default=None)
    rationale = serializers.CharField(max_length=20_000)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    cut_off = serializers.DateField()
