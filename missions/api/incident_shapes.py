"""Fields of places and incidents that the API shows: no attribution, and no text that waits for a look."""

from rest_framework import serializers

from missions.enums.incidents import EventSource, IncidentKind
from missions.enums.places import Level
from missions.models import Facility, Incident, Judgement, Locality
from pocplan.access.rest.listing import RoomAsked, Shown


class PlacesAsked(serializers.Serializer):
    """`words` is looked for at the beginning of names, without accents."""

    words = serializers.CharField(max_length=100, required=False)
    country = serializers.CharField(max_length=3, required=False)
    level = serializers.ChoiceField(choices=Level.choices, required=False)


class PlaceOut(Shown):
    class Meta:
        model = Locality
        fields = ("id", "country", "level", "code", "name", "parent_id", "longitude", "latitude", "valid_from")
        read_only_fields = fields


class FacilityOut(Shown):
    class Meta:
        model = Facility
        fields = ("id", "kind", "name", "longitude", "latitude", "precision", "closed_on")
        read_only_fields = fields


class PlaceWhole(serializers.Serializer):
    """One place, what it is also called, and what stands there as far as this hat may know."""

    place = PlaceOut()
    also_called = serializers.ListField(child=serializers.CharField())
    facilities = FacilityOut(many=True)


class IncidentsAsked(RoomAsked):
    kind = serializers.ChoiceField(choices=IncidentKind.choices, required=False)
    source = serializers.ChoiceField(choices=EventSource.choices, required=False)  # type: ignore[assignment]
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    killed = serializers.IntegerField(min_value=0, max_value=100_000, required=False, help_text="At least so many.")
    admin1 = serializers.UUIDField(required=False)
    after = serializers.CharField(max_length=80, required=False, help_text="As `next` of the page before says it.")


class IncidentOut(Shown):
    class Meta:
        model = Incident
        fields = (
            "id", "source", "reference", "happened_on", "happened_until", "day_precision", "kind", "actor_said",
            "country", "admin1_ref", "place_said", "precision", "killed", "injured",
        )  # fmt: skip
        read_only_fields = fields


class IncidentPage(serializers.Serializer):
    """The next incidents of a room, newest first. A million are not counted for each page."""

    next = serializers.CharField(allow_null=True)
    results = IncidentOut(many=True)


class IncidentFactsOut(Shown):
    class Meta:
        model = Incident
        fields = (
            *IncidentOut.Meta.fields, "kind_said", "admin2_ref", "longitude", "latitude", "killed_low", "killed_high",
            "civilians_killed", "abducted", "other_harmed", "women", "men", "minors", "text", "state_said",
        )  # fmt: skip
        read_only_fields = fields


class IncidentSourceOut(serializers.Serializer):
    kind = serializers.CharField()
    group = serializers.CharField()


class JudgementOut(Shown):
    class Meta:
        model = Judgement
        fields = ("finding", "reason", "threshold_met", "is_late", "post_title", "judged_at")
        read_only_fields = fields


class IncidentWhole(serializers.Serializer):
    """One incident, and how it is known."""

    incident = IncidentFactsOut()
    sources = IncidentSourceOut(many=True)
    independent = serializers.IntegerField()
    threshold_met = serializers.BooleanField()
    judgement = JudgementOut(allow_null=True)
