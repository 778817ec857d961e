"""Incidents: the list of a room, one of them, its sources, its judgement, and texts held back."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.domain.incidents import add_incident_source, judge_incident, settle_text
from missions.enums.incidents import EventSource, SourceType
from missions.models import Incident
from missions.queries import incidents as asked
from missions.queries.incident_rooms import rooms_to_keep_in, rooms_to_read
from missions.web.forms.incidents import HeldForm, IncidentFilter, JudgeForm, SourceForm
from missions.web.views.missions import form_page
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed


@require_safe
@hidden_is_absent
def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents of one room, newest first."""
    actor = actor_of(request)
    rooms = rooms_to_read(actor)
    if not rooms:
        return page(request, "missions/incidents/list.html", {})
    narrowed = IncidentFilter(request.GET, rooms=rooms)
    said = narrowed.asked()
    room = next((one for one in rooms if str(one.public_id) == said.get("room")), rooms[0])
    found = asked.incidents_in(actor, room.pk, said, after=asked.marked(request.GET.get("after", "")))
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": found.rows,
        "next": found.after and urlencode({**words, "after": found.after}),
        "first": urlencode(words) if request.GET.get("after") else "",
        "names": asked.place_names(actor, (row.admin1_ref for row in found.rows)),
        "narrowed": narrowed,
        "room": room,
        "keeps": rooms_to_keep_in(actor),
        "who": _who(actor, room.pk),
    }
    return page(request, "missions/incidents/list.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident: counts, how well its place and day are known, sources, and who judged it."""
    actor = actor_of(request)
    incident = asked.incident_for(actor, incident_id)
    account = asked.account_of(actor, incident)
    names = asked.place_names(actor, (incident.admin1_ref, incident.admin2_ref))
    context = {
        "incident": incident,
        "places": [names[key] for key in (incident.admin2_ref, incident.admin1_ref) if key in names],
        "account": account,
        "sources": [(SourceType(kind).label, _group(kind, group)) for kind, group in account.sources],
        "needed": asked.NEEDED,
        "attribution": asked.attribution_of(actor, incident),
        "held": asked.held_text_of(actor, incident),
        "writes": incident.compartment_id in actor.writable,
        "judges": _judges(actor, incident),
        "who": _who(actor, incident.compartment_id),
    }
    return page(request, "missions/incidents/detail.html", context)


def _group(kind: str, group: str) -> str:
    return str(EventSource(group).label) if kind == SourceType.DATA_SET and group in EventSource.values else group


def _judges(actor: Actor, incident: Incident) -> bool:
    return actor.post_kind == PostKind.HUMAN_RIGHTS_OFFICER and incident.compartment_id in actor.writable


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_source(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    incident = asked.incident_for(actor, incident_id)
    if incident.compartment_id not in actor.writable:
        raise Http404
    form = SourceForm(typed(request))
    if ready(request, form):
        with refusals(form):
            add_incident_source(actor=actor, incident=incident, **form.cleaned_data)
            messages.success(request, _("The source is entered."))
            return redirect("incidents:detail", incident.pk)
    guide = _("A source is a type and a group. Two that had it from the same person are one group. No names.")
    who = _who(actor, incident.compartment_id)
    return form_page(request, form, _("Add a source"), _back(incident), who, guide=guide)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def judge(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    incident = asked.incident_for(actor, incident_id)
    if not _judges(actor, incident):
        raise Http404
    form = JudgeForm(typed(request))
    if ready(request, form):
        with refusals(form):
            judge_incident(actor=actor, incident=incident, **form.cleaned_data)
            messages.success(request, _("The judgement is entered."))
            return redirect("incidents:detail", incident.pk)
    who = _who(actor, incident.compartment_id)
    return form_page(request, form, _("Judge this incident"), _back(incident), who)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def held(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Look at a text that seems to name a person."""
    actor = actor_of(request)
    incident = asked.incident_for(actor, incident_id)
    text = asked.held_text_of(actor, incident)
    if text is None:
        raise Http404
    form = HeldForm(typed(request), initial={"text": text.text})
    if ready(request, form):
        with refusals(form):
            settle_text(actor=actor, held=text, **form.cleaned_data)
            messages.success(request, _("The text is settled; what was held back is emptied."))
            return redirect("incidents:detail", incident.pk)
    guide = _("This text seems to name a person. Names of victims, witnesses and sources are never kept here.")
    who = _who(actor, text.compartment_id)
    return form_page(request, form, _("A text held back"), _back(incident), who, guide=guide)


def _who(actor: Actor, room_id: int) -> Any:
    return who_can_see(actor, room_id, get_language() or "en")


def _back(incident: Incident) -> str:
    return reverse("incidents:detail", args=[incident.pk])
