"""Putting back what was taken out a moment ago, by one click."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.undoing import put_block_back, put_row_back
from strategies.queries.rows import taken_out
from strategies.queries.strategies import block_for
from strategies.web.forms.text import ConfirmForm
from strategies.web.views.frame import around, around_block
from strategies.web.views.rows import KINDS


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
    if kind not in KINDS:
        raise Http404
    one, form = taken_out(actor_of(request), KINDS[kind].model, row_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            put_row_back(actor=actor_of(request), row=one)
            return redirect("strategies:row", kind, one.pk)
    return page(request, "strategies/refused.html", around(request, one.strategy), form)
