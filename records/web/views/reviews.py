"""Reviews of incidents that had a warning: the list of a room, one of them, opening one, and its steps."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from picture.web.views.asking import asking
from picture.web.views.frame import chosen, form_page, list_of, seen_by
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate
from records.domain import actions
from records.domain import reviews as verbs
from records.enums.reviews import NEEDED, LookedAt, ReviewState
from records.models import IncidentReview
from records.queries import reviews as asked
from records.queries.actions import may_end
from records.queries.rooms import mission_rooms
from records.web.forms.reviews import CloseReviewForm, GapForm, MomentOfReviewForm, ReviewFilter, ReviewForm
from records.web.forms.visits import ActionForm
from records.web.views.frame import Step, room_to_write, take_step, writes_in

WRITES = ["GET", "HEAD", "POST"]
STEPS = {
    "time": Step(verbs.add_moment, MomentOfReviewForm, gettext_lazy("What was known or done, and when")),
    "gap": Step(verbs.add_gap, GapForm, gettext_lazy("What was missing")),
    "action": Step(actions.add_action_of_review, ActionForm, gettext_lazy("What is to be done afterwards")),
    "close": Step(verbs.close_review, CloseReviewForm, gettext_lazy("Close this review with its lessons")),
}


@require_safe
@hidden_is_absent
def reviews(request: HttpRequest) -> HttpResponse:
    """Reviews of one room of the mission, the latest first."""
    actor = actor_of(request)
    rooms = mission_rooms(actor)
    if not rooms and not request.GET.get("room"):
        return page(request, "records/reviews/list.html", {})
    room = chosen(request, rooms)
    narrowed = ReviewFilter(request.GET, rooms=rooms)
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": paginate(request, asked.reviews_in(actor, room.pk, narrowed.asked())),
        "narrowed": narrowed,
        "room": room,
        "writes": writes_in(actor, room.pk),
        "query": "&" + urlencode(words) if words else "",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "records/reviews/list.html", context)


@require_safe
@hidden_is_absent
def review(request: HttpRequest, incident_review_id: UUID) -> HttpResponse:
    """One review: the incident, the warning, what was known and done when, the gaps, the lessons, the actions."""
    actor = actor_of(request)
    found = asked.review_for(actor, incident_review_id)
    writes, seen = writes_in(actor, found.compartment_id), asked.looked_at(actor, found)
    ends = asked.actions_of_review(actor, found)
    context = {
        "review": found,
        "moments": asked.moments_of(actor, found),
        "gaps": asked.gaps_of(actor, found),
        "actions": [(one, writes and one.state == "open" and may_end(actor, one)) for one in ends],
        "steps": asked.steps_of_review(actor, found)[:20],
        "looked_at": [str(one.label) for one in LookedAt if one in seen],
        "enough": len(seen) >= NEEDED,
        "writes": writes and found.state == ReviewState.OPEN,
        "acts": writes,
        "closes": writes and found.state == ReviewState.OPEN and asked.may_close(actor),
        "who": seen_by(actor, found.compartment_id),
    }
    return page(request, "records/reviews/detail.html", context)


@require_http_methods(WRITES)
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Open a review in the room that the address names, else in that of the whole mission."""
    actor = actor_of(request)
    room = room_to_write(request, mission_rooms(actor, to_write=True))
    form = ReviewForm(typed(request), alerts=asked.alerts_to_name(actor, room.pk))
    if ready(request, form):
        with asking(request, form, room.pk):
            found = verbs.open_review(actor=actor, room=room, **form.values())
            messages.success(request, _("The review is open. Say what was known and done, of two components at least."))
            return redirect(_at(found))
    back = list_of(room, "records:reviews")
    return form_page(request, form, _("Review an incident that had a warning"), back, seen_by(actor, room.pk))


@require_http_methods(WRITES)
@hidden_is_absent
def step(request: HttpRequest, incident_review_id: UUID, step: str) -> HttpResponse:
    """One step: a time, a gap, an action, its end."""
    found = asked.review_for(actor_of(request), incident_review_id)
    done, initial = _("It is done; the history says so."), {"revision": found.revision}
    return take_step(request, STEPS.get(step), row=found, subject="review", back=_at(found), done=done, initial=initial)


def _at(found: IncidentReview) -> str:
    return reverse("records:review", args=[found.pk])
