"""The steps of a threat's life, each a small form with its reason."""

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

from picture.domain import threats as verbs
from picture.queries.threats import threat_for
from picture.web.forms.threats import CloseForm, StepForm, TakeUpForm
from picture.web.views.frame import back_to, form_page, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, ready, refusals
from pocplan.ui.inputs import typed


class Step(NamedTuple):
    act: Callable[..., Any]
    form: type[forms.Form]
    heading: Any


STEPS = {
    "take-up": Step(verbs.take_up_threat, TakeUpForm, gettext_lazy("Take up as current")),
    "close": Step(verbs.close_threat, CloseForm, gettext_lazy("Close this threat")),
    "reopen": Step(verbs.reopen_threat, StepForm, gettext_lazy("Open this threat again")),
    "anew": Step(verbs.ask_anew, StepForm, gettext_lazy("Ask for new ratings")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def step(request: HttpRequest, threat_id: UUID, step: str) -> HttpResponse:
    """One step: taken up, closed, opened again, or new ratings asked for."""
    actor = actor_of(request)
    threat = threat_for(actor, threat_id)
    chosen = STEPS.get(step)
    if chosen is None or threat.compartment_id not in actor.writable:
        raise Http404
    form = chosen.form(typed(request), initial={"revision": threat.revision})
    if ready(request, form):
        with refusals(form):
            chosen.act(actor=actor, threat=threat, **form.cleaned_data)
            messages.success(request, _("It is done; the history of the threat says so."))
            return redirect(back_to(threat))
    who = seen_by(actor, threat.compartment_id)
    return form_page(request, form, str(chosen.heading), back_to(threat), who, guide=threat.title)
