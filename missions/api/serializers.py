"""Fields of a mission that the API shows."""

from rest_framework import serializers

from missions.models import Mission


class MissionOut(serializers.ModelSerializer):
    name = serializers.CharField(source="owner.name", read_only=True)
    short = serializers.CharField(source="owner.short", read_only=True)
    weekend_days = serializers.ListField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = Mission
        fields = (
            "id",
            "name",
            "short",
            "kind",
            "structural_model",
            "phase",
            "headquarters",
            "started_on",
            "ended_on",
            "weekend_days",
            "timezone",
            "language",
        )
        read_only_fields = fields
