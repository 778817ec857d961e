"""Incidents of one room on the outlines of the gazetteer and month by month, each with its table."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from missions.queries import incident_counts as counted
from missions.queries.incident_rooms import rooms_to_read
from missions.queries.outlines import areas_of, known_places
from missions.web.forms.incidents import room_choices
from missions.web.incident_maps import STEPS, columns_of, lines_of, shaded, sums_of
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page

OLDEST = 1900


@require_safe
@hidden_is_absent
def incident_map(request: HttpRequest) -> HttpResponse:
    """Twelve months of a room: where, when and how many, and a map of one of them where the address names it."""
    actor = actor_of(request)
    rooms = rooms_to_read(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "missions/incidents/map.html", {})
    room = _chosen(request, rooms)
    last = _month(request.GET.get("until", "")) or counted.latest_day(actor, room.pk) or today()
    months = counted.months_until(min(last, today()))
    context = {
        "room": room,
        "rooms": room_choices(rooms),
        "who": who_can_see(actor, room.pk, get_language() or "en"),
        "today": today(),
        **_pictures(actor, room, months, _month(request.GET.get("month", ""))),
        **_around(room, months),
    }
    return page(request, "missions/incidents/map.html", context)


def _chosen(request: HttpRequest, rooms: list[Compartment]) -> Compartment:
    """The room that the address names, the first only where it names none. Raises NotSeated for another."""
    asked = request.GET.get("room", "")
    for room in rooms:
        if not asked or str(room.public_id) == asked:
            return room
    raise NotSeated("The actor reads no such room.")


def _month(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if month.year > OLDEST else None


def _pictures(actor: Actor, room: Compartment, months: list[date], month: date | None) -> dict[str, Any]:
    counts = counted.monthly(actor, room.pk, months[0], _end_of(months[-1]))
    known = known_places(actor, {one.area for one in counts})
    shapes = areas_of(actor, known.countries)
    lines = lines_of(counts, months, known.names, shapes)
    at = months.index(month) if month in months else None
    frame, areas = shaded(shapes, lines, at)
    sums = sums_of(lines, months)
    return {
        "months": months, "month": month if at is not None else None, "lines": lines, "sums": sums, "frame": frame,
        "areas": areas, "columns": columns_of(months, sums.months), "first": months[0], "end": _end_of(months[-1]),
        "shades": list(zip(STEPS, [one - 1 for one in STEPS[1:]] + [None], range(1, len(STEPS) + 1), strict=True)),
        "not_drawn": [line for line in lines if line.incidents and not line.is_drawn],
    }  # fmt: skip


def _end_of(month: date) -> date:
    return counted.month_of(month, -1) - timedelta(days=1)


def _around(room: Compartment, months: list[date]) -> dict[str, str]:
    """Where the twelve months before these are, and those after."""
    words = {"room": room.public_id}
    earlier, later = counted.month_of(months[0], 1), counted.month_of(months[-1], -counted.MONTHS)
    later = min(later, today().replace(day=1))
    return {
        "query": urlencode({**words, "until": f"{months[-1]:%Y-%m}"}),
        "earlier": urlencode({**words, "until": f"{earlier:%Y-%m}"}),
        "later": urlencode({**words, "until": f"{later:%Y-%m}"}) if later > months[-1] else "",
    }
