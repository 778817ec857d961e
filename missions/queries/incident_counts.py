"""Incidents of one room counted by area and month: what maps and charts of incidents are drawn from.

`monthly` is the one door to these counts. What is known to its year alone is in no month.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Sum, TextField
from django.db.models.functions import Cast

from missions.models import Incident, IncidentMonth
from pocplan.access.actor import Actor

MONTHS = 12


class AreaMonth(NamedTuple):
    """How many incidents one area had in one month, or in a year whose month nobody knows."""

    area: UUID | None
    month: date | None
    incidents: int
    killed: int


def monthly(actor: Actor, room_id: int, first: date, last: date) -> list[AreaMonth]:
    """Counts of a room that the actor reads, of whole months between these days. One query.

    The database counted them as they were written; here they are only read.
    """
    rows = IncidentMonth.objects.visible_in(actor, room_id).filter(month__range=(first, last), incidents__gt=0)
    cells = rows.order_by().values_list(Cast("admin1_ref", TextField()), "month", "is_of_year", "incidents", "killed")
    counted = list(cells)
    # An area stands in every month: reading its key once for each cell would cost more than the question.
    keys = {area: UUID(area) for area in {row[0] for row in counted} if area}
    return [
        AreaMonth(keys.get(area), None if is_of_year else month, incidents, killed)
        for area, month, is_of_year, incidents, killed in counted
    ]


def by_month(actor: Actor, first: date, last: date) -> dict[date, int]:
    """Incidents of each month between these days in every room that the actor reads; each room counts its own."""
    rows = IncidentMonth.objects.visible_to(actor).filter(month__range=(first, last), is_of_year=False)
    return dict(rows.order_by().values_list("month").annotate(Sum("incidents")))


def latest_day(actor: Actor, room_id: int) -> date | None:
    """The day of the newest incident of a room."""
    rows = Incident.objects.visible_in(actor, room_id)
    found: date | None = rows.order_by().aggregate(latest=Max("happened_on"))["latest"]
    return found


def months_until(last: date) -> list[date]:
    """The first days of the twelve months that end with the one of this day."""
    return [month_of(last, back) for back in reversed(range(MONTHS))]


def month_of(day: date, back: int = 0) -> date:
    """The first day of the month that lies so many months before."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def sum_of(counts: Iterable[AreaMonth]) -> tuple[int, int]:
    """Incidents and killed of all of these."""
    found = list(counts)
    return sum(one.incidents for one in found), sum(one.killed for one in found)
