"""The page on which a strategy's words are checked; it warns and changes nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate
from pocplan.wording.engine.shipped import LANGUAGES
from strategies.models import Section
from strategies.queries.strategies import sections_of
from strategies.queries.wording import findings_in
from strategies.web.views.frame import around, opened

PER_PAGE = 50


@require_safe
@hidden_is_absent
def check_words(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Each finding of one section at its words, with the reason and a better wording."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    sections = list(sections_of(actor, strategy))
    section = _chosen(request, sections)
    found = findings_in(actor, strategy, section, get_language() or "en") if section else []
    context = {
        "sections": sections,
        "section": section,
        "findings": paginate(request, found, PER_PAGE),
        "known": strategy.language in LANGUAGES,
    }
    return page(request, "strategies/words.html", {**around(request, strategy), **context})


def _chosen(request: HttpRequest, sections: list[Section]) -> Section | None:
    wanted = request.GET.get("section", "")
    named = (one for one in sections if str(one.pk) == wanted)
    return next(named, sections[0] if sections else None)
