"""The rooms that a hat reads, and one of them by its public name."""

from dataclasses import dataclass
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import rooms


@dataclass(frozen=True)
class RoomRow:
    room: Compartment
    may_write: bool


def rooms_for(actor: Actor) -> list[RoomRow]:
    """Every room of the actor's hat: own ones first, then shared ones, by name."""
    found = rooms(actor).values()
    ordered = sorted(found, key=lambda room: (room.audience == Audience.SHARED, room.audience, room.label, room.pk))
    return [RoomRow(room, room.pk in actor.writable) for room in ordered]


def room_for(actor: Actor, public_id: UUID) -> Compartment:
    """One room that the actor reads. Raises Compartment.DoesNotExist for hidden and absent ones alike."""
    return Compartment.objects.select_related("area").get(public_id=public_id, pk__in=actor.readable)
