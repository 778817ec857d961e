"""Must-Should-Could of one exercise as a table by sector, on the screen and on paper."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from picture.queries.protection import Item, items_in, latest_decisions
from picture.queries.rooms import exercises
from picture.web.forms.protection import ItemFilter
from picture.web.views.frame import chosen, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def items(request: HttpRequest) -> HttpResponse:
    """What was asked, what was decided, and the difference where it remains, of every place of one exercise."""
    actor = actor_of(request)
    rooms = exercises(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "picture/hotspots/items.html", {})
    room = chosen(request, rooms)
    narrowed = ItemFilter(request.GET, rooms=rooms)
    only = narrowed.asked()
    rows = paginate(request, items_in(actor, room.pk, only))
    decisions = latest_decisions(actor, rows)
    context = {
        "rows": rows,
        "items": [Item(one, decisions[one.pk]) for one in rows],
        "narrowed": narrowed,
        "room": room,
        "query": "&" + urlencode({"room": room.public_id, "only": only}),
        "who": seen_by(actor, room.pk),
    }
    return page(request, "picture/hotspots/items.html", context)
