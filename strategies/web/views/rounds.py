"""The mission's side of a round: prepare, clear, open with a preview of who will read, the board."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from missions.queries.calendar import today_of
from pocplan.access.grants import holds
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from strategies.domain.asking import ask_again
from strategies.domain.closing import close_round
from strategies.domain.dispositions import dispose
from strategies.domain.rounds import CLEARERS, Absence, clear_round, open_round, prepare_round, withdraw_round
from strategies.domain.workflow import ADVISERS
from strategies.enums.rounds import RoundPurpose
from strategies.enums.text import Right, Stage
from strategies.models import Comment, Position, Round
from strategies.queries.boards import board_of
from strategies.queries.force import force_clearance_of
from strategies.queries.inner import off_system_about
from strategies.queries.replies import days_left
from strategies.queries.rounds import Row, board, candidates, closed_bodies, round_for, rounds_of
from strategies.queries.versions import latest_version
from strategies.web.forms.rounds import DispositionForm, RoundForm
from strategies.web.forms.text import ConfirmForm
from strategies.web.views.frame import around, opened
from strategies.web.views.panel import before_a_round
from strategies.web.views.picture import to_be_read_outside


@require_safe
@hidden_is_absent
def of_strategy(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The rounds on one strategy."""
    strategy = opened(request, strategy_id)
    rounds = rounds_of(actor_of(request), strategy).defer("version__body")
    return page(request, "consultations/of_strategy.html", {**around(request, strategy), "rounds": rounds})


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def prepare(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """Choose whom to ask. Nothing is shared by this."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    scoping = strategy.stage == Stage.DRAFTING
    version = None if scoping else latest_version(actor, strategy)
    form = RoundForm(request.POST or None, offered=candidates(actor), initial={"language": strategy.language})
    if (scoping or version) and ready(request, form):
        with refusals(form):
            purpose = RoundPurpose.SCOPING if scoping else RoundPurpose.CONSULTATION
            round_ = prepare_round(actor=actor, strategy=strategy, version=version, purpose=purpose, **_asked(form))
            return redirect("consultations:round", round_.pk)
    context = {**around(request, strategy), "version": version, "scoping": scoping, "closed": closed_bodies(actor)}
    return page(request, "consultations/prepare.html", context, form)


def _asked(form: RoundForm) -> dict[str, Any]:
    data = form.cleaned_data
    absences = [Absence(name, instead) for name, instead in form.absences()]
    return {
        "invitees": data["invitees"],
        "absences": absences,
        "window_days": data["window_days"],
        "language": data["language"],
    }


@require_safe
@hidden_is_absent
def detail(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The board: invitee, position, sections touched, comments without an answer."""
    round_ = round_for(actor_of(request), round_id)
    return page(request, "consultations/round.html", _board(request, round_))


def _board(request: HttpRequest, round_: Round) -> dict[str, Any]:
    actor = actor_of(request)
    rows = board(actor, round_)
    replies = [row.reply for row in rows if row.reply]
    requests = [reply.request for reply in replies]
    comments = [one for reply in replies for one in reply.comments]
    show = request.GET.get("show", "")
    return {
        **around(request, round_.strategy),
        "round": round_,
        "rows": rows,
        "show": show,
        "board": board_of(actor, round_, [row for row in rows if SHOWN.get(show, SHOWN[""])(row)]),
        "silent": sum(1 for one in replies if not one.word and one.pause is None and one.request.closed_at is None),
        "asked_today": round_.asked_again_on == today_of(actor),
        "stated": sum(1 for reply in replies if reply.word),
        "asked": len(replies),
        "comments": len(comments),
        "answered": sum(1 for one in comments if one.disposition),
        "objections": [reply for reply in replies if reply.objects_unanswered],
        "left": max((days_left(one, today_of(actor)) for one in requests if not one.closed_at), default=0),
        "may_clear": actor.post_kind in CLEARERS and actor.person_id != round_.prepared_by_person_id,
        "may_open": actor.post_kind in ADVISERS or holds(actor, Right.INVITE, round_.strategy),
        "may_end": actor.post_kind in ADVISERS,
        "off_system": off_system_about(actor, round_.pk),
        "force": force_clearance_of(actor, round_),
    }


# Which invitees the board shows.
SHOWN: dict[str, Callable[[Row], bool]] = {
    "": lambda row: True,
    "answer": lambda row: row.reply is not None and bool(row.reply.unanswered or row.reply.objects_unanswered),
    "reply": lambda row: row.reply is not None and not row.reply.word,
}


# What each step does, said before it is done.
STEPS = {
    "clear": (_("Clear this round"), _("You clear what will be shared, on behalf of the Chief of Staff."), clear_round),
    "open": (
        _("Open this round"),
        _("The invitees learn that this strategy exists and read the frozen version. Annexes stay where they are."),
        open_round,
    ),
    "ask": (
        _("Ask who is still to reply"),
        _("Each invitee without a position gets a notice, at most once a day. Who paused the clock is left in peace."),
        ask_again,
    ),
    "close": (
        _("Close this round"),
        _("Every invitee has stated a position. Nobody can answer after this."),
        close_round,
    ),
    "withdraw": (
        _("Withdraw this round"),
        _("The shared text is taken back. That it was read cannot be undone."),
        withdraw_round,
    ),
}


SHARES = ("clear", "open")


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def step(request: HttpRequest, round_id: UUID, verb: str) -> HttpResponse:
    """Say who will read what, and on a yes do it."""
    actor = actor_of(request)
    round_ = round_for(actor, round_id)
    label, words, act = STEPS[verb]
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if ready(request, form):
        with refusals(form):
            act(actor=actor, round_=round_)
            return redirect("consultations:round", round_.pk)
    context = {**_board(request, round_for(actor, round_id)), "label": label, "words": words, "verb": verb}
    if verb in SHARES:
        context |= {**before_a_round(request, round_), **to_be_read_outside(round_.version)}
    return page(request, "consultations/step.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def answer(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """The mission's answer to a comment or an objection."""
    actor, form = actor_of(request), DispositionForm(request.POST if request.method == "POST" else None)
    model: type[Comment] | type[Position] = Comment if kind == "comment" else Position
    subject = model.objects.visible_to(actor).select_related("request").get(pk=subject_id)
    if ready(request, form):
        with refusals(form):
            dispose(actor=actor, subject=subject, **form.cleaned_data)
            return redirect("consultations:reply", subject.request_id)
    context = {
        "subject": subject,
        "kind": kind,
        "who": who_can_see(actor, subject.compartment_id, get_language()),
    }
    return page(request, "consultations/answer.html", context, form)
