"""The Flashpoint Matrix: the table of one room, what changed in a week, one hotspot, and listing one."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from picture.domain.hotspots import change_hotspot, list_hotspot
from picture.enums.hotspots import HotspotState
from picture.enums.protection import Coverage
from picture.enums.threats import OPEN
from picture.models import Hotspot, Threat
from picture.queries import hotspots as asked
from picture.queries import protection
from picture.queries.estimates import READING
from picture.queries.freshness import days_without_review, standing
from picture.queries.gaps import TELLING, gap_releases_of
from picture.queries.releasing import may_share
from picture.queries.rooms import rooms_with_threats
from picture.queries.threats import changed_lately, rated_lately
from picture.web.forms.hotspots import ChangeHotspotForm, HotspotForm, MatrixFilter
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, chosen, form_about, form_page, list_of, seen_by, writable_room
from picture.web.views.protection import allowed
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience, Side
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate

SHOWN = 20


@require_safe
@hidden_is_absent
def matrix(request: HttpRequest) -> HttpResponse:
    """Hotspots of one room by sector and urgency, each with a small form to say that it was reviewed."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    if not rooms and not request.GET.get("room"):
        return render(request, "picture/hotspots/matrix.html", {})
    room = chosen(request, rooms)
    sectors = asked.sectors_in(actor, room.pk, request.GET.get("standing", ""))
    narrowed = MatrixFilter(request.GET, rooms=rooms, sectors=sectors)
    rows = paginate(request, asked.matrix(actor, room.pk, narrowed.asked()))
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    query = urlencode({**words, "room": room.public_id})
    context = {
        "rows": rows,
        "lines": lines_of(actor, list(rows)),
        "narrowed": narrowed,
        "room": room,
        "is_exercise": room.audience == Audience.SHARED,
        "writes": room.pk in actor.writable,
        "acts": actor.side == Side.MISSION,
        "estimates": actor.post_kind in READING,
        "narrowly": query,
        "query": f"&{query}",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "picture/hotspots/matrix.html", context)


def lines_of(actor: Actor, rows: list[Hotspot]) -> list[dict[str, Any]]:
    """What stands beside each hotspot, in as many queries for many as for one."""
    threats, efforts = asked.threats_at(actor, rows), asked.efforts_at(actor, rows)
    items = protection.items_at(actor, rows)
    day = today()
    return [
        {
            "spot": row,
            "threats": threats[row.pk],
            "next": next((one for one in efforts[row.pk] if one.is_open), None),
            "item": items.get(row.pk),
            "standing": standing(row, day),
            "days": days_without_review(row, day),
            "verified_days": (day - row.verified_on).days if row.verified_on else None,
        }
        for row in rows
    ]


def line_anew(request: HttpRequest, spot: Hotspot) -> HttpResponse:
    """One row of the matrix as it stands after a change, for who writes there."""
    actor, is_exercise = actor_of(request), spot.compartment.audience == Audience.SHARED
    acts = actor.side == Side.MISSION
    context = {"line": lines_of(actor, [spot])[0], "is_exercise": is_exercise, "writes": True, "acts": acts}
    return render(request, "picture/hotspots/_line.html", context)


@require_safe
@hidden_is_absent
def changes(request: HttpRequest) -> HttpResponse:
    """The picture of a week: what changed on a matrix, of its threats, and which ratings were released."""
    actor = actor_of(request)
    room = chosen(request, rooms_with_threats(actor))
    since = now() - asked.WEEK
    context = {
        "rows": paginate(request, asked.changed_since_last_week(actor, room.pk)),
        "threats": list(changed_lately(actor, room.pk, since)[:SHOWN]),
        "ratings": list(rated_lately(actor, room.pk, since)[:SHOWN]),
        "room": room,
        "who": seen_by(actor, room.pk),
        "query": f"&room={room.public_id}",
    }
    return page(request, "picture/hotspots/changes.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, hotspot_id: UUID) -> HttpResponse:
    """One hotspot: what happens there, what is done, Must-Should-Could in an exercise, and its life."""
    actor = actor_of(request)
    spot = asked.hotspot_for(actor, hotspot_id)
    line = lines_of(actor, [spot])[0]
    context = {
        **line,
        "efforts": asked.efforts_at(actor, [spot])[spot.pk],
        "steps": asked.steps_of(actor, spot)[:SHOWN],
        "gap_releases": list(gap_releases_of(actor, spot)[:SHOWN]),
        "sharings": list(asked.sharings_of(actor, spot)[:SHOWN]),
        "feasibility": list(protection.feasibility_of(actor, spot)[:SHOWN]),
        "who": seen_by(actor, spot.compartment_id),
        **_rights(actor, spot, line["item"]),
    }
    return page(request, "picture/hotspots/detail.html", context)


def _rights(actor: Actor, spot: Hotspot, item: protection.Item | None) -> dict[str, Any]:
    writes = spot.compartment_id in actor.writable
    return {
        "writes": writes,
        "adds_effort": writes and actor.side == Side.MISSION and spot.state != HotspotState.DELISTED,
        "is_exercise": spot.compartment.audience == Audience.SHARED,
        "tells": actor.post_kind in TELLING and item is not None and item.priority.coverage == Coverage.NOT,
        "shares": may_share(actor, spot.compartment) and spot.state != HotspotState.DELISTED,
        "acts": allowed(actor, spot, item.priority if item else None),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Put a place on the matrix of the room that the address names."""
    actor = actor_of(request)
    room = writable_room(request, actor)
    form = HotspotForm(typed(request), threats=threats_to_name(actor, room.pk))
    if ready(request, form):
        with asking(request, form, room.pk):
            spot = list_hotspot(actor=actor, room=room, **form.values())
            messages.success(request, _("The hotspot is listed; it counts as reviewed today."))
            return redirect(back_to(spot))
    back = list_of(room, "hotspots:list")
    return form_page(request, form, _("List a hotspot"), back, seen_by(actor, room.pk))


def threats_to_name(actor: Actor, room_id: int) -> list[Threat]:
    return list(Threat.objects.visible_in(actor, room_id).filter(state__in=OPEN)[:100])


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def change(request: HttpRequest, hotspot_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    spot = asked.hotspot_for(actor, hotspot_id)
    if spot.compartment_id not in actor.writable or spot.state == HotspotState.DELISTED:
        raise Http404
    named = threats_to_name(actor, spot.compartment_id)
    named += [one for one in asked.threats_at(actor, [spot])[spot.pk] if one not in named]
    form = ChangeHotspotForm(typed(request), initial=HotspotForm.initial_of(spot), threats=named)
    if ready(request, form):
        with asking(request, form, spot.compartment_id):
            change_hotspot(actor=actor, hotspot=spot, **form.values())
            messages.success(request, _("The hotspot is changed; its history says why."))
            return redirect(back_to(spot))
    return form_about(request, form, _("Change this hotspot"), spot)
