"""Rooms that records lie in: the mission's own, and those that it shares with others."""

from picture.queries.rooms import exercises
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import rooms, rooms_to_write

LYING_IN = (Audience.MISSION, Audience.SHARED)


def rooms_of_visits(actor: Actor) -> list[Compartment]:
    """Rooms shared by both sides first, then the mission's own."""
    return [*exercises(actor), *mission_rooms(actor)]


def rooms_to_plan_in(actor: Actor, *, named: bool) -> list[Compartment]:
    """Where the actor may plan one. Of no room named only the mission's own: nothing is shared by omission."""
    own = mission_rooms(actor, to_write=True)
    shared = [room for room in exercises(actor) if room.pk in actor.writable]
    return [*shared, *own] if named else own


def mission_rooms(actor: Actor, *, to_write: bool = False) -> list[Compartment]:
    """Rooms that all components of the actor's own mission read: of the whole mission first, then of its areas."""
    among = rooms_to_write(actor) if to_write else rooms(actor).values()
    own = [room for room in among if room.audience == Audience.MISSION and room.owner_id == actor.owner_id]
    return sorted(own, key=lambda room: (room.area_id is not None, room.pk))
