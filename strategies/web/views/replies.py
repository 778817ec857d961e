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
from strategies.domain.positions import pause, resume, say_satisfied, state_position
from strategies.domain.release import withdraw_comment
from strategies.enums.rounds import STATED_BY_OBSERVERS, STATED_BY_PEOPLE
from strategies.models import Comment, Consultation, Disposition, Request
from strategies.queries.inner import COORDINATION, text_about
from strategies.queries.replies import consultation_of, days_left, reply_of, request_for
from strategies.web.forms.rounds import DispositionForm, PositionForm, ReasonForm, SatisfactionForm
from strategies.web.forms.text import ConfirmForm


@require_safe
@hidden_is_absent
def reply(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The page of one request: the text, the position, the comments and their answers."""
    asked = request_for(actor_of(request), request_id)
    return page(request, "consultations/reply.html", _shown(request, asked))


def _shown(request: HttpRequest, asked: Request) -> dict[str, Any]:
    actor = actor_of(request)
    own = asked.owner_id == actor.owner_id
    writes = asked.compartment_id in actor.writable
    return {
        "asked": asked,
        "reply": reply_of(actor, asked),
        "consultation": _text(actor, asked),
        "inner": text_about(actor, asked.pk) if own else None,
        "left": days_left(asked, today_of(actor)),
        "may_state": own and writes and asked.closed_at is None,
        "may_discuss": own and writes and actor.post_kind in COORDINATION,
        "may_say_satisfied": own and writes,
        "may_answer": not own and writes,
        "stating": PositionForm(words=STATED_BY_OBSERVERS if asked.is_observer else STATED_BY_PEOPLE),
        "answering": DispositionForm(),
        "judging": SatisfactionForm(),
        "pausing": ReasonForm(),
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
    return page(request, "consultations/reply.html", {**_shown(request, asked), "stating": form}, form)


@require_POST
@hidden_is_absent
def pausing(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Stop the clock, with a reason the mission reads."""
    asked, form = request_for(actor_of(request), request_id), ReasonForm(request.POST)
    if ready(request, form):
        with refusals(form):
            pause(actor=actor_of(request), request=asked, **form.cleaned_data)
            return redirect("consultations:reply", asked.pk)
    return page(request, "consultations/reply.html", {**_shown(request, asked), "pausing": form}, form)


@require_POST
@hidden_is_absent
def resuming(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Start the clock again."""
    asked, form = request_for(actor_of(request), request_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            resume(actor=actor_of(request), request=asked)
            return redirect("consultations:reply", asked.pk)
    return page(request, "consultations/reply.html", _shown(request, asked), form)


@require_POST
@hidden_is_absent
def satisfied(request: HttpRequest, disposition_id: UUID) -> HttpResponse:
    """Say whether an answer satisfies."""
    actor, form = actor_of(request), SatisfactionForm(request.POST)
    row = Disposition.objects.visible_to(actor).select_related("request").get(pk=disposition_id)
    if ready(request, form):
        with refusals(form):
            say_satisfied(actor=actor, disposition=row, **form.cleaned_data)
            return redirect("consultations:reply", row.request_id)
    return page(request, "consultations/reply.html", {**_shown(request, row.request), "judging": form}, form)


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
