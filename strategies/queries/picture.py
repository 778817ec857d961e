"""The picture that a strategy stands on: which rooms its rows can come from, what may be chosen, how it stands now.

Everybody who reads the strategy must read what is frozen into it. So rows come from the strategy's own room, or from
a shared room that this very room is addressed in; whatever lies in a narrower one is never asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from picture.enums.hotspots import HotspotState
from picture.enums.threats import OPEN
from picture.models import Hotspot, ReleasedRating, ThreatGroup
from picture.models import Threat as PictureThreat
from picture.queries.protection import items_at
from picture.queries.ratings import current_releases
from pocplan.access.actor import Actor
from pocplan.access.models import Addressing, Compartment
from pocplan.access.queries.rooms import host_state_seats
from strategies.enums.picture import PictureKind
from strategies.models import FrozenRating, PictureRow, Strategy, Version
from strategies.queries.rows import rows_of
from strategies.queries.snapshots import findings_on, hotspot_content, threat_content
from strategies.queries.versions import ratings_in

MOST = 200
Subject = PictureThreat | Hotspot
Key = tuple[str, UUID]


@dataclass(frozen=True)
class Said:
    """What one side says of a threat, as it was released."""

    row_key: str
    threat_ref: UUID
    side: str
    body_name: str
    cycle: int
    likelihood: int | None
    impact: int | None
    severity: int | None
    confidence: str
    cut_off: date
    after_others: bool


@dataclass(frozen=True)
class Picture:
    """The rows in the form that is hashed, and the ratings beside them, as far as this reader may know those."""

    body: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ratings: list[Said] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.body)

    @property
    def names_threats(self) -> bool:
        return bool(self.body.get("threats"))


@dataclass(frozen=True)
class Offer:
    """A room with what may be chosen in it. Only out of the strategy's own room is anything shown to invitees."""

    room: Compartment
    is_own: bool
    threats: list[PictureThreat]
    hotspots: list[Hotspot]

    @property
    def subjects(self) -> list[Subject]:
        return [*self.threats, *self.hotspots]


def rooms_to_stand_on(actor: Actor, room_id: int) -> list[Compartment]:
    """The room itself, then the groups on threats that all its readers sit in.

    A body of the host state that was seated here by name sits in no group with it: then there are none.
    """
    keys = {room_id}
    if not host_state_seats(room_id):
        groups = ThreatGroup.objects.visible_to(actor).values_list("compartment_id", flat=True)
        addressed = Addressing.objects.filter(source_id=room_id, ended_at=None, compartment__in=list(groups))
        keys |= set(addressed.values_list("compartment_id", flat=True))
    rows = Compartment.objects.filter(pk__any=sorted(keys & actor.readable))
    return sorted(rows, key=lambda room: (room.pk != room_id, room.label, room.pk))


def offers(actor: Actor, strategy: Strategy, chosen: Collection[UUID]) -> list[Offer]:
    """What is open in these rooms, and what was chosen and is so no longer; rooms without any are left out."""
    rooms = rooms_to_stand_on(actor, strategy.compartment_id)
    keys = [room.pk for room in rooms]
    threats = PictureThreat.objects.visible_to(actor).filter(compartment_id__any=keys)
    spots = Hotspot.objects.visible_to(actor).filter(compartment_id__any=keys).order_by("-listed_at", "-id")
    offered = _by_room(_and(threats.filter(state__in=OPEN), threats.filter(pk__in=chosen)))
    listed = _by_room(_and(spots.exclude(state=HotspotState.DELISTED), spots.filter(pk__in=chosen)))
    own = strategy.compartment_id
    found = [Offer(room, room.pk == own, offered[room.pk], listed[room.pk]) for room in rooms]
    return [one for one in found if one.threats or one.hotspots]


def _and(first: QuerySet[Any], more: QuerySet[Any]) -> list[Any]:
    """The newest, and those that were chosen however old they are."""
    rows = list(first[:MOST])
    known = {one.pk for one in rows}
    return [*rows, *(one for one in more if one.pk not in known)]


def _by_room(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.compartment_id].append(one)
    return found


def subjects(actor: Actor, room_id: int, keys: Iterable[Key]) -> dict[Key, Subject]:
    """The threats and hotspots of these keys that a text in this room may stand on; others are left out."""
    wanted, rooms = list(keys), {room.pk for room in rooms_to_stand_on(actor, room_id)}
    found: dict[Key, Subject] = {}
    for kind, model in ((PictureKind.THREAT, PictureThreat), (PictureKind.HOTSPOT, Hotspot)):
        refs = [ref for one, ref in wanted if one == kind]
        rows = model.objects.visible_to(actor).filter(pk__in=refs, compartment_id__any=sorted(rooms))
        found |= {(str(kind), row.pk): row for row in rows.select_related("compartment")}
    return found


def picture_now(actor: Actor, strategy: Strategy) -> Picture:
    """The chosen rows as they stand, in as many queries for many as for one; nothing where none is chosen."""
    rows = list(rows_of(actor, PictureRow, strategy))
    if not rows:
        return Picture()
    found = subjects(actor, strategy.compartment_id, [(row.kind, row.subject_ref) for row in rows])
    pairs = [(row, found[row.kind, row.subject_ref]) for row in rows if (row.kind, row.subject_ref) in found]
    threats = [(row, one) for row, one in pairs if isinstance(one, PictureThreat)]
    spots = [(row, one) for row, one in pairs if isinstance(one, Hotspot)]
    body = {"threats": _threats(actor, strategy, threats), "hotspots": _hotspots(actor, strategy, spots)}
    return Picture(body if pairs else {}, _said_now(actor, threats))


def _threats(actor: Actor, strategy: Strategy, pairs: list[tuple[PictureRow, PictureThreat]]) -> list[dict[str, Any]]:
    findings = findings_on(actor, [one for _row, one in pairs])
    return [threat_content(strategy, row, one, findings.get(one.pk, "")) for row, one in pairs]


def _hotspots(actor: Actor, strategy: Strategy, pairs: list[tuple[PictureRow, Hotspot]]) -> list[dict[str, Any]]:
    items = items_at(actor, [one for _row, one in pairs])
    return [hotspot_content(strategy, row, one, items.get(one.pk)) for row, one in pairs]


def _said_now(actor: Actor, pairs: list[tuple[PictureRow, PictureThreat]]) -> list[Said]:
    keys = {one.pk: str(row.lineage) for row, one in pairs}
    released = current_releases(actor, [one for _row, one in pairs])
    return [_said(keys[one.threat_id], one.threat_id, one) for one in released]


def frozen_ratings(actor: Actor, version: Version) -> list[Said]:
    """Those of a version whose seal is open to this reader."""
    return [_said(str(one.row_key), one.threat_ref, one) for one in ratings_in(actor, version)]


def _said(row_key: str, threat_ref: UUID, one: ReleasedRating | FrozenRating) -> Said:
    names = ("side", "body_name", "cycle", "likelihood", "impact", "severity", "confidence", "cut_off", "after_others")
    return Said(row_key, threat_ref, **{name: getattr(one, name) for name in names})


def may_be_shown(strategy: Strategy, subject: Subject) -> bool:
    """What the mission wrote down itself in the strategy's room; an enclave is never named outside."""
    return subject.compartment_id == strategy.compartment_id and not getattr(subject, "is_enclave", False)
