"""Suggesting: an edited copy of a passage among one's own, and the mission's answer to what was released."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.inner import suggest_inside
from strategies.domain.suggesting import Settled, accept_suggestions, decline_suggestions
from strategies.queries import inner as reads
from strategies.queries.suggestions import chosen_of, open_suggestions
from strategies.web.forms.suggesting import SettleForm, SuggestForm
from strategies.web.views.frame import around, opened

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@hidden_is_absent
def suggest(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """A copy of one passage to edit; what is changed becomes a suggestion, the text stays as it is."""
    actor = actor_of(request)
    text = reads.text_for(actor, text_id)
    block = request.POST.get("block") or request.GET.get("block", "")
    passage = reads.passage_of(text.body, block)
    form = SuggestForm(request.POST or None, initial={"block": block, "edited": passage.get("words", "")})
    if ready(request, form):
        with refusals(form):
            comment = suggest_inside(actor=actor, text=text, **form.cleaned_data)
            return redirect(f"{reverse('consultations:inner', args=[text.pk])}#c-{comment.pk}")
    who = who_can_see(actor, text.compartment_id, get_language())
    return page(request, "consultations/suggest.html", {"text": text, "passage": passage, "who": who}, form)


@require_http_methods(WRITES)
@hidden_is_absent
def suggestions(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """What others would have instead, as redlines; accept or decline one, a section's, or all by one author."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    found = open_suggestions(actor, strategy)
    form = SettleForm(request.POST or None, suggestions=found)
    ticked = request.POST.getlist("one")
    if ready(request, form):
        act = accept_suggestions if request.POST.get("do") == "accept" else decline_suggestions
        with refusals(form):
            chosen = chosen_of(found, form.cleaned_data["which"], ticked)
            say_settled(request, act(actor=actor, suggestions=chosen, reason=form.cleaned_data["reason"]))
            return redirect("consultations:suggestions", strategy.pk)
    context = {**around(request, strategy), "suggestions": found, "ticked": ticked}
    return page(request, "consultations/suggestions.html", context, form)


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
