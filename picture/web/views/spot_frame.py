"""What the pages of hotspots share: who can see a room, which room is asked for, a page that is one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from picture.models import Hotspot
from pocplan.access.actor import Actor
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, page


def seen_by(actor: Actor, room_id: int) -> Any:
    return who_can_see(actor, room_id, get_language() or "en")


def form_page(request: HttpRequest, form: Any, heading: str, hotspot: Hotspot, **extra: Any) -> HttpResponse:
    """A page that is one form about a hotspot, and says first who can see it."""
    who = seen_by(actor_of(request), hotspot.compartment_id)
    context = {"heading": heading, "back": address(hotspot), "who": who, "guide": hotspot.place_said, **extra}
    return page(request, "frame/form.html", context, form)


def address(hotspot: Hotspot) -> str:
    return reverse("hotspots:detail", args=[hotspot.pk])


def matrix_of(room: Compartment) -> str:
    return f"{reverse('hotspots:list')}?room={room.public_id}"
