"""The page on which a strategy's words are checked; it warns, and a warning can be kept with a reason."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from pocplan.wording.engine.shipped import LANGUAGES
from strategies.domain.keeping import ask_about_words, keep_words
from strategies.models import Section
from strategies.queries.strategies import sections_of
from strategies.queries.wording import (
    FACILITY,
    Marked,
    findings_of,
    kept_wording_for,
    kinds_of,
    may_except,
    with_blocks,
)
from strategies.web.forms.text import ConfirmForm
from strategies.web.forms.wording import ExceptionForm, KeepForm
from strategies.web.views.frame import around, opened

PER_PAGE = 50


@require_safe
@hidden_is_absent
def check_words(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Each finding of the whole text at its words, with the reason and a better wording, and what was kept."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    sections = list(sections_of(actor, strategy))
    found = with_blocks(actor, strategy, findings_of(actor, strategy, get_language() or "en"))
    context = {
        "sections": sections,
        "kinds": kinds_of(found),
        "findings": paginate(request, _chosen(request, found, sections), PER_PAGE),
        "known": strategy.language in LANGUAGES,
        "prohibited": FACILITY,
        "excepts": may_except(actor, strategy),
    }
    return page(request, "strategies/words.html", {**around(request, strategy), **context})


def _chosen(request: HttpRequest, found: list[Marked], sections: Sequence[Section]) -> list[Marked]:
    rule, section, show = (request.GET.get(name, "") for name in ("kind", "section", "show"))
    numbers = {str(one.pk): number for number, one in enumerate(sections, start=1)}
    wanted = [one for one in found if not rule or one.finding.rule == rule]
    if section in numbers:
        wanted = [one for one in wanted if one.spot.section == numbers[section]]
    return [one for one in wanted if show != "open" or one.is_open]


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def keep(request: HttpRequest, strategy_id: UUID, place: UUID, number: int) -> HttpResponse:
    """Keep one finding, because of a reason that later readers are shown."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    found = findings_of(actor, strategy, get_language() or "en")
    one = next((it for it in found if it.spot.key == str(place) and it.order == number), None)
    form = _form(request, one)
    if one is None and not form.is_bound:
        raise Http404
    if ready(request, form):
        with refusals(form):
            keep_words(actor=actor, strategy=strategy, place=place, **form.cleaned_data)
            return redirect("strategies:words", strategy.pk)
    return page(request, "strategies/keep_words.html", {**around(request, strategy), "one": one}, form)


def _form(request: HttpRequest, one: Marked | None) -> KeepForm:
    """For what is prohibited the form of an exception, which says more."""
    given = request.POST if request.method == "POST" else None
    about = one.finding.rule if one else request.POST.get("rule", "")
    return (ExceptionForm if about == FACILITY else KeepForm)(given, initial=_of(one))


def _of(one: Marked | None) -> dict[str, str]:
    return {"rule": one.finding.rule, "words": one.finding.words} if one else {}


@require_POST
@hidden_is_absent
def ask(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """Be asked about kept words again."""
    kept, form = kept_wording_for(actor_of(request), kept_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            ask_about_words(actor=actor_of(request), kept=kept)
            return redirect("strategies:words", kept.strategy_id)
    return page(request, "strategies/refused.html", around(request, kept.strategy), form)
