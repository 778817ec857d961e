"""The list of consultations: rounds of one's own side, and positions requested of one's own body."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pocplan.access.queries.rooms import commons_of, who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate
from strategies.queries.consents import packages_asking
from strategies.queries.replies import requests_to
from strategies.queries.rounds import rounds_for


@require_safe
@hidden_is_absent
def listed(request: HttpRequest) -> HttpResponse:
    """What this hat can open: its own rounds, what is asked of it, and consents it is asked for."""
    actor = actor_of(request)
    context = {
        "rounds": paginate(request, rounds_for(actor).defer("version__body")),
        "requests": paginate(request, requests_to(actor)),
        "consents": packages_asking(actor),
        "who": who_can_see(actor, commons_of(actor).pk, get_language()),
    }
    return page(request, "consultations/list.html", context)
