"""The estimate of one sector for who plans for the Force: its places, what was asked and decided, what it costs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from missions.enums import ComponentKind
from missions.models import Facility, Locality
from picture.models import Feasibility, Hotspot, LineOfEffort, Threat
from picture.models.hotspots import urgency
from picture.queries.hotspots import efforts_at, matrix, threats_at
from picture.queries.protection import Item, items_at
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.enums import PostKind as P
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import rooms

# Who reads the Force's room by the seat of the post.
READING = (P.FORCE_COMMANDER, P.FORCE_PLANNER, P.HEAD_OF_MISSION, P.CHIEF_OF_STAFF)
SHOWN = 6  # places that one sheet of paper holds


@dataclass(frozen=True)
class Spot:
    """One place, with all that stands beside it in the rooms that the reader has."""

    hotspot: Hotspot
    threats: list[Threat] = field(default_factory=list)
    efforts: list[LineOfEffort] = field(default_factory=list)
    item: Item | None = None
    feasibility: Feasibility | None = None
    place: Locality | None = None
    facilities: list[Facility] = field(default_factory=list)

    @property
    def is_undecided(self) -> bool:
        """Asked, and the Force has said nothing."""
        return self.item is not None and ComponentKind.MILITARY not in self.item.decided_by


@dataclass(frozen=True)
class Due:
    what: str
    by: str
    on: date
    place: str


@dataclass(frozen=True)
class Estimate:
    spots: list[Spot]
    total: int

    @property
    def threats(self) -> list[Threat]:
        return list({one.pk: one for spot in self.spots for one in spot.threats}.values())

    @property
    def due(self) -> list[Due]:
        """Open lines of effort of these places, the next day first."""
        rows = [
            Due(one.what, one.owner_title, one.due_on, spot.hotspot.place_said)
            for spot in self.spots
            for one in spot.efforts
        ]
        return sorted(rows, key=lambda row: (row.on, row.what))[:SHOWN]

    @property
    def left_out(self) -> int:
        return self.total - len(self.spots)


def force_room(actor: Actor) -> Compartment | None:
    """The Force's own room that the actor reads, of the actor's area first; None for everybody else."""
    wanted = (actor.owner_id, Audience.FORCE, None)
    rows = [room for room in rooms(actor).values() if (room.owner_id, room.audience, room.archived_at) == wanted]
    found = sorted(rows, key=lambda room: (room.area_id != actor.area_id, room.area_id is not None, room.pk))
    return found[0] if found else None


def estimate_of(actor: Actor, room_id: int, sector: str) -> Estimate:
    """The most urgent places of a sector on one matrix, in as many queries for many as for one."""
    rows = (
        matrix(actor, room_id, {"sector": sector}).annotate(urgency=urgency()).order_by("urgency", "place_said", "id")
    )
    shown = list(rows[:SHOWN])
    threats, efforts, items = threats_at(actor, shown), efforts_at(actor, shown), items_at(actor, shown)
    costs, places = _costs(actor, shown), _places(actor, shown)
    facilities = _facilities(actor, shown)
    spots = [
        Spot(
            one,
            threats[one.pk],
            [effort for effort in efforts[one.pk] if effort.is_open],
            items.get(one.pk),
            costs.get(one.pk),
            places.get(one.locality_ref),
            facilities[one.locality_ref],
        )
        for one in shown
    ]
    return Estimate(spots, rows.count())


def _costs(actor: Actor, spots: Sequence[Hotspot]) -> dict[UUID, Feasibility]:
    """The latest that the Force noted of each, as far as its rooms are read."""
    found: dict[UUID, Feasibility] = {}
    rows = Feasibility.objects.visible_to(actor).filter(hotspot_ref__in=[one.pk for one in spots])
    for row in rows.filter(compartment__audience=Audience.FORCE):
        found.setdefault(row.hotspot_ref, row)
    return found


def _places(actor: Actor, spots: Sequence[Hotspot]) -> dict[UUID | None, Locality]:
    rows = Locality.objects.visible_to(actor).filter(pk__in=_refs(spots)).select_related("parent")
    return {one.pk: one for one in rows}


def _facilities(actor: Actor, spots: Sequence[Hotspot]) -> dict[UUID | None, list[Facility]]:
    """What carries a rule at these places: no base and no patrol stop in or beside a school, a clinic, a shrine."""
    found: dict[UUID | None, list[Facility]] = defaultdict(list)
    for one in Facility.objects.visible_to(actor).filter(locality_ref__in=_refs(spots), closed_on=None):
        found[one.locality_ref].append(one)
    return found


def _refs(spots: Sequence[Hotspot]) -> list[UUID]:
    return [one.locality_ref for one in spots if one.locality_ref]
