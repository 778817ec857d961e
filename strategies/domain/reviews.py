"""Opening and closing review cases of a strategy in force."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.domain.identifying import demand_nobody_in
from strategies.domain.strategies import a_year_after
from strategies.domain.wording import plain
from strategies.domain.workflow import HEADS
from strategies.enums.reviews import SAID_BY_PEOPLE, ReviewCause, ReviewOutcome, ReviewState, RevisionBasis
from strategies.enums.text import Stage
from strategies.models import Request, Review, ReviewRequest, Round, Strategy
from strategies.queries.reviews import rounds_since, successor_of
from strategies.queries.signatures import signature

TIME_FOR_AN_EVENT = timedelta(days=30)
WORDS = 20_000
TAKEN = {
    "review_an_event": _("There is a review for this already."),
    "review_a_day": _("There is a review for this already."),
}


@verb(TAKEN)
def open_review(*, actor: Actor, strategy: Strategy, cause: str, words: str) -> Review:
    """Something happened that no table here knows of, so the strategy in force is looked at again.

    For PoC advisers and those who approve. Raises Refused for other posts, stages and causes.
    """
    _demand_keeper(actor, strategy)
    if strategy.stage != Stage.IN_FORCE:
        raise Refused(_("Only a strategy in force is reviewed."))
    if cause not in SAID_BY_PEOPLE:
        raise Refused(_("Choose one of the listed values."), "cause")
    who = signature(actor, strategy.language)
    review = Review.objects.create(
        **_case(strategy, cause, today() + TIME_FOR_AN_EVENT),
        words=plain(words, limit=WORDS, field="words", required=True),
        opened_by=who.post_title,
    )
    tell(actor, review, "open_review", cause=cause)
    _tell_readers(actor, review, "reviews.opened")
    return review


def _case(strategy: Strategy, cause: str, due_on: date) -> dict[str, Any]:
    return {
        "compartment_id": strategy.compartment_id,
        "strategy": strategy,
        "cause": cause,
        "due_on": due_on,
        "responsible_post_id": strategy.started_by_post_id,
        "opened_at": now(),
    }


def _tell_readers(actor: Actor, review: Review, code: str) -> None:
    notify(
        actor=actor,
        compartment_id=review.compartment_id,
        code=code,
        kind="review",
        subject_id=review.pk,
        deadline=review.due_on,
        to_kinds=[str(kind) for kind in HEADS],
        to_posts=[review.responsible_post_id],
    )


@verb()
def open_case(
    *, actor: Actor, strategy: Strategy, cause: ReviewCause, due_on: date, origin: UUID | None, words: str = ""
) -> Review | None:
    """For the clock: the case that a date, a row or a request calls for, once. None where it stands already."""
    Strategy.objects.visible_to(actor).select_for_update().get(pk=strategy.pk)  # planners take turns
    known = Review.objects.visible_to(actor).filter(strategy=strategy, cause=cause, origin_ref=origin)
    if (known if origin else known.filter(due_on=due_on)).exists():
        return None
    review = Review.objects.create(**_case(strategy, cause, due_on), origin_ref=origin, words=words)
    tell(actor, review, "open_review", cause=str(cause))
    if cause != ReviewCause.CALENDAR:  # reminders speak of dates
        _tell_readers(actor, review, "reviews.opened")
    return review


@verb()
def close_review(
    *, actor: Actor, review: Review, outcome: str, reason: str, basis: str = "", basis_words: str = "",
    next_on: date | None = None,
) -> Review:  # fmt: skip
    """End a case with its outcome and reason; reminders stop.

    Raises Refused with the field: no reason, a full revision without consultation, recorded refusal or
    recorded absence of a counterpart, a supersession without a successor, a next date in the past.
    Raises Conflict where somebody closed it first.
    """
    _demand_keeper(actor, review.strategy)
    if outcome not in ReviewOutcome.values:
        raise Refused(_("Choose one of the listed values."), "outcome")
    fields = {
        "outcome": outcome,
        "reason": plain(reason, limit=WORDS, field="reason", required=True),
        **_rests_on(actor, review, outcome, basis, basis_words),
    }
    who = signature(actor, review.strategy.language)
    rows = Review.objects.visible_to(actor).filter(pk=review.pk, state=ReviewState.OPEN)
    if not rows.update(state=ReviewState.CLOSED, closed_at=now(), closed_by=who.post_title, **fields):
        raise Conflict(_("This review was closed meanwhile. Look at it again."))
    _set_next(actor, review, outcome, next_on)
    tell(actor, review, "close_review", outcome=outcome)
    review.refresh_from_db()
    return review


def _rests_on(actor: Actor, review: Review, outcome: str, basis: str, words: str) -> dict[str, Any]:
    if outcome == ReviewOutcome.SUPERSESSION and successor_of(actor, review.strategy) is None:
        raise Refused(_("There is no successor yet. Start one first; this review stays open meanwhile."), "outcome")
    words = plain(words, limit=WORDS, field="basis_words")  # refused also where they are not needed
    if outcome != ReviewOutcome.FULL_REVISION:
        return {}
    if basis == RevisionBasis.CONSULTATION:
        return {"basis": basis, "round": _consulted(actor, review)}
    if basis not in RevisionBasis.values:
        raise Refused(
            _("A full revision rests on a consultation, a recorded refusal or a recorded absence of a counterpart."),
            "basis",
        )
    return {"basis": basis, "basis_words": plain(words, limit=WORDS, field="basis_words", required=True)}


def _consulted(actor: Actor, review: Review) -> Round:
    held = rounds_since(actor, review).first()
    if held is None:
        raise Refused(_("No consultation has ended since this review was opened. Hold one first."), "basis")
    return held


def _set_next(actor: Actor, review: Review, outcome: str, next_on: date | None) -> None:
    """What stays in force is looked at again: twelve months from today unless another day is given."""
    if outcome not in (ReviewOutcome.NO_CHANGE, ReviewOutcome.AMENDMENT):
        return
    day = next_on or a_year_after(today())
    if day <= today():
        raise Refused(_("The next review lies in the past. Give a later day."), "next_on")
    if next_on or review.cause == ReviewCause.CALENDAR:
        Strategy.objects.visible_to(actor).filter(pk=review.strategy_id).update(review_on=day)


def _demand_keeper(actor: Actor, strategy: Strategy) -> None:
    if actor.post_kind not in HEADS or strategy.compartment_id not in actor.writable:
        raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))


@verb()
def request_review(*, actor: Actor, request: Request, words: str) -> ReviewRequest:
    """An invitee asks that what it was consulted on be reviewed; the mission opens a case for it.

    Raises Refused for anybody but the body that was asked, for an empty reason, and for one that names or
    locates somebody.
    """
    if request.owner_id != actor.owner_id or request.compartment_id not in actor.writable:
        raise Refused(_("Only the body that was asked can request a review."))
    words = plain(words, limit=WORDS, field="words", required=True)
    asked = ReviewRequest.objects.create(
        compartment_id=request.compartment_id,
        request=request,
        words=demand_nobody_in(words, request.language, "words"),
        asked_by=request.organisation,
        at=now(),
    )
    tell(actor, asked, "request_review")
    return asked
