"""The clock of reviews: cases that dates, rows and requests call for, and the reminders of those that are open.

The system is bound to one room at a time: the commons for mandates and clusters, each room of an answer for
requests, and the strategy's own room for the cases and reminders.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from psycopg2.extras import Json

from missions.models import Mandate
from pocplan.access.actor import Actor
from pocplan.access.binding import as_system
from pocplan.access.clock import today
from pocplan.access.domain.work import Work, commons_beside, do
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.journal.models import Entry
from pocplan.journal.queries.entries import entries_for
from records.enums.cases import CaseState
from strategies.domain.events import events_here
from strategies.domain.reviews import TIME_FOR_AN_EVENT, open_case
from strategies.domain.stages import REMINDERS
from strategies.enums.reviews import ReviewCause
from strategies.enums.text import Hrddp, Stage
from strategies.models import Activity, Invitation, Review, ReviewRequest, Strategy

MANDATE_ENDS_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Trigger:
    """Something on record that calls for a review of strategies that were in force when it happened."""

    cause: ReviewCause
    origin: UUID | None  # None: a date alone
    at: datetime | None = None  # None: it stands now
    due_on: date | None = None
    owner_id: UUID | None = None  # of this mission only
    strategy_id: UUID | None = None


# What the commons' journal calls it: (kind, verb) to the cause.
ACTS = {
    ("mandate", "add_mandate"): ReviewCause.MANDATE_RENEWED,
    ("office", "close_office"): ReviewCause.BASE_CLOSURE,
    ("office", "open_sector"): ReviewCause.RECONFIGURATION,
}
VERBS = ("add_mandate", "close_office", "put_office_back", "open_sector", "set_state", "change")
STATES = {"active": ReviewCause.CLUSTER_ACTIVATED, "deactivated": ReviewCause.CLUSTER_DEACTIVATED}


def plan_reviews() -> int:
    """Open what is called for and remind of what is open, in every room. Returns how many reminders were
    written. Any number may run at the same time."""
    return sum(_plan_in(room) for room in rooms_with(Errand.STRATEGIES_IN_FORCE))


def _plan_in(room: int) -> int:
    with as_system(room, purpose="reviews") as actor:
        commons, answers = commons_beside(), _answer_rooms(actor)
    with as_system(commons, purpose="reviews") as actor:
        found = [*_mandates(actor), *_acts(actor)]
    for reply_room, strategy_id in answers:
        with as_system(reply_room, purpose="reviews") as actor:
            found += _requests(actor, strategy_id)
    with as_system(room, purpose="reviews") as actor:
        if not do(Work.TAKE_TURN):  # another planner is at it, and this would wait for nothing
            return 0
        _open_cases(actor, found)
        return do(Work.PLAN_REMINDERS, Json([reminder._asdict() for reminder in REMINDERS]))


def _answer_rooms(actor: Actor) -> set[tuple[int, UUID]]:
    rows = Invitation.objects.visible_to(actor).filter(round__strategy__stage=Stage.IN_FORCE, reply_room__isnull=False)
    return {(one.reply_room, one.round.strategy_id) for one in rows.select_related("round") if one.reply_room}


def _requests(actor: Actor, strategy_id: UUID) -> list[Trigger]:
    rows = ReviewRequest.objects.visible_to(actor)
    return [Trigger(ReviewCause.CLUSTER_REQUEST, one.pk, strategy_id=strategy_id) for one in rows]


def _mandates(actor: Actor) -> list[Trigger]:
    last = today() + MANDATE_ENDS_WITHIN
    rows = Mandate.objects.visible_to(actor).select_related("mission")
    ending = rows.filter(withdrawn_at=None, expires_on__range=(today(), last))
    return [
        Trigger(ReviewCause.MANDATE_ENDING, one.pk, due_on=one.expires_on, owner_id=one.mission.owner_id)
        for one in ending
    ]


def _acts(actor: Actor) -> list[Trigger]:
    found, entries = [], list(entries_for(actor).filter(verb__in=VERBS))
    for entry in entries:
        if _was_undone(entry, entries):
            continue
        cause = ACTS.get((entry.kind, entry.verb))
        if entry.verb == "set_state":
            cause = STATES.get(entry.facts.get("state", ""))
        elif entry.facts.get("structural_model_changed"):
            cause = ReviewCause.STRUCTURAL_MODEL
        if cause:
            found.append(Trigger(cause, entry.pk, at=entry.at))
    return found


def _was_undone(entry: Entry, entries: list[Entry]) -> bool:
    """Whether an office that was closed was put back on the same day: then nothing closed."""
    later = (one for one in entries if one.verb == "put_office_back" and one.subject_id == entry.subject_id)
    return entry.verb == "close_office" and any(one.at >= entry.at for one in later)


def _open_cases(actor: Actor, found: list[Trigger]) -> None:
    """What has its case already is passed over with one question for the whole room."""
    known = {
        (strategy_id, cause, origin or due_on)
        for strategy_id, cause, origin, due_on in Review.objects.visible_to(actor).values_list(
            "strategy_id", "cause", "origin_ref", "due_on"
        )
    }
    suspended = _suspended(actor)
    found = [*found, *(Trigger(cause, origin, at=at) for cause, origin, at in events_here(actor))]
    rows = Strategy.objects.visible_to(actor).filter(stage=Stage.IN_FORCE)
    for strategy in rows.only("compartment", "mission_owner_id", "effective_on", "review_on", "started_by_post_id"):
        for one in (*_calendar(strategy), *suspended[strategy.pk], *found):
            if (strategy.pk, one.cause, one.origin or one.due_on) not in known and _concerns(one, strategy):
                due = one.due_on or today() + TIME_FOR_AN_EVENT
                open_case(actor=actor, strategy=strategy, cause=one.cause, due_on=due, origin=one.origin)


def _calendar(strategy: Strategy) -> list[Trigger]:
    return [Trigger(ReviewCause.CALENDAR, None, due_on=strategy.review_on)] if strategy.review_on else []


def _suspended(actor: Actor) -> dict[UUID, list[Trigger]]:
    rows: dict[UUID, list[Trigger]] = defaultdict(list)
    stated = Q(hrddp_case=None, hrddp_state=Hrddp.SUSPENDED) | Q(hrddp_case__state=CaseState.SUSPENDED)
    suspended = Activity.objects.visible_to(actor).filter(stated, withdrawn_at=None)
    for strategy_id, row in suspended.values_list("strategy_id", "pk"):
        rows[strategy_id].append(Trigger(ReviewCause.SUPPORT_SUSPENDED, row))
    return rows


def _concerns(trigger: Trigger, strategy: Strategy) -> bool:
    if trigger.strategy_id not in (None, strategy.pk) or trigger.owner_id not in (None, strategy.mission_owner_id):
        return False
    return trigger.at is None or strategy.effective_on is None or trigger.at.date() >= strategy.effective_on
