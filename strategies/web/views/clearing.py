"""Internal clearance on one page: whom to ask, who answered what."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.access.enums import PostKind
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.clearances import ANSWERS_FOR, ask_clearance, give_clearance
from strategies.models import Strategy
from strategies.queries.proposals import proposals_waiting
from strategies.queries.versions import clearance_for, clearances_of, latest_version
from strategies.web.forms.text import AskClearanceForm, GiveClearanceForm
from strategies.web.views.frame import around, opened


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def clearance(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Ask components for clearance of what stands, and see their answers."""
    strategy = opened(request, strategy_id)
    form = AskClearanceForm(request.POST or None)
    if ready(request, form):
        with refusals(form):
            chosen = form.cleaned_data["components"]
            ask_clearance(actor=actor_of(request), strategy=strategy, components=chosen)
            return redirect("strategies:clearance", strategy.pk)
    return _shown(request, opened(request, strategy_id), form)


@require_POST
@hidden_is_absent
def answer(request: HttpRequest, clearance_id: UUID) -> HttpResponse:
    """The answer of one component."""
    actor, form = actor_of(request), GiveClearanceForm(request.POST)
    one = clearance_for(actor, clearance_id)
    if ready(request, form):
        with refusals(form):
            give_clearance(actor=actor, clearance=one, **form.cleaned_data)
            return redirect("strategies:clearance", one.version.strategy_id)
    return _shown(request, one.version.strategy, form, answering=form)


def _shown(
    request: HttpRequest, strategy: Strategy, form: AskClearanceForm | GiveClearanceForm,
    answering: GiveClearanceForm | None = None,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    version = latest_version(actor, strategy)
    mine = ANSWERS_FOR.get(PostKind(actor.post_kind), ())
    context = {
        "version": version,
        "clearances": clearances_of(actor, version) if version else [],
        "waiting": proposals_waiting(actor, strategy.pk).count(),
        "mine": set(mine),
        "asking": form if isinstance(form, AskClearanceForm) else AskClearanceForm(),
        "answering": answering or GiveClearanceForm(),
    }
    return page(request, "strategies/clearance.html", {**around(request, strategy), **context}, form)
