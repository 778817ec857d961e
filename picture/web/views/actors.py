"""Armed actors: the list of a room, one of them, and its forms."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from picture.domain.actors import change_armed_actor, end_armed_actor, enter_armed_actor
from picture.models import ArmedActor
from picture.queries import actors as asked
from picture.queries.rooms import rooms_with_threats
from picture.web.forms.actors import ActorFilter, ActorForm, ChangeActorForm, EndActorForm
from picture.web.views.asking import asking
from picture.web.views.frame import chosen, form_page, list_of, seen_by, writable_room
from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


@require_safe
@hidden_is_absent
def actors(request: HttpRequest) -> HttpResponse:
    """Armed actors of one room."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "picture/actors.html", {})
    room = chosen(request, rooms)
    narrowed = ActorFilter(request.GET, rooms=rooms)
    said = narrowed.asked()
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": paginate(request, asked.actors_in(actor, room.pk, said)),
        "narrowed": narrowed,
        "room": room,
        "writes": room.pk in actor.writable,
        "query": "&" + urlencode(words) if words else "",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "picture/actors.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, armed_actor_id: UUID) -> HttpResponse:
    """One armed actor, its threats and its life."""
    actor = actor_of(request)
    row = asked.armed_actor_for(actor, armed_actor_id)
    context = {
        "row": row,
        "threats": asked.threats_from(actor, row)[:50],
        "steps": asked.changes_of_actor(actor, row)[:50],
        "writes": row.compartment_id in actor.writable,
        "who": seen_by(actor, row.compartment_id),
    }
    return page(request, "picture/actor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    room = writable_room(request, actor)
    form = ActorForm(typed(request))
    if ready(request, form):
        with asking(request, form, room.pk):
            row = enter_armed_actor(actor=actor, room=room, **form.cleaned_data)
            messages.success(request, _("The armed actor is entered."))
            return redirect(_back(row))
    return form_page(request, form, _("Enter an armed actor"), list_of(room, "threats:actors"), seen_by(actor, room.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def change(request: HttpRequest, armed_actor_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = _to_write(actor, armed_actor_id)
    form = ChangeActorForm(typed(request), initial={**ActorForm.initial_of(row), "revision": row.revision})
    if ready(request, form):
        with asking(request, form, row.compartment_id):
            change_armed_actor(actor=actor, armed_actor=row, **form.cleaned_data)
            messages.success(request, _("The armed actor is changed; its history says why."))
            return redirect(_back(row))
    return form_page(request, form, _("Change this armed actor"), _back(row), seen_by(actor, row.compartment_id))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def end(request: HttpRequest, armed_actor_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = _to_write(actor, armed_actor_id)
    form = EndActorForm(typed(request))
    if ready(request, form):
        with asking(request, form, row.compartment_id):
            end_armed_actor(actor=actor, armed_actor=row, **form.cleaned_data)
            messages.success(request, _("It is written down that it is no longer active."))
            return redirect(_back(row))
    return form_page(request, form, _("No longer active"), _back(row), seen_by(actor, row.compartment_id))


def _to_write(actor: Actor, armed_actor_id: UUID) -> ArmedActor:
    row = asked.armed_actor_for(actor, armed_actor_id)
    if row.compartment_id not in actor.writable:
        raise Http404
    return row


def _back(row: ArmedActor) -> str:
    return reverse("threats:actor", args=[row.pk])
