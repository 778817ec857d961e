"""Decisions: the register of a room, one of them with dissent and actions, recording and ending one."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bodies.domain import decisions as verbs
from bodies.enums import MeetingState
from bodies.models import Decision, Meeting
from bodies.queries import bodies, meetings
from bodies.queries import decisions as asked
from bodies.queries.handing import targets_for
from bodies.web.forms.decisions import DecisionForm, DissentForm, EndDecisionForm, RegisterFilter
from bodies.web.views.frame import back_to, form_about
from missions.queries.calendar import today_of
from picture.queries.rooms import rooms_with_threats
from picture.web.views.asking import asking
from picture.web.views.frame import chosen, seen_by
from pocplan.access.actor import Actor
from pocplan.people.queries.posts import standing_posts
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate


def narrowing(request: HttpRequest, form: type[RegisterFilter]) -> dict[str, Any]:
    """The room of the address, and what a register there is narrowed by."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    room = chosen(request, rooms)
    narrowed = form(request.GET, rooms=rooms, bodies=list(bodies.bodies_in(actor, room.pk)[: bodies.MOST]))
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    query = "&" + urlencode({**words, "room": room.public_id})
    return {
        "room": room,
        "narrowed": narrowed,
        "query": query,
        "who": seen_by(actor, room.pk),
        "today": today_of(actor),
    }


@require_safe
@hidden_is_absent
def register(request: HttpRequest) -> HttpResponse:
    """Decisions and proposals of one room, the latest first."""
    context = narrowing(request, RegisterFilter)
    rows = asked.decisions_in(actor_of(request), context["room"].pk, context["narrowed"].asked())
    return page(request, "bodies/decisions.html", {**context, "rows": paginate(request, rows)})


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """One decision as it was recorded, who dissented, what is done about it, where it was handed on."""
    actor = actor_of(request)
    decision = asked.decision_for(actor, decision_id)
    end = asked.end_of(actor, decision)
    keeps = bodies.keeps(actor, decision.body)
    writes = decision.compartment_id in actor.writable
    owns = writes and decision.owner_post_id == actor.post_id
    context = {
        "decision": decision,
        "end": end,
        "successor": asked.successor_of(actor, decision),
        "dissent": asked.dissent_on(actor, decision),
        "actions": asked.actions_of(actor, decision),
        "handed_on": asked.handed_on(actor, decision),
        "writes": writes,
        "keeps": keeps,
        "ends": end is None and (keeps or owns),
        "hands": keeps and bool(targets_for(actor, decision)),
        "today": today_of(actor),
        "who": seen_by(actor, decision.compartment_id),
    }
    return page(request, "bodies/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Record what a meeting decided."""
    actor = actor_of(request)
    meeting = meetings.meeting_for(actor, meeting_id)
    if meeting.state != MeetingState.HELD or not bodies.keeps(actor, meeting.body):
        raise Http404
    return _recording(request, meeting, _("Record a decision"), None)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def supersede(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Another decision in the place of this one, reached in the latest meeting that was held."""
    actor = actor_of(request)
    decision = asked.decision_for(actor, decision_id)
    latest = meetings.meetings_of(actor, decision.body).filter(state=MeetingState.HELD).first()
    if latest is None or not bodies.keeps(actor, decision.body):
        raise Http404
    return _recording(request, meetings.meeting_for(actor, latest.pk), _("Supersede this decision"), decision)


def _recording(request: HttpRequest, meeting: Meeting, heading: str, former: Decision | None) -> HttpResponse:
    actor = actor_of(request)
    offered: dict[str, Any] = {
        "items": meetings.items_of(actor, meeting),
        "waiting": bodies.handed_to(actor, meeting.body),
        "posts": list(standing_posts(actor)),
    }
    form = DecisionForm(typed(request), **offered, initial=_stood(actor, former))
    if ready(request, form):
        with asking(request, form, meeting.compartment_id):
            made = verbs.record_decision(actor=actor, meeting=meeting, supersedes=former, **form.values())
            messages.success(request, _("The decision is recorded. It is not edited any more."))
            return redirect(back_to(made))
    guide = _("Reached by the chair. Who was there has not thereby consented; dissent is recorded beside it.")
    return form_about(request, form, heading, former or meeting, guide)


def _stood(actor: Actor, former: Decision | None) -> dict[str, Any]:
    if former is None:
        return {"owner": actor.post_id}
    return {
        "kind": former.kind, "text": former.text, "reference": former.reference, "owner": former.owner_post_id,
        "due_on": former.due_on,
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def dissent(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Who does not share it, and why."""
    actor = actor_of(request)
    decision = _written(actor, decision_id)
    members = bodies.members_of(actor, decision.body)
    offered = members if bodies.keeps(actor, decision.body, members) else []
    form = DissentForm(typed(request), members=offered)
    if ready(request, form):
        with asking(request, form, decision.compartment_id):
            verbs.dissent(actor=actor, decision=decision, **form.values())
            messages.success(request, _("The dissent stands beside the decision. Nobody takes it away."))
            return redirect(back_to(decision))
    return form_about(request, form, _("Record dissent"), decision, decision.text)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def end(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Carried out, or set aside with a reason."""
    actor = actor_of(request)
    decision = _written(actor, decision_id)
    form = EndDecisionForm(typed(request))
    if ready(request, form):
        with asking(request, form, decision.compartment_id):
            verbs.end_decision(actor=actor, decision=decision, **form.cleaned_data)
            messages.success(request, _("The decision has come to its end."))
            return redirect(back_to(decision))
    return form_about(request, form, _("How this decision ended"), decision, decision.text)


def _written(actor: Actor, decision_id: UUID) -> Decision:
    """The decision, for who writes in its room. Http404 for who only reads."""
    decision = asked.decision_for(actor, decision_id)
    if decision.compartment_id not in actor.writable:
        raise Http404
    return decision
