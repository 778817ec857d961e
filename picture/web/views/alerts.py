"""Alerts: the list of a room with how long each step takes, one of them, writing one down, and its steps."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from picture.domain import alerts as verbs
from picture.enums.alerts import ENDED_ALERTS
from picture.queries import alerts as asked
from picture.queries.rooms import rooms_with_threats
from picture.web.forms.alerts import (
    AlertFilter,
    AlertForm,
    AnswerForm,
    DecideForm,
    FeedbackForm,
    RelayForm,
    UnansweredForm,
)
from picture.web.views.asking import asking
from picture.web.views.frame import back_to, chosen, form_page, list_of, seen_by, writable_room
from picture.web.views.steps import Step, Steps, take_step
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed
from pocplan.ui.pages import paginate

STEPS: Steps = {
    "relay": Step(verbs.relay_alert, RelayForm, gettext_lazy("Relay this alert")),
    "decide": Step(verbs.decide_alert, DecideForm, gettext_lazy("Decide on this alert")),
    "answer": Step(verbs.answer_alert, AnswerForm, gettext_lazy("This alert was answered")),
    "unanswered": Step(verbs.leave_unanswered, UnansweredForm, gettext_lazy("Nobody answered this alert")),
    "feedback": Step(verbs.tell_community, FeedbackForm, gettext_lazy("The community was told")),
}


@require_safe
@hidden_is_absent
def alerts(request: HttpRequest) -> HttpResponse:
    """Alerts of one room, those that wait first asked for, and how alerts were answered in ninety days."""
    actor = actor_of(request)
    rooms = rooms_with_threats(actor)
    if not rooms:
        return page(request, "picture/alerts/list.html", {})
    room = chosen(request, rooms)
    narrowed = AlertFilter(request.GET, rooms=rooms)
    words = {name: value for name in narrowed.fields if (value := request.GET.get(name, "")[:100])}
    context = {
        "rows": paginate(request, asked.alerts_in(actor, room.pk, narrowed.asked())),
        "response": asked.response_in(actor, room.pk),
        "narrowed": narrowed,
        "room": room,
        "writes": room.pk in actor.writable,
        "query": "&" + urlencode(words) if words else "",
        "who": seen_by(actor, room.pk),
    }
    return page(request, "picture/alerts/list.html", context)


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One alert, how long each step took, and who took it."""
    actor = actor_of(request)
    alert = asked.alert_for(actor, alert_id)
    context = {
        "alert": alert,
        "took": asked.took(alert),
        "steps": asked.steps_of_alert(actor, alert)[:20],
        "writes": alert.compartment_id in actor.writable,
        "ended": alert.state in ENDED_ALERTS,
        "who": seen_by(actor, alert.compartment_id),
    }
    return page(request, "picture/alerts/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest) -> HttpResponse:
    """Write down an alert in the room that the address names."""
    actor = actor_of(request)
    room = writable_room(request, actor)
    form = AlertForm(typed(request), hotspots=asked.hotspots_to_name(actor, room.pk))
    if ready(request, form):
        with asking(request, form, room.pk):
            alert = verbs.receive_alert(actor=actor, room=room, **form.values())
            messages.success(request, _("The alert is written down. Relay it now."))
            return redirect(back_to(alert))
    return form_page(request, form, _("An alert came in"), list_of(room, "alerts:list"), seen_by(actor, room.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def step(request: HttpRequest, alert_id: UUID, step: str) -> HttpResponse:
    """One step: relayed, decided, answered or why not, the community told."""
    alert = asked.alert_for(actor_of(request), alert_id)
    return take_step(request, alert, STEPS.get(step), done=_("It is done; the history of the alert says so."))
