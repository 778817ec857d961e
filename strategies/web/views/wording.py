"""The page on which a strategy's words are checked; it warns and changes nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate
from pocplan.wording.engine.shipped import LANGUAGES
from strategies.queries.wording import findings_of
from strategies.web.views.frame import around, opened

PER_PAGE = 50


@require_safe
@hidden_is_absent
def check_words(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Each finding at its words, with the reason and a better wording."""
    strategy = opened(request, strategy_id)
    found = findings_of(actor_of(request), strategy, get_language() or "en")
    context = {"findings": paginate(request, found, PER_PAGE), "known": strategy.language in LANGUAGES}
    return page(request, "strategies/words.html", {**around(request, strategy), **context})
