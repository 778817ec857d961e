"""Proposals in clearance: the frozen text to read, a copy of a passage to edit, and the drafters' answers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.errors import Refused
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.undoing import offer
from strategies.domain.proposals import demand_asked, propose_words, take_back_proposal
from strategies.domain.suggesting import accept_as_written, accept_suggestions
from strategies.models import Clearance
from strategies.queries.inner import passage_of
from strategies.queries.proposals import open_proposals, proposal_for, proposals_on
from strategies.queries.versions import asked_after, clearance_for
from strategies.web.forms.suggesting import AnswerProposalsForm, SuggestForm
from strategies.web.forms.text import ConfirmForm
from strategies.web.views.frame import around, glossed_for
from strategies.web.views.suggesting import WRITES, Desk, copy_of, settle_at

IN_CLEARANCE = Desk(
    "strategies:proposals",
    "strategies/proposals.html",
    open_proposals,
    AnswerProposalsForm,
    {"accept": accept_suggestions, "written": accept_as_written},
)


@require_safe
@hidden_is_absent
def text(request: HttpRequest, clearance_id: UUID) -> HttpResponse:
    """The version that a component was asked about, with what was proposed beside each passage."""
    return page(request, "strategies/proposing.html", _read(request, clearance_for(actor_of(request), clearance_id)))


def _read(request: HttpRequest, asked: Clearance) -> dict[str, Any]:
    said = proposals_on(actor_of(request), asked)
    version = asked.version
    return {
        **around(request, version.strategy),
        "my_post": actor_of(request).post_id,
        "asked": asked,
        "version": version,
        "may_propose": _may_propose(request, asked),
        "glossed": glossed_for(request, version.language),
        "sections": [
            (section, [(block, said.get(block["key"], [])) for block in section["blocks"]])
            for section in version.body["sections"]
        ],
    }


def _may_propose(request: HttpRequest, asked: Clearance) -> bool:
    try:
        demand_asked(actor_of(request), asked)
    except Refused:
        return False
    return True


@require_http_methods(WRITES)
@hidden_is_absent
def propose(request: HttpRequest, clearance_id: UUID) -> HttpResponse:
    """A copy of one passage to edit; what is changed becomes a proposal, the version stays as it is."""
    asked = clearance_for(actor_of(request), clearance_id)
    passage, form = copy_of(request, asked.version.body)
    if ready(request, form):
        with refusals(form):
            row = propose_words(actor=actor_of(request), clearance=asked, **form.cleaned_data)
            return redirect(f"{reverse('strategies:proposing', args=[asked.pk])}#p-{row.pk}")
    context: dict[str, Any] = {**around(request, asked.version.strategy), "asked": asked, "passage": passage}
    return page(request, "strategies/propose.html", {**context, **_newer(request, form, asked)}, form)


def _newer(request: HttpRequest, form: SuggestForm, asked: Clearance) -> dict[str, Any]:
    """Where a refused proposal can be made instead; what was typed goes along where the passage says the same there."""
    newer = asked_after(actor_of(request), asked) if form.errors else None
    if newer is None:
        return {}
    block = form["block"].value() or ""
    here, there = (passage_of(one.version.body, block) for one in (asked, newer))
    return {"newer": newer, "says_the_same": here.get("words") == there.get("words")} if there else {}


@require_POST
@hidden_is_absent
def take_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposal of one's own back, by one click that can be undone."""
    one, form = proposal_for(actor_of(request), proposal_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            take_back_proposal(actor=actor_of(request), proposal=one)
            offer(request, reverse("strategies:proposal_back", args=[one.pk]), _("Your proposal was taken back."))
            return redirect("strategies:proposing", one.clearance_id)
    return page(request, "strategies/proposing.html", _read(request, one.clearance), form)


@require_http_methods(WRITES)
@hidden_is_absent
def proposals(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """What components would have instead, as redlines; accept or decline one, a section's, or all by one author."""
    return settle_at(request, strategy_id, IN_CLEARANCE)
