"""Hotspots as another system knows them: rows by its own reference, and what became of them."""

from typing import Any

from rest_framework import serializers

from picture.api.serializers.threats import KeptWords
from picture.domain.cells import MOST_ROWS, TOO_MUCH
from pocplan.access.rest.listing import OF_ROOM


class ReferredRow(serializers.Serializer):
    """What another system says of one place; what it leaves out stays as it is."""

    external_ref = serializers.CharField(max_length=80)
    place_said = serializers.CharField(max_length=200)
    sector = serializers.CharField(max_length=120, required=False)
    priority = serializers.CharField(max_length=40, required=False)
    trend = serializers.CharField(max_length=40, required=False)
    phase = serializers.CharField(max_length=40, required=False)
    population = serializers.IntegerField(min_value=0, max_value=999_999_999, required=False)
    population_basis = serializers.CharField(max_length=40, required=False)
    precision = serializers.CharField(max_length=40, required=False)
    situation = serializers.CharField(max_length=2000, required=False)
    needed = serializers.CharField(max_length=2000, required=False)


class ReferredIn(KeptWords):
    """Rows of one room, whole or not at all; the reason goes into the history of each hotspot that changes."""

    room = serializers.UUIDField(required=False, help_text=OF_ROOM)
    rows = ReferredRow(many=True, allow_empty=False)
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def validate_rows(self, rows: list[Any]) -> list[Any]:
        if len(rows) >= MOST_ROWS:
            raise serializers.ValidationError(str(TOO_MUCH))
        return rows


class ReferredOut(serializers.Serializer):
    """How many were listed, changed, and said nothing new. The same rows again change nothing."""

    listed = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
