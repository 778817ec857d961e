"""Meetings: preparing one from what is open, its agenda and minutes on a sheet, that it was held or called off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bodies.domain import meetings as verbs
from bodies.enums import MeetingState
from bodies.models import Meeting
from bodies.queries import bodies
from bodies.queries import meetings as asked
from bodies.queries.agenda import proposals_for
from bodies.web.forms.meetings import CallOffForm, HeldForm, ItemForm, MinutesForm, PrepareForm
from bodies.web.views.frame import back_to, form_about
from missions.queries.calendar import today_of
from picture.web.views.asking import asking
from picture.web.views.frame import seen_by
from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready
from pocplan.ui.inputs import typed


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The sheet of a meeting: agenda, who was there, minutes, decisions and dissent; fit to be printed."""
    actor = actor_of(request)
    meeting = asked.meeting_for(actor, meeting_id)
    discussed = asked.discussed_at(actor, meeting)
    under = {one.pk for line in discussed for one in line.decisions}
    context = {
        "meeting": meeting,
        "discussed": discussed,
        "besides": [one for one in asked.decisions_at(actor, meeting) if one.pk not in under],
        "dissent": asked.dissent_at(actor, meeting),
        "attendance": asked.attendance_of(actor, meeting),
        "keeps": bodies.keeps(actor, meeting.body),
        "may_be_held": meeting.state == MeetingState.PLANNED and meeting.held_on <= today_of(actor),
        "who": seen_by(actor, meeting.compartment_id),
    }
    return page(request, "bodies/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Prepare a meeting: the agenda proposes what is open in the body's own room."""
    actor = actor_of(request)
    body = bodies.body_for(actor, body_id)
    if not bodies.keeps(actor, body):
        raise Http404
    form = PrepareForm(typed(request), proposals=proposals_for(actor, body))
    if ready(request, form):
        with asking(request, form, body.compartment_id):
            meeting = verbs.prepare_meeting(actor=actor, body=body, **form.cleaned_data)
            messages.success(request, _("The meeting is prepared."))
            return redirect(back_to(meeting))
    guide = _("Proposed is what is open in the room of this body and nowhere else: all its readers may see it.")
    return form_about(request, form, _("Prepare a meeting"), body, guide)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def new_item(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One more item."""
    actor = actor_of(request)
    meeting = _kept(actor, asked.meeting_for(actor, meeting_id))
    form = ItemForm(typed(request))
    if ready(request, form):
        with asking(request, form, meeting.compartment_id):
            verbs.add_item(actor=actor, meeting=meeting, **form.cleaned_data)
            return redirect(back_to(meeting))
    return form_about(request, form, _("Another item"), meeting, meeting.body.name)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def minutes(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """What was said to one item."""
    actor = actor_of(request)
    item = asked.item_for(actor, item_id)
    meeting = _kept(actor, item.meeting)
    form = MinutesForm(typed(request), initial={"revision": item.revision, "minutes": item.minutes})
    if ready(request, form):
        with asking(request, form, meeting.compartment_id):
            verbs.write_minutes(actor=actor, item=item, **form.cleaned_data)
            messages.success(request, _("The minutes of this item are kept."))
            return redirect(back_to(meeting))
    return form_about(request, form, _("Minutes"), meeting, item.title)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def held(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """It took place, and who was there."""
    actor = actor_of(request)
    meeting = _kept(actor, asked.meeting_for(actor, meeting_id))
    members = bodies.members_of(actor, meeting.body)
    initial = {"revision": meeting.revision, "present": [str(one.pk) for one in members]}
    form = HeldForm(typed(request), members=members, chairs=bodies.chairs(members), initial=initial)
    if ready(request, form):
        with asking(request, form, meeting.compartment_id):
            verbs.hold_meeting(actor=actor, meeting=meeting, **form.values())
            messages.success(request, _("The meeting was held. Record its decisions now."))
            return redirect(back_to(meeting))
    return form_about(request, form, _("The meeting was held"), meeting, meeting.body.name)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def call_off(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """It does not take place."""
    actor = actor_of(request)
    meeting = _kept(actor, asked.meeting_for(actor, meeting_id))
    form = CallOffForm(typed(request), initial={"revision": meeting.revision})
    if ready(request, form):
        with asking(request, form, meeting.compartment_id):
            verbs.call_off(actor=actor, meeting=meeting, **form.cleaned_data)
            messages.success(request, _("The meeting is called off."))
            return redirect(back_to(meeting))
    return form_about(request, form, _("Call the meeting off"), meeting, meeting.body.name)


def _kept(actor: Actor, meeting: Meeting) -> Any:
    """The meeting, for who keeps its body. Http404 for all others."""
    if not bodies.keeps(actor, meeting.body):
        raise Http404
    return meeting
