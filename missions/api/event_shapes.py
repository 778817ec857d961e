"""Events as another system knows them: rows by its own reference, and what became of them."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from missions.domain.kept_events import MOST_ROWS
from pocplan.access.rest.listing import OF_ROOM


class Count(serializers.IntegerField):
    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=1_000_000, required=False)


class Words(serializers.CharField):
    def __init__(self, longest: int = 200, **more: Any) -> None:
        super().__init__(max_length=longest, allow_blank=True, required=False, **more)


class EventRow(serializers.Serializer):
    """All that another system knows of one event, in the columns of our own template."""

    reference = serializers.CharField(max_length=80)
    date = serializers.CharField(max_length=40, help_text="2026-03-01; or 2026-03, or 2026, where no more is known.")
    until = Words(40)
    kind = Words()
    actor = Words()
    country = Words()
    admin1 = Words()
    admin2 = Words()
    place = Words()
    precision = Words(40)
    latitude = serializers.FloatField(required=False)
    longitude = serializers.FloatField(required=False)
    killed = Count()
    injured = Count()
    abducted = Count()
    other_harmed = Count()
    women = Count()
    men = Count()
    children = Count()
    what_happened = Words(20_000)
    reported_by = Words(2_000)


class EventsIn(serializers.Serializer):
    """Rows of one room, whole or not at all."""

    room = serializers.UUIDField(required=False, help_text=OF_ROOM)
    rows = EventRow(many=True, allow_empty=False)

    def validate_rows(self, rows: list[Any]) -> list[Any]:
        if len(rows) > MOST_ROWS:
            raise serializers.ValidationError(_("Send at most %(most)s rows at a time.") % {"most": MOST_ROWS})
        return rows


class EventsOut(serializers.Serializer):
    """How many were new, changed, and said nothing new; and how many texts wait for a look at what they name."""

    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    held = serializers.IntegerField()
