"""Rooms that threats stand in, and the one that an actor's side rates in."""

from dataclasses import dataclass

from missions.queries.incident_rooms import KEEPING
from picture.enums.ratings import OF_THE_MISSION, SIDE_OF_ROOM, RatingSide
from picture.models import ThreatGroup
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, OwnerKind, OwnerState, Side
from pocplan.access.errors import NotSeated
from pocplan.access.models import Area, Compartment, Owner
from pocplan.access.queries.rooms import rooms, rooms_to_write

STANDING = (Audience.SHARED, *KEEPING, Audience.CIVILIAN)
# Rooms that more than one side, or more than a few, read; the wider the later.
WIDE = (Audience.CLUSTER_OWN, Audience.CLUSTER, Audience.MISSION)
OF_THE_CLUSTER = (RatingSide.CLUSTER,)
# Which sides rate a threat that stands in such a room.
SIDES: dict[str, tuple[RatingSide, ...]] = {
    Audience.SHARED: (*OF_THE_MISSION, RatingSide.CLUSTER),
    Audience.MISSION: OF_THE_MISSION,
    Audience.CLUSTER: OF_THE_CLUSTER,
    Audience.CLUSTER_OWN: OF_THE_CLUSTER,
    **{room: (side,) for room, side in SIDE_OF_ROOM.items()},
}


@dataclass(frozen=True)
class Desk:
    """Where the actor's side gives its ratings."""

    side: RatingSide
    room: Compartment


def rooms_with_threats(actor: Actor, *, to_write: bool = False) -> list[Compartment]:
    """Groups first, then the rooms of the actor's own body, in a fixed order."""
    groups = ThreatGroup.objects.visible_to(actor).values_list("compartment_id", flat=True)
    shared = set(groups)
    among = rooms_to_write(actor) if to_write else rooms(actor).values()
    standing = [room for room in among if room.audience in STANDING]
    kept = [room for room in standing if room.audience != Audience.SHARED or room.pk in shared]
    return sorted(kept, key=lambda room: (STANDING.index(Audience(room.audience)), room.area_id is not None, room.pk))


def room_to_write(actor: Actor, public_id: object) -> Compartment:
    """One that the actor writes threats in, by its public id. Raises NotSeated."""
    for room in rooms_with_threats(actor, to_write=True):
        if str(room.public_id) == str(public_id):
            return room
    raise NotSeated("The actor writes no threats in such a room.")


def own_room_to_write(actor: Actor) -> Compartment:
    """The narrowest room of the actor's own body: where its side rates, else one that fewer read than all.

    Raises NotSeated for who writes in groups alone.
    """
    of_body = [room for room in rooms_with_threats(actor, to_write=True) if room.owner_id == actor.owner_id]
    own = [room for room in of_body if room.audience != Audience.SHARED]
    if not own:
        raise NotSeated("The actor writes no threats in a room of its own body.")
    desk = desk_of(actor)
    return next(
        (room for room in own if desk and room.pk == desk.room.pk), min(own, key=lambda room: _width(actor, room))
    )


def _width(actor: Actor, room: Compartment) -> tuple[int, bool]:
    wide = WIDE.index(Audience(room.audience)) + 1 if room.audience in WIDE else 0
    return wide, room.area_id != actor.area_id


def groups_to_write(actor: Actor) -> list[Compartment]:
    return [room for room in rooms_with_threats(actor, to_write=True) if room.audience == Audience.SHARED]


def exercises(actor: Actor) -> list[Compartment]:
    """Shared rooms, where places are graded together."""
    return [room for room in rooms_with_threats(actor) if room.audience == Audience.SHARED]


def desk_of(actor: Actor) -> Desk | None:
    """The room that the actor's side rates in: of the actor's own area, else of the whole body."""
    rows = [one for one in rooms_to_write(actor) if one.owner_id == actor.owner_id and one.audience in SIDE_OF_ROOM]
    found = sorted(rows, key=lambda room: (room.area_id != actor.area_id, room.area_id is not None, room.pk))
    return Desk(SIDE_OF_ROOM[found[0].audience], found[0]) if found else None


def desk_at(room: Compartment) -> Desk:
    """The desk that a rating lies on. Raises NotSeated for a room that no side rates in."""
    if room.audience not in SIDE_OF_ROOM:
        raise NotSeated("No side rates in this room.")
    return Desk(SIDE_OF_ROOM[room.audience], room)


def sides_in(room: Compartment) -> tuple[RatingSide, ...]:
    """Who rates a threat that stands in this room."""
    return SIDES.get(room.audience, ())


def bodies_to_invite(actor: Actor) -> list[Owner]:
    """Missions and clusters of the operation but one's own; whom nothing restricted is shared with is left out."""
    kinds = (OwnerKind.CLUSTER,) if actor.side == Side.MISSION else (OwnerKind.MISSION, OwnerKind.CLUSTER)
    rows = Owner.objects.filter(operation_id=actor.operation_id, state=OwnerState.ACTIVE, kind__in=kinds)
    return list(rows.exclude(pk=actor.owner_id).order_by("kind", "name"))


def areas_of(actor: Actor) -> list[Area]:
    """Sectors of the actor's mission, for a group that looks at one of them."""
    return list(Area.objects.filter(owner_id=actor.owner_id).order_by("name")) if actor.side == Side.MISSION else []
