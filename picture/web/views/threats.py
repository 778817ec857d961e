"""Threats: the list of a room, one of them, and writing one down."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.queries.incidents import NEEDED
from picture.domain.threats import change_threat, names_the_state, propose_threat
from picture.models import Threat
from picture.queries import threats as asked
from picture.queries.actors import actors_to_name
from picture.queries.ratings import board, boards, differences, former_ratings, own_releases
from picture.queries.releasing import OPENING, may_share
from picture.queries.rooms import desk_of, groups_to_write, rooms_with_threats, sides_in
from picture.web.forms.threats import ChangeThreatForm, ThreatFilter, ThreatForm
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, chosen, form_page, list_of, seen_by, writable_room
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.models import Compartment
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate

STEPS_SHOWN = 20


@require_safe
@hidden_is_absent
def threats(request: HttpRequest) -> HttpResponse:
    """Threats of one room, each side's rating beside the others'."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    opens = actor.post_kind in OPENING
    if not rooms and not request.GET.get("room"):
        return page(request, "picture/list.html", {})
    room = chosen(request, rooms)
    narrowed = ThreatFilter(request.GET, rooms=rooms)
    said = narrowed.asked()
    rows = paginate(request, asked.threats_in(actor, room.pk, said))
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": rows,
        "lines": _lines(actor, list(rows), room),
        "sides": sides_in(room),
        "narrowed": narrowed,
        "room": room,
        "opens": opens,
        "writes": room.pk in actor.writable,
        "query": "&" + urlencode(words) if words else "",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "picture/list.html", context)


def _lines(actor: Actor, rows: list[Threat], room: Compartment) -> list[dict[str, Any]]:
    beside, verified = boards(actor, rows, room), asked.verified_among(actor, rows)
    return [
        {
            "threat": row,
            "sides": _by_side(beside[row.pk], room),
            "differ": differences(beside[row.pk]),
            "finding": verified.get(row.pk, ""),
        }
        for row in rows
    ]


def _by_side(lines: list[Any], room: Compartment) -> list[tuple[str, list[Any]]]:
    return [(str(side.label), [one for one in lines if one.side == side and one.rating]) for side in sides_in(room)]


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    """One threat: each side's rating beside the others', what is known, how, and its life."""
    actor = actor_of(request)
    threat = asked.threat_for(actor, threat_id)
    room = threat.compartment
    lines, desk = board(actor, threat, room), desk_of(actor)
    rates = desk is not None and desk.side in sides_in(room)
    context = {
        "threat": threat,
        "place": asked.place_of(actor, threat),
        "lines": lines,
        "own_scale": any(line.rating and line.rating.severity for line in lines),
        "differ": differences(lines),
        "desk": desk if rates else None,
        "unrated": rates and not any(line.own and line.rating for line in lines),
        "former": list(former_ratings(actor, desk, threat)[:STEPS_SHOWN]) if rates and desk else [],
        "releases": own_releases(actor, desk, threat) if rates and desk else [],
        "kept_in_room": desk is not None and desk.room.pk == room.pk,
        "account": asked.account_of(actor, threat),
        "needed": NEEDED,
        "steps": asked.changes_of(actor, threat)[:STEPS_SHOWN],
        "sharings": asked.sharings_of(actor, threat),
        "is_state": names_the_state(threat),
        "who": seen_by(actor, room.pk),
        **_rights(actor, threat),
    }
    return page(request, "picture/detail.html", context)


def _rights(actor: Actor, threat: Threat) -> dict[str, bool]:
    writes = threat.compartment_id in actor.writable
    judges = writes and actor.post_kind == PostKind.HUMAN_RIGHTS_OFFICER
    shares = may_share(actor, threat.compartment) and bool(groups_to_write(actor))
    return {"writes": writes, "judges": judges, "shares": shares}


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Write down a threat in the room that the address names."""
    actor = actor_of(request)
    room = writable_room(request, actor)
    form = ThreatForm(typed(request), armed_actors=list(actors_to_name(actor)))
    if ready(request, form):
        with asking(request, form, room.pk):
            threat = propose_threat(actor=actor, room=room, **form.values())
            messages.success(request, _("The threat is proposed."))
            return redirect(back_to(threat))
    return form_page(request, form, _("Propose a threat"), list_of(room, "threats:list"), seen_by(actor, room.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def change(request: HttpRequest, threat_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    threat = asked.threat_for(actor, threat_id)
    if threat.compartment_id not in actor.writable:
        raise Http404
    stored = {**ThreatForm.initial_of(threat), "revision": threat.revision}
    form = ChangeThreatForm(typed(request), initial=stored, armed_actors=list(actors_to_name(actor)))
    if ready(request, form):
        with asking(request, form, threat.compartment_id):
            change_threat(actor=actor, threat=threat, **form.values())
            messages.success(request, _("The threat is changed; its history says why."))
            return redirect(back_to(threat))
    return form_page(request, form, _("Change this threat"), back_to(threat), seen_by(actor, threat.compartment_id))
