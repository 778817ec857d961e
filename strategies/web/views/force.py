"""What the Force knows, before the Force Commander who clears it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.force import clear_for_force
from strategies.queries.force import force_clearance_of
from strategies.queries.rounds import invitations_of, round_for
from strategies.web.forms.rounds import ForceForm
from strategies.web.views.frame import around


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """What is asked of the Force Commander about one round, and the answer."""
    actor = actor_of(request)
    round_ = round_for(actor, round_id)
    clearance = force_clearance_of(actor, round_)
    if clearance is None:
        raise Http404
    form = ForceForm(request.POST or None)
    if ready(request, form):
        with refusals(form):
            clear_for_force(actor=actor, clearance=clearance, **form.cleaned_data)
            return redirect("consultations:round", round_.pk)
    context = {"round": round_, "clearance": clearance, "invitations": invitations_of(actor, round_)}
    return page(request, "consultations/force.html", {**around(request, round_.strategy), **context}, form)
