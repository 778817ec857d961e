"""Who did what in the rooms that the hat reads."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pocplan.access.queries.rooms import rooms
from pocplan.journal.queries.entries import entries_for, worded
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def listed(request: HttpRequest) -> HttpResponse:
    """The latest first; `?room=` narrows to one room, and a room that is not read narrows to nothing less."""
    actor, wanted = actor_of(request), request.GET.get("room", "")
    places = sorted(rooms(actor).values(), key=lambda room: (str(room), room.audience))
    chosen = next((room for room in places if str(room.public_id) == wanted), None)
    page_ = paginate(request, entries_for(actor, chosen.pk if chosen else None))
    context = {
        "rows": worded(actor, page_, get_language() or "en"),
        "page": page_,
        "rooms": places,
        "chosen": chosen,
        "query": f"&room={chosen.public_id}" if chosen else "",
    }
    return page(request, "journal/list.html", context)
