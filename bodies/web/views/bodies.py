"""Coordination bodies: those of a room, one of them, founding, changing and closing one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bodies.domain import bodies as verbs
from bodies.enums import BodyState, Level
from bodies.models import Body
from bodies.queries import bodies as asked
from bodies.queries import decisions, meetings
from bodies.web.forms.bodies import BodyForm, ChangeBodyForm, CloseForm, RoomFilter
from bodies.web.views.frame import back_to, bodies_of, form_about
from picture.queries.rooms import rooms_with_threats
from picture.web.views.asking import asking
from picture.web.views.frame import chosen, form_page, seen_by, writable_room
from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate

SHOWN = 10


@require_safe
@hidden_is_absent
def listing(request: HttpRequest) -> HttpResponse:
    """Bodies of one room by level; closed ones where they are asked for."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "bodies/list.html", {})
    room = chosen(request, rooms)
    closed = request.GET.get("closed") == "1"
    rows = paginate(request, asked.bodies_in(actor, room.pk, closed=closed))
    context = {
        "rows": rows,
        "levels": [(level, [one for one in rows if one.level == level]) for level in Level],
        "narrowed": RoomFilter(request.GET, rooms=rooms),
        "room": room,
        "closed": closed,
        "founds": asked.may_found(actor, room.pk),
        "query": f"&room={room.public_id}" + ("&closed=1" if closed else ""),
        "who": seen_by(actor, room.pk),
    }
    return page(request, "bodies/list.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Terms of reference, who sits there, what waits, its meetings and open decisions."""
    actor = actor_of(request)
    body = asked.body_for(actor, body_id)
    seats = asked.seats_of(actor, body)
    members = [one.member for one in seats]
    context = {
        "body": body,
        "seats": seats,
        "below": asked.below(actor, body),
        "handed": asked.handed_to(actor, body),
        "meetings": paginate(request, meetings.meetings_of(actor, body), SHOWN),
        "decisions": list(decisions.open_decisions(actor).filter(body=body)[:SHOWN]),
        "standing": body.state == BodyState.STANDING,
        **_rights(actor, body, members),
        "who": seen_by(actor, body.compartment_id),
    }
    return page(request, "bodies/detail.html", context)


def _rights(actor: Actor, body: Body, members: list) -> dict[str, bool]:  # type: ignore[type-arg]
    standing = body.state == BodyState.STANDING
    return {
        "composes": standing and asked.may_compose(actor, body, members),
        "keeps": standing and asked.keeps(actor, body, members),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Found a body in the room that the address names."""
    actor = actor_of(request)
    room = writable_room(request, actor)
    form = BodyForm(typed(request), parents=asked.parents_for(actor, room.pk))
    if ready(request, form):
        with asking(request, form, room.pk):
            body = verbs.found_body(actor=actor, room=room, **form.values())
            messages.success(request, _("The body stands. Say now who sits in it."))
            return redirect(back_to(body))
    return form_page(request, form, _("Found a body"), bodies_of(room), seen_by(actor, room.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def change(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Other terms of reference."""
    actor = actor_of(request)
    body = _composed(actor, body_id)
    initial = {name: getattr(body, name) for name in (*verbs.TERMS, "revision")}
    parents = [one for one in asked.parents_for(actor, body.compartment_id) if one.pk != body.pk]
    form = ChangeBodyForm(typed(request), parents=parents, initial={**initial, "parent": body.parent_id or ""})
    if ready(request, form):
        with asking(request, form, body.compartment_id):
            verbs.change_body(actor=actor, body=body, **form.values())
            messages.success(request, _("The terms of reference are changed."))
            return redirect(back_to(body))
    return form_about(request, form, _("Change the terms of reference"), body, "")


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def close(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """It meets no more."""
    actor = actor_of(request)
    body = _composed(actor, body_id)
    form = CloseForm(typed(request), initial={"revision": body.revision})
    if ready(request, form):
        with asking(request, form, body.compartment_id):
            verbs.close_body(actor=actor, body=body, **form.cleaned_data)
            messages.success(request, _("The body is closed. What it decided stands."))
            return redirect(back_to(body))
    return form_about(request, form, _("Close this body"), body, body.name)


def _composed(actor: Actor, body_id: UUID) -> Body:
    """The body, for who says what it is for. Http404 for all others."""
    body = asked.body_for(actor, body_id)
    if not asked.may_compose(actor, body, asked.members_of(actor, body)):
        raise Http404
    return body
