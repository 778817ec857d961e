"""The steps of a hotspot's life and its lines of effort, each a small form."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from picture.domain import hotspots as verbs
from picture.domain.efforts import add_effort, move_effort
from picture.models import Hotspot
from picture.queries.hotspots import effort_for, hotspot_for
from picture.queries.protection import posts_of_mission
from picture.web.forms.hotspots import (
    EffortForm,
    HotspotStepForm,
    MoveEffortForm,
    PeopleForm,
    PriorityForm,
    ReferenceForm,
    ReviewForm,
    VerifyForm,
)
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, form_about
from picture.web.views.hotspots import line_anew
from picture.web.views.steps import Step, Steps, take_step
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, Side
from pocplan.ui.answers import actor_of, hidden_is_absent, ready
from pocplan.ui.cells import form_in_cell, from_a_cell
from pocplan.ui.inputs import typed

STEPS: Steps = {
    "priority": Step(verbs.change_hotspot, PriorityForm, gettext_lazy("Change priority, trend and phase")),
    "people": Step(verbs.change_hotspot, PeopleForm, gettext_lazy("Change the number of people at risk")),
    "review": Step(verbs.review_hotspot, ReviewForm, gettext_lazy("Review this hotspot")),
    "verify": Step(verbs.verify_hotspot, VerifyForm, gettext_lazy("Verify this hotspot")),
    "reference": Step(verbs.refer_hotspot, ReferenceForm, gettext_lazy("Reference in another system")),
    "no-access": Step(verbs.note_no_access, HotspotStepForm, gettext_lazy("There was no access")),
    "alert": Step(verbs.note_alert, HotspotStepForm, gettext_lazy("A new alert came in")),
    "propose-delisting": Step(verbs.propose_delisting, HotspotStepForm, gettext_lazy("Propose its delisting")),
    "delist": Step(verbs.delist, HotspotStepForm, gettext_lazy("Delist this hotspot")),
    "relist": Step(verbs.relist, HotspotStepForm, gettext_lazy("List this hotspot again")),
}

ASKED = ("priority", "trend", "phase", "population", "population_basis", "external_ref")


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def step(request: HttpRequest, hotspot_id: UUID, step: str) -> HttpResponse:
    """One step: another priority or number of people, reviewed, verified, no access, an alert, delisting and back."""
    spot = hotspot_for(actor_of(request), hotspot_id)
    done = _("It is done; the history of the hotspot says so.")
    stored = {name: getattr(spot, name) for name in ASKED}
    return take_step(request, spot, STEPS.get(step), done=done, fresh=line_anew, **stored)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_effort(request: HttpRequest, hotspot_id: UUID) -> HttpResponse:
    """What a component of the mission does there, until when."""
    actor = actor_of(request)
    spot = hotspot_for(actor, hotspot_id)
    _demand_mission_writer(actor, spot.compartment_id)
    posts = [] if spot.compartment.audience == Audience.SHARED else posts_of_mission(actor)
    form = EffortForm(typed(request), posts=posts)
    if ready(request, form):
        with asking(request, form, spot.compartment_id):
            add_effort(actor=actor, hotspot=spot, **form.values())
            return _done(request, spot, _("The line of effort is added."))
    return _asked(request, form, _("A line of effort"), spot)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def effort(request: HttpRequest, effort_id: UUID) -> HttpResponse:
    """How far a line of effort is, or why nobody acted."""
    actor = actor_of(request)
    row = effort_for(actor, effort_id)
    _demand_mission_writer(actor, row.compartment_id)
    stored = {"revision": row.revision, "state": row.state, "because": row.because}
    form = MoveEffortForm(typed(request), initial=stored)
    if ready(request, form):
        with asking(request, form, row.compartment_id):
            move_effort(actor=actor, effort=row, **form.cleaned_data)
            return _done(request, row.hotspot, _("It is done; the history of the hotspot says so."))
    return _asked(request, form, row.what, row.hotspot, asks=row.what)


def _done(request: HttpRequest, spot: Hotspot, done: str) -> HttpResponse:
    """Back to the hotspot, or its row of the matrix anew where a cell of that asked."""
    if from_a_cell(request):
        return line_anew(request, spot)
    messages.success(request, done)
    return redirect(back_to(spot))


def _asked(request: HttpRequest, form: Form, heading: str, spot: Hotspot, *, asks: str = "") -> HttpResponse:
    """The form, alone and with what it is about where a cell asked."""
    if from_a_cell(request):
        return form_in_cell(request, form, heading, spot, back_to(spot), key=f"effort-{spot.pk}", asks=asks)
    return form_about(request, form, heading, spot)


def _demand_mission_writer(actor: Actor, room_id: int) -> None:
    if room_id not in actor.writable or actor.side != Side.MISSION:
        raise Http404
