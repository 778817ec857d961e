"""Rooms that incidents are kept in, and the narrower one beside each for what only few may read."""

from collections.abc import Iterable

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import rooms, rooms_to_write
from pocplan.access.seating import CONTENT

KEEPING = (
    Audience.MISSION, Audience.ANALYSIS, Audience.HUMAN_RIGHTS, Audience.FORCE, Audience.POLICE, Audience.LEADERSHIP,
    Audience.CLUSTER, Audience.CLUSTER_OWN, Audience.CLUSTER_LEAD, Audience.HC, Audience.COUNTRY_TEAM,
    Audience.AGENCY,
)  # fmt: skip
# Where the attribution of a source and a text that names somebody are kept, for rooms that many read.
NARROW: dict[str, tuple[Audience, ...]] = {
    Audience.MISSION: (
        Audience.ANALYSIS, Audience.HUMAN_RIGHTS, Audience.FORCE, Audience.POLICE, Audience.LEADERSHIP,
    ),
    Audience.CLUSTER: (Audience.CLUSTER_LEAD,),
    Audience.CLUSTER_OWN: (Audience.CLUSTER_LEAD,),
}  # fmt: skip


def rooms_to_keep_in(actor: Actor) -> list[Compartment]:
    """Rooms of the actor's own body that it may write incidents in, in the order of KEEPING."""
    return _in_order(room for room in rooms_to_write(actor) if room.owner_id == actor.owner_id)


def rooms_to_read(actor: Actor) -> list[Compartment]:
    """Rooms that the actor may find incidents in."""
    return _in_order(rooms(actor).values())


def _in_order(among: Iterable[Compartment]) -> list[Compartment]:
    kept = [room for room in among if room.audience in KEEPING]
    return sorted(kept, key=lambda room: (KEEPING.index(Audience(room.audience)), room.area_id is not None, room.pk))


def keeping_room(actor: Actor, public_id: object) -> Compartment:
    """One of them by its public id. Raises NotSeated."""
    for room in rooms_to_keep_in(actor):
        if str(room.public_id) == str(public_id):
            return room
    raise NotSeated("The actor keeps no incidents in such a room.")


def narrow_room(actor: Actor, room: Compartment) -> int | None:
    """The room itself where few read it, else a narrower one that the actor writes in, or None."""
    wanted = NARROW.get(room.audience)
    if wanted is None:
        return room.pk
    found = [
        one
        for one in rooms_to_keep_in(actor)
        if one.audience in wanted and one.owner_id == room.owner_id and one.area_id in (room.area_id, None)
    ]
    found.sort(key=lambda one: (one.area_id != room.area_id, wanted.index(Audience(one.audience))))
    return found[0].pk if found else None


def posts_with_narrow_room(actor: Actor, room_id: int) -> list[str]:
    """Kinds of post that write in a room like this one and in a narrower one beside it, in words."""
    audience = Audience(rooms(actor)[room_id].audience)
    narrow = NARROW.get(audience, ())
    return [
        str(post.label)
        for post, seats in CONTENT.items()
        if seats.get(audience) and any(seats.get(one) for one in narrow)
    ]
