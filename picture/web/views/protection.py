"""Must-Should-Could on the page of a hotspot: each act a form of its own, offered to who may do it."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from picture.domain import protection as verbs
from picture.models import Hotspot, ProtectionPriority
from picture.queries.hotspots import hotspot_for
from picture.queries.protection import DECIDING, SETTLING, STATING, items_at, posts_of_mission
from picture.web.forms.protection import (
    ClearanceForm,
    CoverageForm,
    DecideForm,
    PriorityStepForm,
    StateForm,
    UnarmedForm,
)
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, form_about
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, PostKind, Side
from pocplan.ui.answers import actor_of, hidden_is_absent, ready
from pocplan.ui.inputs import typed

Standing = ProtectionPriority | None


class Act(NamedTuple):
    act: Callable[..., Any]
    form: type[forms.Form]
    heading: Any
    offered: Callable[[Actor, Standing], bool]
    guide: Any = ""


def _of_mission(actor: Actor, standing: Standing) -> bool:
    return standing is not None and actor.side == Side.MISSION


def _owns(actor: Actor, standing: Standing) -> bool:
    waiting = standing is not None and bool(standing.unarmed_words) and standing.accepted_at is None
    return waiting and standing is not None and standing.unarmed_owner_post_id == actor.post_id


ACTS = {
    "state": Act(
        verbs.state_priority,
        StateForm,
        gettext_lazy("State the cluster’s protection priority"),
        lambda actor, standing: actor.post_kind in STATING,
        gettext_lazy("All addressees read it. Force and police decide; you are told the reason."),
    ),
    "decide": Act(
        verbs.decide_protection,
        DecideForm,
        gettext_lazy("Decide on protection"),
        lambda actor, standing: standing is not None and actor.post_kind in DECIDING,
        gettext_lazy("All addressees read the decision and its reason. What says so stays with your component."),
    ),
    "coverage": Act(
        verbs.class_coverage,
        CoverageForm,
        gettext_lazy("Say what troops cover"),
        lambda actor, standing: standing is not None and actor.post_kind == PostKind.FORCE_COMMANDER,
        gettext_lazy("All addressees read the class alone, without distance, unit or until when."),
    ),
    "unarmed": Act(verbs.plan_unarmed, UnarmedForm, gettext_lazy("Plan an unarmed strategy"), _of_mission),
    "accept": Act(verbs.accept_unarmed, PriorityStepForm, gettext_lazy("Accept the unarmed strategy"), _owns),
    "clear": Act(verbs.record_clearance, ClearanceForm, gettext_lazy("Record the security clearance"), _of_mission),
    "settle": Act(
        verbs.settle,
        PriorityStepForm,
        gettext_lazy("Settle this item"),
        lambda actor, standing: standing is not None and actor.post_kind in SETTLING,
        gettext_lazy("A difference that remains stays on record."),
    ),
}


def allowed(actor: Actor, hotspot: Hotspot, standing: Standing) -> list[tuple[str, Any]]:
    """What this hat may do to the item now."""
    if hotspot.compartment.audience != Audience.SHARED or hotspot.compartment_id not in actor.writable:
        return []
    return [(name, one.heading) for name, one in ACTS.items() if one.offered(actor, standing)]


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def act(request: HttpRequest, hotspot_id: UUID, act: str) -> HttpResponse:
    """One act of Must-Should-Could on a hotspot of a shared exercise."""
    actor = actor_of(request)
    spot = hotspot_for(actor, hotspot_id)
    item = items_at(actor, [spot]).get(spot.pk)
    standing = item.priority if item else None
    if act not in dict(allowed(actor, spot, standing)):
        raise Http404
    form = _form(request, actor, act, standing)
    if ready(request, form):
        with asking(request, form, spot.compartment_id):
            _do(actor, spot, standing, act, form)
            messages.success(request, _("It is done; all addressees can read it."))
            return redirect(back_to(spot))
    chosen = ACTS[act]
    extra = {"guide": chosen.guide} if chosen.guide else {}
    return form_about(request, form, str(chosen.heading), spot, **extra)


def _form(request: HttpRequest, actor: Actor, act: str, standing: Standing) -> Any:
    extra = {"posts": posts_of_mission(actor)} if act == "unarmed" else {}
    kept = ("grade", "criteria", "words", "starts_on", "ends_on") if act == "state" else ("coverage", "unarmed")
    initial = {name: getattr(standing, name) for name in (*kept, "revision")} if standing else {}
    if act == "decide":
        initial = {}
    form: Any = ACTS[act].form
    return form(typed(request), initial=initial, **extra)


def _do(actor: Actor, spot: Hotspot, standing: Standing, act: str, form: Any) -> None:
    values = form.values() if hasattr(form, "values") else form.cleaned_data
    target = {"hotspot": spot} if act == "state" else {"priority": standing}
    if standing is not None:
        standing.hotspot = spot
    ACTS[act].act(actor=actor, **target, **values)
