"""What is owed: by which post, or across the wall by which body, and since when."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leadership.queries import alerts, bodies
from leadership.queries.rows import Lot, Row
from picture.enums.hotspots import ENDED_EFFORTS
from picture.models import LineOfEffort
from picture.queries.alerts import late_alerts
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind, Side
from pocplan.access.queries.rooms import rooms
from strategies.enums.rounds import RoundState
from strategies.enums.text import Stage
from strategies.models import Clearance, ForceClearance, Position, Review, Round, Strategy
from strategies.queries.reviews import reviews_for
from strategies.queries.strategies import strategies_for
from strategies.queries.unanswered import unanswered_comments, unanswered_objections

OUTSIDE = Q(hotspot__is_enclave=False)  # what leaves on paper leaves enclaves out, without a gap
AHEAD = 60  # days before a review is due, from which on it is asked for
LATE, SOON = "critical", 7
Kind = TypeVar("Kind")


def owed(actor: Actor, today: date, at_places: Sequence[Kind], *, enclaves: bool = True) -> list[Lot | Kind]:
    """Every kind of thing that somebody owes, those that hold up others first; at places as `protection` has it."""
    before, after = _before_places(actor), _after_places(actor, today)
    if not enclaves:
        before, after = _outside(before), _outside(after)
    return [*before, *at_places, *after]


def _outside(lots: list[Lot]) -> list[Lot]:
    outside = {"alerts": alerts.OUTSIDE, "efforts": OUTSIDE}
    return [replace(lot, query=lot.query.filter(outside.get(lot.key, Q()))) for lot in lots]


def _before_places(actor: Actor) -> list[Lot]:
    objections = gettext_lazy("Objections to answer before approval")
    return [
        _lot("alerts", gettext_lazy("Alerts that wait too long"), late_alerts(actor).only(*alerts.SAID), alerts.row_of),
        _lot("objections", objections, _objections(actor), _objection(actor)),
    ]


def _after_places(actor: Actor, today: date) -> list[Lot]:
    return [
        _lot("approvals", gettext_lazy("Versions laid before a post"), _approvals(actor), _approval),
        _lot("force", gettext_lazy("What the Force knows, to clear"), _force(actor), _force_row),
        _lot("clearances", gettext_lazy("Internal clearances"), _clearances(actor), _clearance),
        _lot("rounds", gettext_lazy("Rounds to clear or to open"), _rounds(actor), _round),
        _lot("reviews", gettext_lazy("Reviews"), _reviews(actor, today), _review(today)),
        _lot("comments", gettext_lazy("Answers to comments"), unanswered_comments(actor), _comment(actor)),
        _lot(
            "body_decisions", gettext_lazy("Decisions of bodies"), bodies.decisions(actor, today), bodies.decision_row
        ),
        _lot("actions", gettext_lazy("Actions past their day"), bodies.actions(actor, today), bodies.action_row),
        _lot("efforts", gettext_lazy("Lines of effort past their day"), _efforts(actor, today), _effort),
    ]


def _lot(key: str, heading: Any, query: QuerySet[Any], read: Callable[[Any], Row]) -> Lot:
    return Lot(query, lambda rows: [read(one) for one in rows], heading, key)


def _approvals(actor: Actor) -> QuerySet[Strategy]:
    rows = strategies_for(actor, Stage.APPROVAL).order_by("moved_at", "id")
    return rows.only("compartment", "title", "approving_post_id", "approving_post_title", "moved_at")


def _approval(one: Any) -> Row:
    address = reverse("strategies:detail", args=[one.pk])
    why, by = _("Waits for approval."), one.approving_post_title
    return _of(one, one.title, address, why, "high", by, one.moved_at.date(), post=one.approving_post_id)


def _of(row: Any, title: str, address: str, why: str, level: str, by: str, since: date | None, **rest: Any) -> Row:
    room = row.compartment
    return Row(title, address, why, room.audience, room.label, level, by, since=since, **rest)


def _force(actor: Actor) -> QuerySet[ForceClearance]:
    rows = ForceClearance.objects.visible_to(actor).filter(word="", round__state__in=("prepared", "cleared"))
    rows = rows.select_related("round__strategy").order_by("asked_at", "id")
    return rows.only("compartment", "round__strategy__title", "asked_at")


def _force_row(one: ForceClearance) -> Row:
    address = reverse("consultations:round", args=[one.round_id])
    why = _("What the Force knows in it waits for its Commander’s clearance.")
    by = str(PostKind.FORCE_COMMANDER.label)
    return _of(one, one.round.strategy.title, address, why, "high", by, one.asked_at.date())


def _clearances(actor: Actor) -> QuerySet[Clearance]:
    rows = Clearance.objects.visible_to(actor).filter(word="", version__strategy__stage=Stage.INTERNAL_CLEARANCE)
    rows = rows.select_related("version__strategy").order_by("asked_at", "component", "id")
    return rows.only("compartment", "component", "asked_at", "version__number", "version__strategy__title")


def _clearance(one: Clearance) -> Row:
    strategy = one.version.strategy
    address = reverse("strategies:clearance", args=[strategy.pk])
    why = _("Clearance of version %(number)s.") % {"number": one.version.number}
    return _of(one, strategy.title, address, why, "medium", str(one.get_component_display()), one.asked_at.date())


def _rounds(actor: Actor) -> QuerySet[Round]:
    rows = Round.objects.visible_to(actor).filter(state__in=(RoundState.PREPARED, RoundState.CLEARED))
    rows = rows.select_related("strategy").order_by("prepared_at", "id")
    return rows.only("compartment", "state", "prepared_at", "cleared_at", "strategy__title")


def _round(one: Round) -> Row:
    prepared = one.state == RoundState.PREPARED
    by = PostKind.CHIEF_OF_STAFF if prepared else PostKind.SENIOR_POC_ADVISER
    since = one.prepared_at if prepared else one.cleared_at or one.prepared_at
    address = reverse("consultations:round", args=[one.pk])
    return _of(one, one.strategy.title, address, f"{one.get_state_display()}.", "medium", str(by.label), since.date())


def _reviews(actor: Actor, today: date) -> QuerySet[Review]:
    rows = reviews_for(actor).filter(due_on__lte=today + timedelta(days=AHEAD))
    return rows.only("compartment", "cause", "opened_at", "due_on", "responsible_post_id", "strategy__title")


def _review(today: date) -> Callable[[Any], Row]:
    def read(one: Any) -> Row:
        left = (one.due_on - today).days
        level = LATE if left < 0 else "high" if left <= SOON else "medium"
        address, why = reverse("reviews:detail", args=[one.pk]), f"{one.get_cause_display()}."
        title, rest = one.strategy.title, {"due": one.due_on, "post": one.responsible_post_id}
        return _of(one, title, address, why, level, "", one.opened_at.date(), **rest)

    return read


def _comment(actor: Actor) -> Callable[[Any], Row]:
    def read(one: dict[str, Any]) -> Row:
        count = ngettext("%(n)s comment", "%(n)s comments", one["waiting"]) % {"n": one["waiting"]}
        why = _("%(count)s of %(name)s without an answer.") % {"count": count, "name": one["organisation"]}
        address, room = reverse("consultations:reply", args=[one["asked"]]), rooms(actor)[one["room"]]
        by, since = _answering(actor, one["asked_by"]), one["first_at"].date()
        return Row(one["title"], address, why, room.audience, room.label, "high", by, since=since)

    return read


def _answering(actor: Actor, asked_by: str) -> str:
    """Who answers: for the mission its adviser, for all others the body that asked."""
    return str(PostKind.SENIOR_POC_ADVISER.label) if actor.side == Side.MISSION else asked_by


def _objections(actor: Actor) -> QuerySet[Position]:
    asked = ("request__title", "request__organisation", "request__asked_by")
    return unanswered_objections(actor).only("compartment", "at", *asked)


def _objection(actor: Actor) -> Callable[[Position], Row]:
    def read(one: Position) -> Row:
        asked, by = one.request, _answering(actor, one.request.asked_by)
        why = _("%(name)s objects. It need not be accepted, but it needs an answer before approval.")
        address = reverse("consultations:reply", args=[asked.pk])
        return _of(one, asked.title, address, why % {"name": asked.organisation}, LATE, by, one.at.date())

    return read


def _efforts(actor: Actor, today: date) -> QuerySet[LineOfEffort]:
    rows = LineOfEffort.objects.visible_to(actor).filter(due_on__lt=today).exclude(state__in=ENDED_EFFORTS)
    rows = rows.filter(~Q(hotspot__state="delisted"))
    rows = rows.select_related("hotspot").order_by("due_on", "id")
    said = ("what", "state", "owner_title", "owner_post_id", "entered_at", "due_on", "hotspot__place_said")
    return rows.only("compartment", *said)


def _effort(one: Any) -> Row:
    address = reverse("hotspots:detail", args=[one.hotspot_id])
    why = f"{one.hotspot.place_said} · {one.get_state_display()}"
    rest = {"due": one.due_on, "post": one.owner_post_id}
    return _of(one, one.what, address, why, "high", one.owner_title, one.entered_at.date(), **rest)
