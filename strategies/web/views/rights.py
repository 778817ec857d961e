"""Who may do what to one strategy, and where a head gives and takes it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.people.queries.people import title_of
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.undoing import offer
from strategies.domain.rights import BY_KIND, give_right, may_give, take_right
from strategies.models import Strategy
from strategies.queries.rights import rights_on, seated_posts
from strategies.web.forms.text import ConfirmForm, RightForm
from strategies.web.views.frame import around, opened


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def rights(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The list for everybody who reads the strategy; the form for a head."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    gives = may_give(actor, strategy)
    posts = seated_posts(actor, strategy) if gives else []
    choices = [(str(one.pk), title_of(one, get_language() or "en")) for one in posts]
    form = RightForm(request.POST or None, posts=choices)
    if ready(request, form):
        with refusals(form):
            given = form.cleaned_data
            give_right(actor=actor, strategy=strategy, post_id=given["post_id"], right=given["right"])
            return redirect("strategies:rights", strategy.pk)
    return _shown(request, strategy, form)


@require_POST
@hidden_is_absent
def take(request: HttpRequest, strategy_id: UUID, post_id: UUID, right: str) -> HttpResponse:
    """End a right that was given."""
    strategy, form = opened(request, strategy_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            take_right(actor=actor_of(request), strategy=strategy, post_id=post_id, right=right)
            back = reverse("strategies:right_back", args=[strategy.pk, post_id, right])
            offer(request, back, _("The right was taken."))
            return redirect("strategies:rights", strategy.pk)
    return _shown(request, strategy, form)


def _shown(request: HttpRequest, strategy: Strategy, form: RightForm | ConfirmForm) -> HttpResponse:
    actor, language = actor_of(request), get_language() or "en"
    context = {
        **around(request, strategy),
        "rights": rights_on(actor, strategy, BY_KIND, language),
        "gives": may_give(actor, strategy),
    }
    return page(request, "strategies/rights.html", context | {"form": form}, form)
