"""Incidents by month and kind, read from what the database counted as they were written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet, Sum

from missions.models import IncidentMonth
from pocplan.access.actor import Actor


@dataclass(frozen=True)
class Month:
    """One month of one room: incidents by kind, and how many were killed where somebody counted."""

    begins: date
    by_kind: dict[str, int] = field(default_factory=dict)
    killed: int = 0
    uncounted: int = 0

    @property
    def incidents(self) -> int:
        return sum(self.by_kind.values())


def months_of(actor: Actor, room_id: int, since: date) -> list[Month]:
    """Every month of a room from that of `since` on, the newest first; quiet ones are left out."""
    rows = _cells(actor, since).filter(compartment_id=room_id).values_list("month", "kind")
    counted = rows.annotate(Sum("incidents"), Sum("killed"), Sum("uncounted")).order_by("-month", "kind")
    found: dict[date, list[tuple[str, int, int, int]]] = defaultdict(list)
    for month, *cell in counted:
        found[month].append(tuple(cell))
    return [
        Month(
            begins,
            {kind: incidents for kind, incidents, _killed, _uncounted in cells},
            sum(killed for _kind, _incidents, killed, _uncounted in cells),
            sum(uncounted for _kind, _incidents, _killed, uncounted in cells),
        )
        for begins, cells in found.items()
    ]


def incidents_by_room(actor: Actor, rooms: Iterable[int], since: date) -> dict[int, dict[date, int]]:
    """How many incidents each room has by month, each room for itself: what was copied stands in several."""
    rows = _cells(actor, since).filter(compartment_id__any=sorted(rooms)).values_list("compartment_id", "month")
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for room, month, incidents in rows.annotate(Sum("incidents")).order_by("compartment_id", "-month"):
        found[room][month] = incidents
    return found


def _cells(actor: Actor, since: date) -> QuerySet[IncidentMonth]:
    return IncidentMonth.objects.visible_to(actor).filter(month__gte=since.replace(day=1)).order_by()


def months_back(today: date, many: int) -> list[date]:
    """The first days of this month and of so many before it, the newest first."""
    last = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(last, last - many, -1)]
