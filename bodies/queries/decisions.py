"""Decisions and actions as a reader finds them: of a room, of a post, one of them, and those that wait."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from bodies.enums import ActionState, DecisionKind
from bodies.models import Action, Decision, DecisionEnd, Dissent, Handed, HandedOn
from pocplan.access.actor import Actor


def ended(actor: Actor) -> Exists:
    return Exists(DecisionEnd.objects.visible_to(actor).filter(decision=OuterRef("pk")).order_by())


def open_decisions(actor: Actor) -> QuerySet[Decision]:
    """Decisions, and no proposals, that are neither carried out, set aside nor superseded; the first due first."""
    rows = Decision.objects.visible_to(actor).filter(~ended(actor), kind=DecisionKind.DECISION)
    return rows.select_related("body").order_by("due_on", "id")


def decisions_in(actor: Actor, room_id: int, asked: dict[str, str]) -> QuerySet[Decision]:
    """The register of a room, the latest first; those that are open unless all are asked for."""
    rows = Decision.objects.visible_in(actor, room_id).select_related("body")
    if asked.get("state") != "all":
        rows = rows.filter(~ended(actor))
    if asked.get("body"):
        rows = rows.filter(body_id=asked["body"])
    return rows.annotate(is_ended=ended(actor)).order_by("-decided_on", "-number", "id")


def decision_for(actor: Actor, decision_id: UUID) -> Decision:
    """One decision. Raises Decision.DoesNotExist for hidden and absent alike."""
    rows = Decision.objects.visible_to(actor)
    return rows.select_related("compartment__area", "body__compartment", "meeting", "supersedes").get(pk=decision_id)


def end_of(actor: Actor, decision: Decision) -> DecisionEnd | None:
    return DecisionEnd.objects.visible_to(actor).filter(decision=decision).first()


def successor_of(actor: Actor, decision: Decision) -> Decision | None:
    return Decision.objects.visible_to(actor).filter(supersedes=decision).first()


def dissent_on(actor: Actor, decision: Decision) -> list[Dissent]:
    return list(Dissent.objects.visible_to(actor).filter(decision=decision))


def actions_of(actor: Actor, decision: Decision) -> list[Action]:
    return list(Action.objects.visible_to(actor).filter(decision=decision))


def action_for(actor: Actor, action_id: UUID) -> Action:
    rows = Action.objects.visible_to(actor).select_related("decision__body__compartment", "compartment__area")
    return rows.get(pk=action_id)


def actions_in(actor: Actor, room_id: int, asked: dict[str, str]) -> QuerySet[Action]:
    """Actions of a room, those due first; those that are open unless others are asked for."""
    rows = Action.objects.visible_in(actor, room_id).select_related("decision__body")
    state = asked.get("state") or ActionState.OPEN
    rows = rows if state == "all" else rows.filter(state=state)
    if asked.get("body"):
        rows = rows.filter(decision__body_id=asked["body"])
    return rows.order_by("due_on", "id")


def open_actions(actor: Actor) -> QuerySet[Action]:
    """Actions that nobody ended, the first due first."""
    rows = Action.objects.visible_to(actor).filter(state=ActionState.OPEN)
    return rows.select_related("decision__body").order_by("due_on", "id")


def overdue_actions(actor: Actor, today: date) -> QuerySet[Action]:
    return open_actions(actor).filter(due_on__lt=today)


def overdue_decisions(actor: Actor, today: date) -> QuerySet[Decision]:
    return open_decisions(actor).filter(due_on__lt=today)


def handed_on(actor: Actor, decision: Decision) -> list[tuple[HandedOn, Handed | None]]:
    """To which bodies it was handed, and what became of it there as far as the actor reads that."""
    rows = list(HandedOn.objects.visible_to(actor).filter(decision=decision))
    found = Handed.objects.visible_to(actor).in_bulk([one.copy_ref for one in rows]) if rows else {}
    return [(one, found.get(one.copy_ref)) for one in rows]
