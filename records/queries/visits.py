"""Joint missions as a reader finds them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from records.enums.visits import VisitState
from records.models import Action, Finding, Participant, Visit, VisitStep


def visits_in(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Visit]:
    """Joint missions of one room, the latest first; called off only where asked for."""
    rows = Visit.objects.visible_in(actor, room_id)
    state = asked.get("state")
    rows = rows.filter(state=state) if state else rows.exclude(state=VisitState.CALLED_OFF)
    return rows.order_by("-starts_on", "id")


def visit_for(actor: Actor, visit_id: UUID) -> Visit:
    """One joint mission. Raises Visit.DoesNotExist for hidden and absent alike."""
    return Visit.objects.visible_to(actor).select_related("compartment__area").get(pk=visit_id)


def part_for(actor: Actor, part_id: UUID) -> Participant:
    """Somebody who takes part. Raises Participant.DoesNotExist for hidden and absent alike."""
    rows = Participant.objects.visible_to(actor).select_related("visit__compartment", "compartment")
    return rows.get(pk=part_id)


def action_for(actor: Actor, action_id: UUID) -> Action:
    """One action. Raises Action.DoesNotExist for hidden and absent alike."""
    return Action.objects.visible_to(actor).select_related("visit__compartment", "review").get(pk=action_id)


def parts_of(actor: Actor, visit: Visit) -> list[Participant]:
    return list(Participant.objects.visible_to(actor).filter(visit=visit, ended_at=None)[:100])


def findings_of(actor: Actor, visit: Visit) -> list[Finding]:
    return list(Finding.objects.visible_to(actor).filter(visit=visit)[:200])


def actions_of(actor: Actor, visit: Visit) -> list[Action]:
    return list(Action.objects.visible_to(actor).filter(visit=visit)[:200])


def steps_of_visit(actor: Actor, visit: Visit) -> QuerySet[VisitStep]:
    return VisitStep.objects.visible_to(actor).filter(visit=visit)
