"""Putting back what was taken out a moment ago, by one click."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.cells import from_a_cell
from pocplan.ui.undoing import put_back
from strategies.domain.rights import give_right_back
from strategies.domain.undoing import (
    put_block_back,
    put_comment_back,
    put_companion_back,
    put_companion_section_back,
    put_proposal_back,
    put_row_back,
    put_section_back,
)
from strategies.models import Companion, CompanionSection, InnerComment, Section
from strategies.queries.proposals import proposal_for
from strategies.queries.rows import taken_out
from strategies.queries.strategies import block_for
from strategies.web.forms.text import ConfirmForm
from strategies.web.views.frame import around, around_block, opened
from strategies.web.views.kinds import kind_of
from strategies.web.views.rows import gone
from strategies.web.views.tables import line_anew


@require_POST
@hidden_is_absent
def block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    here, form = block_for(actor_of(request), block_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            put_block_back(actor=actor_of(request), block=here)
            return redirect("strategies:block", here.pk)
    return page(request, "strategies/block_refused.html", around_block(request, here), form)


@require_POST
@hidden_is_absent
def row(request: HttpRequest, kind: str, row_id: UUID) -> HttpResponse:
    one, form = taken_out(actor_of(request), kind_of(kind).model, row_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            put_row_back(actor=actor_of(request), row=one)
            return line_anew(request, kind, one) if from_a_cell(request) else redirect("strategies:row", kind, one.pk)
    if from_a_cell(request):
        return gone(request, kind, one, refused="; ".join(map(str, form.non_field_errors())))
    return page(request, "strategies/refused.html", around(request, one.strategy), form)


@require_POST
@hidden_is_absent
def section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    one, form = taken_out(actor_of(request), Section, section_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            put_section_back(actor=actor_of(request), section=one)
            return redirect("strategies:section", one.pk)
    return page(request, "strategies/refused.html", around(request, one.strategy), form)


@require_POST
@hidden_is_absent
def right(request: HttpRequest, strategy_id: UUID, post_id: UUID, right: str) -> HttpResponse:
    strategy, form = opened(request, strategy_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            give_right_back(actor=actor_of(request), strategy=strategy, post_id=post_id, right=right)
            return redirect("strategies:rights", strategy.pk)
    return page(request, "strategies/refused.html", around(request, strategy), form)


@require_POST
@hidden_is_absent
def comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    one = taken_out(actor_of(request), InnerComment, comment_id, "text")

    def back() -> None:
        put_comment_back(actor=actor_of(request), comment=one)

    return put_back(request, back, reverse("consultations:inner", args=[one.text_id]))


@require_POST
@hidden_is_absent
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    one = proposal_for(actor_of(request), proposal_id)

    def back() -> None:
        put_proposal_back(actor=actor_of(request), proposal=one)

    return put_back(request, back, reverse("strategies:proposing", args=[one.clearance_id]))


@require_POST
@hidden_is_absent
def companion(request: HttpRequest, companion_id: UUID) -> HttpResponse:
    one = taken_out(actor_of(request), Companion, companion_id, "compartment")

    def back() -> None:
        put_companion_back(actor=actor_of(request), companion=one)

    return put_back(request, back, reverse("consultations:list"))


@require_POST
@hidden_is_absent
def companion_section(request: HttpRequest, companion_section_id: UUID) -> HttpResponse:
    one = taken_out(actor_of(request), CompanionSection, companion_section_id, "companion__compartment")

    def back() -> None:
        put_companion_section_back(actor=actor_of(request), section=one)

    return put_back(request, back, reverse("consultations:companion", args=[one.companion_id]))
