"""A strategy as a controlled document: its page, its header, its print."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from pocplan.access.verb import verb
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.conflicts import theirs
from pocplan.ui.pages import paginate
from strategies.domain.strategies import save_header, set_distribution
from strategies.enums.text import Verb
from strategies.models import Strategy
from strategies.queries.assembly import document_of
from strategies.queries.picture import picture_now
from strategies.queries.picture_words import shown
from strategies.queries.references import named_in, place_of_text
from strategies.queries.strategies import annexes_of, blocks_of_section, distribution_of, lost_edits_of, outline_of
from strategies.queries.timeline import timeline_of
from strategies.queries.versions import latest_version
from strategies.web.forms.text import HeaderForm
from strategies.web.places import PER_PAGE
from strategies.web.views.frame import around, glossed_for, opened
from strategies.web.views.kinds import kind_in

HEADER = ("title", "reference", "classification", "sensitivity", "contact_unit", "version")


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Header, timeline, outline, and one section's text at a time."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    outline = outline_of(actor, strategy)
    shown = _shown(request, outline)
    blocks = paginate(request, blocks_of_section(actor, shown.section), PER_PAGE) if shown else []
    return page(
        request,
        "strategies/detail.html",
        {
            **around(request, strategy),
            "outline": outline,
            "shown": shown,
            "rows": kind_in(shown.section.code) if shown else None,
            "glossed": glossed_for(request, strategy.language),
            "blocks": blocks,
            "references": named_in(actor, place_of_text(strategy), blocks),
            "timeline": timeline_of(actor, strategy),
            "latest": latest_version(actor, strategy),
            "annexes": annexes_of(actor, strategy),
            "lost": lost_edits_of(actor, strategy),
            **_neighbours(outline, shown),
        },
    )


def _shown(request: HttpRequest, outline: list[Any]) -> Any:
    wanted = request.GET.get("section", "")
    named = (line for line in outline if str(line.section.pk) == wanted)
    return next(named, outline[0] if outline else None)


def _neighbours(outline: list[Any], shown: Any) -> dict[str, Any]:
    place = outline.index(shown) if shown else 0
    return {
        "before": outline[place - 1] if place > 0 else None,
        "after": outline[place + 1] if place + 1 < len(outline) else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def header(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The header of the controlled document and its distribution list."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    form = HeaderForm(request.POST or None, actor=actor, strategy=strategy, initial=_initial(request, strategy))
    if ready(request, form):
        with refusals(form):
            _save(actor=actor, strategy=strategy, form=form)
            return redirect("strategies:detail", strategy.pk)
    context = {**around(request, opened(request, strategy_id)), "latest": latest_version(actor, strategy)}
    context["theirs"] = theirs(form, form.initial)
    return page(request, "strategies/header.html", {**context, "may_edit": Verb.EDIT_HEADER in context["may"]}, form)


@verb()
def _save(*, actor: Any, strategy: Strategy, form: HeaderForm) -> None:
    fields = {name: value for name, value in form.cleaned_data.items() if name not in ("version", "distribution")}
    save_header(actor=actor, strategy=strategy, version=form.cleaned_data["version"], fields=fields)
    set_distribution(actor=actor, strategy=strategy, entries=form.entries())


def _initial(request: HttpRequest, strategy: Strategy) -> dict[str, Any]:
    entries = distribution_of(actor_of(request), strategy)
    lines = [f"{entry.addressee}; {entry.note}" if entry.note else entry.addressee for entry in entries]
    fields = {name: getattr(strategy, name) for name in HEADER}
    return {**fields, "approving_post_id": str(strategy.approving_post_id or ""), "distribution": "\n".join(lines)}


@require_safe
@hidden_is_absent
def printed(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The whole working text on one page, for reading and for paper."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    now = picture_now(actor, strategy)
    context = {
        "text": document_of(actor, strategy),
        "glossed": glossed_for(request, strategy.language),
        "latest": latest_version(actor, strategy),
        "picture": shown(now.body, now.ratings),
    }
    return page(request, "strategies/print.html", {**around(request, strategy), **context})
