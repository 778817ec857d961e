"""What the pages of this app share: who can see a room, the room that a page is about, a page that is one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from picture.models import Alert, Hotspot, Threat
from picture.queries.rooms import own_room_to_write, rooms_with_threats
from pocplan.access.actor import Actor
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, page
from pocplan.ui.conflicts import theirs

Row = Threat | Hotspot | Alert
PAGES = {Threat: "threats:detail", Hotspot: "hotspots:detail", Alert: "alerts:detail"}


def seen_by(actor: Actor, room_id: int) -> Any:
    return who_can_see(actor, room_id, get_language() or "en")


def chosen(request: HttpRequest, rooms: list[Compartment]) -> Compartment:
    """The room that the address asks for, the first only where it asks for none. Raises NotSeated for another."""
    asked = request.GET.get("room", "")
    found = next((one for one in rooms if not asked or str(one.public_id) == asked), None)
    if found is None:
        raise NotSeated("The actor has no such room.")
    return found


def writable_room(request: HttpRequest, actor: Actor) -> Compartment:
    """The room that the address asks for. Where it asks for none, the narrowest of the actor's own body:
    nothing is written for others by omission. Raises NotSeated for another.
    """
    if request.GET.get("room"):
        return chosen(request, rooms_with_threats(actor, to_write=True))
    return own_room_to_write(actor)


def form_page(request: HttpRequest, form: Any, heading: str, back: str, who: Any, **extra: Any) -> HttpResponse:
    """A page that is one form. Where somebody was first, with what stands there now, and fit to be sent again."""
    context = {"heading": heading, "back": back, "who": who, "theirs": theirs(form, form.initial), **extra}
    return page(request, "frame/form.html", context, form)


def form_about(request: HttpRequest, form: Any, heading: str, row: Row, **extra: Any) -> HttpResponse:
    """A page that is one form about a row, and says first who can see it."""
    who = seen_by(actor_of(request), row.compartment_id)
    return form_page(request, form, heading, back_to(row), who, **{"guide": str(row), **extra})


def back_to(row: Row) -> str:
    return reverse(PAGES[type(row)], args=[row.pk])


def list_of(room: Compartment, name: str) -> str:
    """The list with this name, of this room."""
    return f"{reverse(name)}?room={room.public_id}"
