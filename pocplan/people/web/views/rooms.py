"""Rooms: what a hat reads, who sits in one of them, and the exceptions for bodies of the host state."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import host_state_seats, who_can_see
from pocplan.access.seating import HEADS
from pocplan.people.domain.exceptions import end_exception, make_exception
from pocplan.people.queries import people
from pocplan.people.queries.rooms import room_for, rooms_for
from pocplan.people.web.forms.posts import ExceptionForm
from pocplan.people.web.views.frame import language
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def rooms(request: HttpRequest) -> HttpResponse:
    """What this hat reads, and where it writes."""
    rows = paginate(request, rooms_for(actor_of(request)))
    return page(request, "people/rooms.html", {"rows": rows})


@require_safe
@hidden_is_absent
def room(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who can see a room: posts and people of one's own body, the others as organisations."""
    actor = actor_of(request)
    one = room_for(actor, public_id)
    context = {
        "room": one,
        "may_write": one.pk in actor.writable,
        "exceptions": host_state_seats(one.pk),
        "may_except": _may_except(actor, one),
        "who": who_can_see(actor, one.pk, language()),
    }
    return page(request, "people/room.html", context)


@require_http_methods(["GET", "POST"])
@hidden_is_absent
def make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Seat a body of the host state: first the preview of who reads what, then the confirmation."""
    actor = actor_of(request)
    one = _own_room(actor, public_id)
    bodies = people.posts_for(actor, actor.owner_id).filter(host_state=True)
    form = ExceptionForm(typed(request), bodies=bodies)
    sent = ready(request, form)
    if sent and form.cleaned_data.pop("confirmed"):
        with refusals(form):
            make_exception(actor=actor, room=one.pk, **form.cleaned_data)
            messages.success(request, _("The body is seated. Everybody in this room is shown so before they write."))
            return redirect("people:room", one.public_id)
    context: dict[str, Any] = {
        "room": one,
        "has_bodies": bodies.exists(),
        "preview": form.cleaned_data if sent and form.is_valid() else None,
        "who": who_can_see(actor, one.pk, language()),
        "back": reverse("people:room", args=[one.public_id]),
    }
    return page(request, "people/exception.html", context, form)


@require_POST
@hidden_is_absent
def end(request: HttpRequest, public_id: UUID, seat_id: UUID) -> HttpResponse:
    """Take the seat back; it counts from the next page on."""
    actor = actor_of(request)
    one = _own_room(actor, public_id)
    if seat_id not in {seat.pk for seat in host_state_seats(one.pk)}:
        raise Http404
    end_exception(actor=actor, room=one.pk, seat_id=seat_id)
    messages.success(request, _("The body sits here no more. What it read cannot be unread."))
    return redirect("people:room", one.public_id)


def _own_room(actor: Actor, public_id: UUID) -> Compartment:
    one = room_for(actor, public_id)
    if not _may_except(actor, one):
        raise Http404
    return one


def _may_except(actor: Actor, one: Compartment) -> bool:
    if one.audience in (Audience.DIRECTORY, Audience.COMMONS) or actor.post_kind not in HEADS:
        return False
    return one.owner_id == actor.owner_id and one.pk in actor.writable
