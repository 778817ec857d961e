"""What one body was asked and answered: read by both sides, written by each in its own part."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.companions import COORDINATORS
from strategies.domain.dispositions import answers_comments
from strategies.domain.positions import pause, resume, say_satisfied, state_position
from strategies.domain.release import withdraw_comment
from strategies.enums.rounds import STATED_BY_OBSERVERS, STATED_BY_PEOPLE
from strategies.models import Comment, Consultation, Disposition, Request
from strategies.queries.companions import companion_copies_beside, companions_beside
from strategies.queries.inner import COORDINATION, texts_about
from strategies.queries.replies import answers_for, consultation_of, days_left, reply_of, request_for
from strategies.web.forms.rounds import AudienceForm, PositionForm, ReasonForm, SatisfactionForm
from strategies.web.forms.text import ConfirmForm


@require_safe
@hidden_is_absent
def reply(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The page of one request: the text, the position, the comments and their answers."""
    asked = request_for(actor_of(request), request_id)
    return page(request, "consultations/reply.html", shown(request, asked))


def shown(request: HttpRequest, asked: Request) -> dict[str, Any]:
    """What the page of one request says, for whoever reads it; forms that were refused are put in by the caller."""
    actor = actor_of(request)
    own = asked.owner_id == actor.owner_id
    speaks = answers_for(actor, asked)
    return {
        "asked": asked,
        "reply": reply_of(actor, asked),
        "consultation": _text(actor, asked),
        "inner": texts_about(actor, asked.pk) if own else [],
        "own": own,
        "left": days_left(asked, today_of(actor)),
        "may_state": speaks and asked.closed_at is None,
        "may_discuss": speaks and actor.post_kind in COORDINATION,
        "may_say_satisfied": speaks,
        "own_companions": companions_beside(actor, asked) if own else [],
        "may_start_companion": speaks and actor.post_kind in COORDINATORS,
        "companion_copies": companion_copies_beside(actor, asked),
        "may_answer": asked.compartment_id in actor.writable and answers_comments(actor, asked),
        "bringing": AudienceForm(kind=actor.post_kind),
        "stating": PositionForm(words=STATED_BY_OBSERVERS if asked.is_observer else STATED_BY_PEOPLE),
        "pausing": ReasonForm(auto_id="pause_%s"),
        "who": who_can_see(actor, asked.compartment_id, get_language()),
    }


def _text(actor: Actor, asked: Request) -> Consultation | None:
    try:
        return consultation_of(actor, asked)
    except Consultation.DoesNotExist:
        return None


@require_POST
@hidden_is_absent
def position(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """State a position in the name of one's own body."""
    asked = request_for(actor_of(request), request_id)
    form = PositionForm(request.POST, words=STATED_BY_OBSERVERS if asked.is_observer else STATED_BY_PEOPLE)
    if ready(request, form):
        with refusals(form):
            state_position(actor=actor_of(request), request=asked, **form.cleaned_data)
            return redirect("consultations:reply", asked.pk)
    return page(request, "consultations/reply.html", {**shown(request, asked), "stating": form}, form)


@require_POST
@hidden_is_absent
def pausing(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Stop the clock, with a reason the mission reads."""
    asked, form = request_for(actor_of(request), request_id), ReasonForm(request.POST, auto_id="pause_%s")
    if ready(request, form):
        with refusals(form):
            pause(actor=actor_of(request), request=asked, **form.cleaned_data)
            return redirect("consultations:reply", asked.pk)
    return page(request, "consultations/reply.html", {**shown(request, asked), "pausing": form}, form)


@require_POST
@hidden_is_absent
def resuming(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Start the clock again."""
    asked, form = request_for(actor_of(request), request_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            resume(actor=actor_of(request), request=asked)
            return redirect("consultations:reply", asked.pk)
    return page(request, "consultations/reply.html", shown(request, asked), form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def satisfied(request: HttpRequest, disposition_id: UUID) -> HttpResponse:
    """Say whether an answer satisfies."""
    actor, form = actor_of(request), SatisfactionForm(request.POST if request.method == "POST" else None)
    row = Disposition.objects.visible_to(actor).select_related("request", "comment", "position").get(pk=disposition_id)
    if ready(request, form):
        with refusals(form):
            say_satisfied(actor=actor, disposition=row, **form.cleaned_data)
            return redirect("consultations:reply", row.request_id)
    who = who_can_see(actor, row.compartment_id, get_language())
    return page(request, "consultations/satisfied.html", {"answer": row, "who": who}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def take_back(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Take a released comment back, after the honest sentence."""
    actor = actor_of(request)
    comment = Comment.objects.visible_to(actor).select_related("request").get(pk=comment_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if ready(request, form):
        with refusals(form):
            withdraw_comment(actor=actor, comment=comment)
            return redirect("consultations:reply", comment.request_id)
    who = who_can_see(actor, comment.compartment_id, get_language())
    return page(request, "consultations/take_back.html", {"comment": comment, "who": who}, form)
