"""The hotspots of one room on a map, with the table that it is drawn from."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from missions.queries.outlines import areas_of, known_places
from picture.enums.hotspots import Priority
from picture.enums.protection import Coverage
from picture.models import Hotspot
from picture.queries import hotspots as asked
from picture.queries.protection import coverage_at
from picture.queries.rooms import rooms_with_threats
from picture.web.forms.hotspots import MatrixFilter
from picture.web.hotspot_maps import Spot, picture_of, priority_letter
from picture.web.views.frame import chosen, seen_by
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import Audience
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def hotspot_map(request: HttpRequest) -> HttpResponse:
    """The matrix of one room as a map: what the gazetteer does not place is in the table all the same."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "picture/hotspots/map.html", {})
    room = chosen(request, rooms)
    sectors = asked.sectors_in(actor, room.pk, request.GET.get("standing", ""))
    narrowed = MatrixFilter(request.GET, rooms=rooms, sectors=sectors)
    rows = paginate(request, asked.matrix(actor, room.pk, narrowed.asked()))
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": rows,
        "room": room,
        "narrowed": narrowed,
        "is_exercise": room.audience == Audience.SHARED,
        "today": today(),
        "query": "&" + urlencode({**words, "room": room.public_id}),
        "who": seen_by(actor, room.pk),
        "letters": [(priority_letter(one), one.label) for one in Priority],
        "classes": [*Coverage.choices, ("", "")],
        **_drawn(actor, list(rows)),
    }
    return page(request, "picture/hotspots/map.html", context)


def _drawn(actor: Actor, rows: list[Hotspot]) -> dict[str, Any]:
    known = known_places(actor, {row.locality_ref for row in rows})
    classes = coverage_at(actor, rows)
    spots = [Spot(row, classes.get(row.pk, "")) for row in rows]
    picture = picture_of(spots, known, areas_of(actor, known.countries))
    return {"picture": picture, "lines": [(spot, picture.where.get(spot.hotspot.pk, "")) for spot in spots]}
