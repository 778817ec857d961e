"""What the pages of this app share: who can see a room, the room that a page is about, a page that is one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from picture.models import Threat
from picture.queries.rooms import rooms_with_threats
from pocplan.access.actor import Actor
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import page


def seen_by(actor: Actor, room_id: int) -> Any:
    return who_can_see(actor, room_id, get_language() or "en")


def writable_room(request: HttpRequest, actor: Actor) -> Compartment:
    """The room that the address asks for, or the first. Raises NotSeated for who writes in none."""
    rooms = rooms_with_threats(actor, to_write=True)
    asked = request.GET.get("room", "")
    found = next((one for one in rooms if str(one.public_id) == asked), None if asked else next(iter(rooms), None))
    if found is None:
        raise NotSeated("The actor writes no threats in such a room.")
    return found


def form_page(request: HttpRequest, form: Any, heading: str, back: str, who: Any, **extra: Any) -> HttpResponse:
    return page(request, "frame/form.html", {"heading": heading, "back": back, "who": who, **extra}, form)


def back_to(threat: Threat) -> str:
    return reverse("threats:detail", args=[threat.pk])
