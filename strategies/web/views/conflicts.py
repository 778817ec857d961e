"""Two people, one block: mine, theirs, and a proposal that holds both."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.documents.markup import to_text
from strategies.domain.blocks import drop_lost_edit, settle
from strategies.models import LostEdit
from strategies.queries.merging import proposal_for
from strategies.queries.strategies import block_for, lost_edit_for
from strategies.web.forms.text import BlockForm
from strategies.web.views.drafting import as_named, place_of, rich_over, typed
from strategies.web.views.frame import around_block
from strategies.web.views.references import references_at


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def conflict(request: HttpRequest, lost_id: UUID) -> HttpResponse:
    """Settle a kept text: write the merged one, or let mine go."""
    lost = lost_edit_for(actor_of(request), lost_id)
    form = BlockForm(request.POST or None)
    if request.method == "POST" and request.POST.get("do") == "drop":
        drop_lost_edit(actor=actor_of(request), lost=lost)
        return redirect(place_of(request, lost.block))
    if ready(request, form):
        with refusals(form):
            fields = form.cleaned_data
            merged = typed(fields["text"])
            block = settle(actor=actor_of(request), lost=lost, version=fields["version"], typed=merged)
            return redirect(place_of(request, block))
    return _both(request, lost, form)


def _both(request: HttpRequest, lost: LostEdit, form: BlockForm) -> HttpResponse:
    actor = actor_of(request)
    theirs = block_for(actor, lost.block_id)
    proposal = proposal_for(actor, lost, theirs)
    html, notes = as_named(request, theirs, proposal.html, proposal.notes)
    if not form.is_bound:
        form = BlockForm(initial={"version": theirs.version, "text": to_text(html, notes)})
    context = {
        "lost": lost,
        "theirs": theirs,
        "proposal": proposal,
        "rich": rich_over(request, html, notes),
        "references_at": references_at(theirs),
    }
    return page(request, "strategies/conflict.html", {**around_block(request, theirs), **context}, form)
