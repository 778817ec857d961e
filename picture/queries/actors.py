"""Armed actors as a reader finds them: one room at a time."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from picture.models import ActorChange, ArmedActor, Threat
from pocplan.access.actor import Actor


def actors_in(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[ArmedActor]:
    """Actors of a room by name, those no longer active last, narrowed by kind."""
    rows = ArmedActor.objects.visible_in(actor, room_id)
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    return rows.order_by("ended_on", "name", "id")


def armed_actor_for(actor: Actor, armed_actor_id: UUID) -> ArmedActor:
    """One actor. Raises ArmedActor.DoesNotExist for hidden and absent alike."""
    return ArmedActor.objects.visible_to(actor).get(pk=armed_actor_id)


def actors_to_name(actor: Actor) -> QuerySet[ArmedActor]:
    """Whom a threat can come from: every active one that its writer reads."""
    return ArmedActor.objects.visible_to(actor).filter(ended_on=None).order_by("name", "id")


def threats_from(actor: Actor, armed_actor: ArmedActor) -> QuerySet[Threat]:
    return Threat.objects.visible_to(actor).filter(actor=armed_actor)


def changes_of_actor(actor: Actor, armed_actor: ArmedActor) -> QuerySet[ActorChange]:
    return ActorChange.objects.visible_to(actor).filter(armed_actor=armed_actor)
