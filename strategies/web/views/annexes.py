"""Annexes, for whoever sits in their rooms; for everybody else these addresses do not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.access.clock import now
from pocplan.access.enums import PostKind
from pocplan.access.queries.rooms import room_of
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.annexes import ROOM_OF_WRITER, freeze_annex, start_annex, withdraw_annex
from strategies.domain.blocks import add_block
from strategies.models import Annex
from strategies.queries.references import named_in, place_of_text
from strategies.queries.strategies import annex_for, blocks_of_annex, locks_on, strategy_for
from strategies.queries.versions import frozen_parts_of, latest_version
from strategies.web.forms.text import AnnexForm, ConfirmForm, NewBlockForm
from strategies.web.views.drafting import typed
from strategies.web.views.frame import around, glossed_for, opened

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
@hidden_is_absent
def new(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """An annex in the room of the writer's own side; first of all the page says whose."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    audience = ROOM_OF_WRITER.get(PostKind(actor.post_kind))
    if audience is None:
        raise Http404
    room = room_of(actor, audience, strategy.scope_area_id).pk
    form = AnnexForm(request.POST or None)
    if ready(request, form):
        with refusals(form):
            annex = start_annex(actor=actor, strategy=strategy, **form.cleaned_data)
            return redirect("strategies:annex", annex.pk)
    return page(request, "strategies/annex_new.html", around(request, strategy, room), form)


@require_http_methods(WRITES)
@hidden_is_absent
def annex(request: HttpRequest, annex_id: UUID) -> HttpResponse:
    """An annex with its blocks; a post adds one at its end."""
    actor = actor_of(request)
    here = annex_for(actor, annex_id)
    form = NewBlockForm(request.POST or None, auto_id="new_%s")
    if ready(request, form):
        with refusals(form):
            add_block(actor=actor, parent=here, typed=typed(form.cleaned_data["text"]))
            return redirect("strategies:annex", here.pk)
    return _shown(request, here, form)


def _shown(request: HttpRequest, here: Annex, form: NewBlockForm | ConfirmForm) -> HttpResponse:
    actor = actor_of(request)
    strategy = strategy_for(actor, here.strategy_ref)
    blocks = list(blocks_of_annex(actor, here))
    locks = locks_on(actor, blocks, now())
    context = {
        "annex": here,
        "glossed": glossed_for(request, strategy.language),
        "references_at": reverse("strategies:annex_references", args=[here.pk]),
        "references": named_in(actor, place_of_text(here), blocks),
        "lines": [(block, locks.get(block.pk)) for block in blocks],
        "latest": latest_version(actor, strategy),
        "parts": frozen_parts_of(actor, here),
        "writes_here": here.compartment_id in actor.writable,
        "new_block": form if isinstance(form, NewBlockForm) else NewBlockForm(auto_id="new_%s"),
    }
    return page(request, "strategies/annex.html", {**around(request, strategy, here.compartment_id), **context}, form)


@require_POST
@hidden_is_absent
def act(request: HttpRequest, annex_id: UUID) -> HttpResponse:
    """Freeze the annex into the latest version, or take it out."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    here = annex_for(actor, annex_id)
    strategy = strategy_for(actor, here.strategy_ref)
    if ready(request, form):
        with refusals(form):
            if request.POST.get("do") == "withdraw":
                withdraw_annex(actor=actor, strategy=strategy, annex=here)
                return redirect("strategies:detail", strategy.pk)
            version = latest_version(actor, strategy)
            if version is None:
                raise Http404
            freeze_annex(actor=actor, annex=here, version=version)
            return redirect("strategies:annex", here.pk)
    return _shown(request, here, form)
