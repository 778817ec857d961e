"""Joint missions to a place: the list of a room, one of them, planning one, its steps and actions."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from picture.web.views.asking import asking
from picture.web.views.frame import chosen, form_page, list_of, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from records.domain import actions
from records.domain import visits as verbs
from records.enums.visits import VisitState
from records.models import Visit
from records.queries import visits as asked
from records.queries.actions import address_of, may_end
from records.queries.rooms import rooms_of_visits, rooms_to_plan_in
from records.web.forms.visits import (
    ActionForm,
    CallOffForm,
    EndActionForm,
    EndPartForm,
    FindingForm,
    HoldForm,
    PartForm,
    VisitFilter,
    VisitForm,
)
from records.web.views.frame import Step, room_to_write, take_step, writes_in

WRITES = ["GET", "HEAD", "POST"]
STEPS = {
    "part": Step(verbs.add_participant, PartForm, gettext_lazy("Who takes part")),
    "hold": Step(verbs.hold_visit, HoldForm, gettext_lazy("This joint mission took place")),
    "call-off": Step(verbs.call_off, CallOffForm, gettext_lazy("Call this joint mission off")),
    "finding": Step(verbs.add_finding, FindingForm, gettext_lazy("What was found there")),
    "action": Step(actions.add_action, ActionForm, gettext_lazy("What is to be done afterwards")),
}
END_PART = Step(verbs.end_participation, EndPartForm, gettext_lazy("No longer takes part"))
END_ACTION = Step(actions.end_action, EndActionForm, gettext_lazy("What came of this action"))


@require_safe
@hidden_is_absent
def visits(request: HttpRequest) -> HttpResponse:
    """Joint missions of one room, the latest first."""
    actor = actor_of(request)
    rooms = rooms_of_visits(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "records/visits/list.html", {})
    room = chosen(request, rooms)
    narrowed = VisitFilter(request.GET, rooms=rooms)
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": paginate(request, asked.visits_in(actor, room.pk, narrowed.asked())),
        "narrowed": narrowed,
        "room": room,
        "writes": writes_in(actor, room.pk),
        "query": "&" + urlencode(words) if words else "",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "records/visits/list.html", context)


@require_safe
@hidden_is_absent
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One joint mission: what for, who takes part, what was found, what is to be done."""
    actor = actor_of(request)
    found = asked.visit_for(actor, visit_id)
    writes, planned = writes_in(actor, found.compartment_id), found.state == VisitState.PLANNED
    parts, ends = asked.parts_of(actor, found), asked.actions_of(actor, found)
    context = {
        "visit": found,
        "parts": [(one, writes and planned and one.body_owner_id == actor.owner_id) for one in parts],
        "findings": asked.findings_of(actor, found),
        "actions": [(one, writes and one.state == "open" and may_end(actor, one)) for one in ends],
        "steps": asked.steps_of_visit(actor, found)[:20],
        "writes": writes,
        "planned": planned,
        "who": seen_by(actor, found.compartment_id),
    }
    return page(request, "records/visits/detail.html", context)


@require_http_methods(WRITES)
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Plan one in the room that the address names; of none named, in a room of one's own body."""
    actor = actor_of(request)
    room = room_to_write(request, rooms_to_plan_in(actor, named=bool(request.GET.get("room"))))
    form = VisitForm(typed(request))
    if ready(request, form):
        with asking(request, form, room.pk):
            found = verbs.plan_visit(actor=actor, room=room, **form.cleaned_data)
            messages.success(request, _("The joint mission is planned. Say who takes part."))
            return redirect(_at(found))
    back = list_of(room, "records:list")
    return form_page(request, form, _("Plan a joint mission"), back, seen_by(actor, room.pk))


@require_http_methods(WRITES)
@hidden_is_absent
def step(request: HttpRequest, visit_id: UUID, step: str) -> HttpResponse:
    """One step: who takes part, held, called off, a finding, an action."""
    found = asked.visit_for(actor_of(request), visit_id)
    done, initial = _("It is done; the history says so."), {"revision": found.revision}
    return take_step(request, STEPS.get(step), row=found, subject="visit", back=_at(found), done=done, initial=initial)


@require_http_methods(WRITES)
@hidden_is_absent
def part(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Say that somebody of one's own body no longer takes part."""
    found = asked.part_for(actor_of(request), part_id)
    done = _("It is done; the history says so.")
    return take_step(request, END_PART, row=found, subject="participant", back=_at(found.visit), done=done)


@require_http_methods(WRITES)
@hidden_is_absent
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """End one action: done, or not and why."""
    found = asked.action_for(actor_of(request), action_id)
    done, initial = _("It is done; the history says so."), {"revision": found.revision}
    back = address_of(found)
    return take_step(request, END_ACTION, row=found, subject="action", back=back, done=done, initial=initial)


def _at(found: Visit) -> str:
    return reverse("records:visit", args=[found.pk])
