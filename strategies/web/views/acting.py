"""One confirmation page for every move that needs no more than a yes, and for the dates."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain import approvals, strategies, successors
from strategies.enums.text import Verb
from strategies.models import Strategy
from strategies.queries.versions import latest_version
from strategies.web.forms.text import ConfirmForm, DatesForm
from strategies.web.views.frame import around, opened

Act = Callable[[Actor, Strategy, dict[str, Any]], Any]


def _approve(actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> None:
    version = latest_version(actor, strategy)
    if version is None:
        raise Http404
    approvals.approve(actor=actor, version=version)


ACTS: dict[str, Act] = {
    Verb.TAKE_BACK: lambda actor, strategy, _: strategies.take_back(actor=actor, strategy=strategy),
    Verb.SUBMIT: lambda actor, strategy, _: approvals.submit(actor=actor, strategy=strategy),
    Verb.SEND_BACK: lambda actor, strategy, _: strategies.send_back(actor=actor, strategy=strategy),
    Verb.APPROVE: _approve,
    Verb.SET_DATES: lambda actor, strategy, dates: strategies.set_dates(actor=actor, strategy=strategy, **dates),
    Verb.BRING_INTO_FORCE: lambda actor, strategy, _: approvals.bring_into_force(actor=actor, strategy=strategy),
    Verb.START_SUCCESSOR: lambda actor, strategy, _: successors.start_successor(actor=actor, strategy=strategy),
    Verb.SUPERSEDE: lambda actor, strategy, _: approvals.supersede(actor=actor, strategy=strategy),
    Verb.WITHDRAW: lambda actor, strategy, _: strategies.withdraw_strategy(actor=actor, strategy=strategy),
}
# What happens, said before it happens.
WORDS = {
    Verb.TAKE_BACK: _("The text can be written in again. The frozen version and its answers stay as they are."),
    Verb.SUBMIT: _("What stands is frozen as a version and laid before the approving post."),
    Verb.SEND_BACK: _("The text can be written in again. An approval that was given falls."),
    Verb.APPROVE: _("You approve this version as it stands, with every part of it. Nobody approves what he wrote."),
    Verb.SET_DATES: _("Both dates are printed in the header of the controlled document."),
    Verb.BRING_INTO_FORCE: _("The approved version comes into force; what it replaces is superseded."),
    Verb.START_SUCCESSOR: _("A new strategy is started from the words of this one, which stays in force until then."),
    Verb.SUPERSEDE: _("The strategy is marked as superseded. Its versions stay readable."),
    Verb.WITHDRAW: _("Nothing more happens to this strategy. Everything in it stays readable where it is."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def act(request: HttpRequest, strategy_id: UUID, verb: str) -> HttpResponse:
    """Say what will happen, and on a yes do it."""
    if verb not in ACTS:
        raise Http404
    actor, strategy = actor_of(request), opened(request, strategy_id)
    form = _form(request, verb)
    if ready(request, form):
        with refusals(form):
            done = ACTS[verb](actor, strategy, form.cleaned_data)
            target = done.pk if isinstance(done, Strategy) else strategy.pk
            return redirect("strategies:detail", target)
    context = {
        **around(request, opened(request, strategy_id)),
        "verb": verb,
        "label": Verb(verb).label,
        "words": WORDS[Verb(verb)],
        "latest": latest_version(actor, strategy),
    }
    return page(request, "strategies/act.html", {**context, "offered": verb in context["may"]}, form)


def _form(request: HttpRequest, verb: str) -> ConfirmForm | DatesForm:
    # An empty form is bound by an empty dict too: a yes carries nothing.
    sent = request.POST if request.method == "POST" else None
    return DatesForm(sent) if verb == Verb.SET_DATES else ConfirmForm(sent)
