"""How an incident reads: a partial day as partial as it is, and its counts with their names."""

from typing import Any
from uuid import UUID

from django import template
from django.utils.formats import date_format

from missions.enums.incidents import DayPrecision
from missions.models import Incident

register = template.Library()
COUNTS = (
    "killed", "killed_low", "killed_high", "civilians_killed", "injured", "abducted", "other_harmed", "women", "men",
    "minors",
)  # fmt: skip


@register.filter
def incident_day(incident: Incident) -> str:
    """“March 2026” for what is known to its month, “1 – 3 March” for days; never a day that nobody said."""
    if incident.day_precision == DayPrecision.YEAR:
        return str(incident.happened_on.year)
    if incident.day_precision == DayPrecision.MONTH:
        return date_format(incident.happened_on, "F Y")
    days = (incident.happened_on, incident.happened_until)
    return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in days if day)


@register.filter
def harmed(incident: Incident) -> list[tuple[str, Any]]:
    """The counts by their names; what nobody counted is None."""
    fields = {field.name: field for field in incident._meta.fields}
    return [(str(fields[name].verbose_name).capitalize(), getattr(incident, name)) for name in COUNTS]


@register.filter
def named(names: dict[UUID, str], key: UUID | None) -> str:
    return names.get(key, "") if key else ""
