"""What a text may refer to: a list to read the codes in, and the same for the script of the editor."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate
from strategies.models import Annex, Block, Companion, Strategy
from strategies.queries.companions import companion_for
from strategies.queries.referable import Offered
from strategies.queries.references import place_of_text
from strategies.queries.strategies import annex_for, strategy_for
from strategies.web.views.frame import around, opened

PER_PAGE, LONGEST = 20, 160


def references_at(block: Block) -> str:
    """The address of the list for the text that a block is in."""
    if block.annex_id:
        return reverse("strategies:annex_references", args=[block.annex_id])
    if block.companion_section:
        return reverse("consultations:companion_references", args=[block.companion_section.companion_id])
    assert block.section is not None
    return reverse("strategies:references", args=[block.section.strategy_id])


@require_safe
@hidden_is_absent
def of_strategy(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """For the text of a strategy: its activities, and the threats and hotspots of its room."""
    strategy = opened(request, strategy_id)
    return _listed(request, strategy, {**around(request, strategy), "frame": "strategies/base.html"})


@require_safe
@hidden_is_absent
def of_annex(request: HttpRequest, annex_id: UUID) -> HttpResponse:
    """For an annex: the threats and hotspots of the annex's own room."""
    annex = annex_for(actor_of(request), annex_id)
    strategy = strategy_for(actor_of(request), annex.strategy_ref)
    context = {**around(request, strategy, annex.compartment_id), "frame": "strategies/base.html"}
    return _listed(request, annex, context)


@require_safe
@hidden_is_absent
def of_companion(request: HttpRequest, companion_id: UUID) -> HttpResponse:
    """For a cluster's own document: the threats and hotspots of its room."""
    actor, companion = actor_of(request), companion_for(actor_of(request), companion_id)
    who = who_can_see(actor, companion.compartment_id, get_language())
    return _listed(request, companion, {"companion": companion, "who": who, "frame": "companions/base.html"})


def _listed(request: HttpRequest, document: Strategy | Annex | Companion, context: dict[str, Any]) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    rows = paginate(request, Offered(actor_of(request), place_of_text(document), words), PER_PAGE)
    if request.GET.get("as") != "json":
        query = f"&{urlencode({'q': words})}" if words else ""
        return page(request, "strategies/references.html", {**context, "rows": rows, "q": words, "query": query})
    found = [{"ref": one.ref, "code": one.code, "name": one.name, "kind": one.kind} for one in rows]
    more = rows.next_page_number() if rows.has_next() else None
    return JsonResponse({"rows": found, "count": rows.paginator.count, "next": more})
