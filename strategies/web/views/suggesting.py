"""Suggesting: an edited copy of a passage among one's own, and the mission's answer to what was released."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import who_can_see
from pocplan.access.queries.titles import titles_told
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.inner import suggest_inside
from strategies.domain.suggesting import Settled, accept_suggestions, decline_suggestions
from strategies.models import Strategy
from strategies.queries import inner as reads
from strategies.queries.suggestions import Suggestion, chosen_of, open_suggestions
from strategies.web.forms.suggesting import SettleForm, SuggestForm
from strategies.web.views.frame import around, opened

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@hidden_is_absent
def suggest(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """A copy of one passage to edit; what is changed becomes a suggestion, the text stays as it is."""
    actor = actor_of(request)
    text = reads.text_for(actor, text_id)
    passage, form = copy_of(request, text.body)
    if ready(request, form):
        with refusals(form):
            comment = suggest_inside(actor=actor, text=text, **form.cleaned_data)
            return redirect(f"{reverse('consultations:inner', args=[text.pk])}#c-{comment.pk}")
    who = who_can_see(actor, text.compartment_id, get_language())
    return page(request, "consultations/suggest.html", {"text": text, "passage": passage, "who": who}, form)


def copy_of(request: HttpRequest, body: dict[str, Any]) -> tuple[dict[str, Any], SuggestForm]:
    """The passage that is asked for, and the form with its words to edit."""
    block = request.POST.get("block") or request.GET.get("block", "")
    passage = reads.passage_of(body, block)
    return passage, SuggestForm(request.POST or None, initial={"block": block, "edited": passage.get("words", "")})


@dataclass(frozen=True)
class Desk:
    """Where suggestions of one room are answered. A page has one desk: no reason reaches two kinds of readers."""

    page: str
    template: str
    waiting: Callable[[Actor, Strategy], list[Suggestion]]
    form: type[SettleForm]
    acts: Mapping[str, Callable[..., Settled]]


RELEASED = Desk(
    "consultations:suggestions",
    "consultations/suggestions.html",
    open_suggestions,
    SettleForm,
    {"accept": accept_suggestions},
)


@require_http_methods(WRITES)
@hidden_is_absent
def suggestions(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """What others would have instead, as redlines; accept or decline one, a section's, or all by one author."""
    return settle_at(request, strategy_id, RELEASED)


def settle_at(request: HttpRequest, strategy_id: UUID, desk: Desk) -> HttpResponse:
    """The page of a desk; whatever is sent there answers what waits at it, and nothing else."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    found = desk.waiting(actor, strategy)
    form = desk.form(request.POST or None, suggestions=found, titles=titles_told(actor))
    ticked = request.POST.getlist("one")
    if ready(request, form):
        act = desk.acts.get(request.POST.get("do", ""), decline_suggestions)
        with refusals(form):
            chosen = chosen_of(found, form.cleaned_data["which"], ticked)
            say_settled(request, act(actor=actor, suggestions=chosen, reason=form.cleaned_data["reason"]))
            return redirect(desk.page, strategy.pk)
    context = {**around(request, strategy), "suggestions": found, "ticked": ticked}
    return page(request, desk.template, context, form)


def say_settled(request: HttpRequest, settled: Settled) -> None:
    """How many were answered, and how many wait on."""
    done = ngettext("%(count)s suggestion was answered.", "%(count)s suggestions were answered.", settled.done)
    messages.success(request, done % {"count": settled.done})
    if settled.left:
        left = ngettext(
            "%(count)s has no place in the text any more and waits on: write it by hand and answer it.",
            "%(count)s have no place in the text any more and wait on: write them by hand and answer them.",
            settled.left,
        )
        messages.error(request, left % {"count": settled.left})
