"""Reviews: what is due, one case with its outcome, opening one, and a cluster's request for one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.queries.calendar import today_of
from pocplan.access.enums import Side
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from strategies.domain.reviews import close_review, open_review, request_review
from strategies.domain.workflow import HEADS
from strategies.enums.reviews import ReviewState
from strategies.models import Review
from strategies.queries.replies import request_for
from strategies.queries.reviews import asked_for_review, origins_of, requests_consulted, review_for, reviews_for
from strategies.queries.strategies import strategy_for
from strategies.web.forms.reviews import CloseReviewForm, OpenReviewForm, RequestReviewForm


@require_safe
@hidden_is_absent
def listed(request: HttpRequest) -> HttpResponse:
    """Open reviews by date, or those that ended; for invitees, what they were consulted on and asked to review."""
    actor = actor_of(request)
    if actor.side != Side.MISSION:
        rows = paginate(request, requests_consulted(actor))
        asked = {one.request_id for one in asked_for_review(actor)}
        return page(request, "reviews/requests.html", {"page": rows, "asked": asked})
    closed = request.GET.get("closed") == "1"
    rows = paginate(request, reviews_for(actor, closed=closed))
    origins = origins_of(actor, rows)
    context = {
        "page": rows,
        "lines": [(one, origins.get(one.pk)) for one in rows],
        "closed": closed,
        "today": today_of(actor),
        "query": "&closed=1" if closed else "",
    }
    return page(request, "reviews/list.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One case: why, until when, how it ended."""
    review = review_for(actor_of(request), review_id)
    return page(request, "reviews/detail.html", _around(request, review))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def close(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """End a case with its outcome and reason."""
    actor, form = actor_of(request), CloseReviewForm(request.POST or None)
    review = review_for(actor, review_id)
    if ready(request, form):
        with refusals(form):
            close_review(actor=actor, review=review, **form.cleaned_data)
            return redirect("reviews:detail", review.pk)
    heading = _("Close the review")
    return _form(request, review.compartment_id, form, heading, reverse("reviews:detail", args=[review.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Something happened: look at the strategy again."""
    actor, form = actor_of(request), OpenReviewForm(request.POST or None)
    strategy = strategy_for(actor, strategy_id)
    if ready(request, form):
        with refusals(form):
            review = open_review(actor=actor, strategy=strategy, **form.cleaned_data)
            return redirect("reviews:detail", review.pk)
    heading, back = _("Open a review"), reverse("strategies:detail", args=[strategy.pk])
    return _form(request, strategy.compartment_id, form, heading, back)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def ask(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """An invitee asks, in the room of its answer, that the strategy be reviewed."""
    actor, form = actor_of(request), RequestReviewForm(request.POST or None)
    consulted = request_for(actor, request_id)
    if ready(request, form):
        with refusals(form):
            request_review(actor=actor, request=consulted, **form.cleaned_data)
            return redirect("reviews:list")
    return _form(request, consulted.compartment_id, form, _("Request a review"), reverse("reviews:list"))


def _around(request: HttpRequest, review: Review) -> dict[str, Any]:
    actor = actor_of(request)
    writes = actor.post_kind in HEADS and review.compartment_id in actor.writable
    return {
        "review": review,
        "origin": origins_of(actor, [review]).get(review.pk),
        "today": today_of(actor),
        "may_close": writes and review.state == ReviewState.OPEN,
        "who": who_can_see(actor, review.compartment_id, get_language() or "en"),
    }


def _form(request: HttpRequest, room: int, form: Any, heading: str, back: str) -> HttpResponse:
    who = who_can_see(actor_of(request), room, get_language() or "en")
    return page(request, "frame/form.html", {"heading": heading, "back": back, "who": who}, form)
