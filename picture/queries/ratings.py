"""Ratings beside each other: one's own, and what others released and the seal has opened. Nothing is computed of them.

What is not there is not there: whether a side has not given, not released, or has released what one's own missing
rating still seals, reads the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet

from picture.enums.ratings import RatingSide
from picture.enums.threats import OPEN
from picture.models import Rating, RatingRelease, ReleasedRating, Threat
from picture.models.ratings import FIGURES
from picture.queries.rooms import Desk, desk_of, sides_in
from pocplan.access.actor import Actor
from pocplan.access.models import Compartment


class Told(NamedTuple):
    """Of a released rating what is compared; a leader reads over hundreds of them, rationale and all left aside."""

    pk: UUID
    threat_id: UUID
    side: str
    body_name: str
    released_on: date
    withdrawn_at: datetime | None
    likelihood: int | None
    impact: int | None
    severity: int | None

    @property
    def key(self) -> tuple[UUID, str, str]:
        return self.threat_id, self.side, self.body_name

    @property
    def who(self) -> str:
        return Line(RatingSide(self.side), body=self.body_name).who


@dataclass(frozen=True)
class Line:
    """One side of a threat: what it says, as far as this reader may know."""

    side: RatingSide
    rating: Rating | ReleasedRating | Told | None = None
    own: bool = False
    body: str = ""

    @property
    def who(self) -> str:
        """The side, and the body where several of a side stand here."""
        return self.body if self.side == RatingSide.CLUSTER and self.body else str(self.side.label)


@dataclass(frozen=True)
class Difference:
    """One scale on which sides say different things, and who says what. There is no distance between them."""

    scale: str
    said: list[tuple[str, Any]] = field(default_factory=list)


def board(actor: Actor, threat: Threat, room: Compartment) -> list[Line]:
    """A line for every side that rates in this room, in a fixed order."""
    return boards(actor, [threat], room)[threat.pk]


def boards(actor: Actor, threats: Sequence[Threat], room: Compartment) -> dict[UUID, list[Line]]:
    """The same for many threats of one room, in as many queries as for one."""
    desk, sides = desk_of(actor), sides_in(room)
    own = own_ratings(actor, desk, threats) if desk else {}
    released: dict[UUID, list[ReleasedRating]] = defaultdict(list)
    mine = own_copies(actor, desk, threats) if desk else set()
    for one in current_releases(actor, threats):
        if one.pk not in mine:
            released[one.threat_id].append(one)
    return {threat.pk: _lines(sides, desk, own.get(threat.pk), released[threat.pk]) for threat in threats}


def _lines(
    sides: Iterable[RatingSide], desk: Desk | None, own: Rating | None, released: list[ReleasedRating]
) -> list[Line]:
    lines: list[Line] = []
    for side in sides:
        found = [Line(side, one, body=one.body_name) for one in released if one.side == side]
        if desk is not None and desk.side == side:
            found.insert(0, Line(side, own, own=True))
        lines += found or [Line(side)]
    return lines


def current_releases(actor: Actor, threats: Iterable[Threat]) -> QuerySet[ReleasedRating]:
    """What the seal has opened to this reader, of the ratings that are asked for now."""
    keys = [threat.pk for threat in threats]
    rows = ReleasedRating.objects.visible_to(actor).filter(threat__in=keys, withdrawn_at=None)
    return rows.filter(cycle=F("threat__cycle"))


def told_of_open(actor: Actor) -> list[Told]:
    """All that the seal has opened to this reader of threats that are open, as it is asked for now."""
    rows = ReleasedRating.objects.visible_to(actor).filter(withdrawn_at=None, cycle=F("threat__cycle"))
    return as_told(rows.filter(threat__state__in=OPEN))


def as_told(rows: QuerySet[ReleasedRating]) -> list[Told]:
    return [Told._make(row) for row in rows.values_list(*Told._fields)]


def differences_in(told: Iterable[Told]) -> dict[UUID, list[Difference]]:
    """By threat, for those on which sides differ; in no order."""
    lines: dict[UUID, list[Line]] = defaultdict(list)
    for one in told:
        lines[one.threat_id].append(Line(RatingSide(one.side), one, body=one.body_name))
    compared = {key: differences(beside) for key, beside in lines.items()}
    return {key: found for key, found in compared.items() if found}


def own_ratings(actor: Actor, desk: Desk, threats: Iterable[Threat]) -> dict[UUID, Rating]:
    """The latest rating that stands on the actor's own desk, by threat."""
    cycles = {threat.pk: threat.cycle for threat in threats}
    rows = Rating.objects.visible_in(actor, desk.room.pk).filter(threat_ref__in=list(cycles))
    found: dict[UUID, Rating] = {}
    for one in rows:
        if one.cycle == cycles[one.threat_ref]:
            found.setdefault(one.threat_ref, one)
    return found


def own_copies(actor: Actor, desk: Desk, threats: Iterable[Threat]) -> set[UUID]:
    """Which released ratings are copies of what lies on the actor's own desk."""
    keys = [threat.pk for threat in threats]
    rows = RatingRelease.objects.visible_to(actor).filter(
        compartment_id=desk.room.pk, rating__threat_ref__in=keys, copy_id__isnull=False
    )
    return {key for key in rows.values_list("copy_id", flat=True) if key}


def differences(lines: Iterable[Line]) -> list[Difference]:
    """Scale by scale, where those who used it say different things. Another scale is compared with nothing."""
    given = [(line.who, line.rating) for line in lines if line.rating is not None]
    found = []
    for scale in FIGURES:
        said = [(who, getattr(rating, scale)) for who, rating in given if getattr(rating, scale) is not None]
        if len({value for _who, value in said}) > 1:
            found.append(Difference(scale, said))
    return found


def differing(actor: Actor, states: Iterable[str], room_id: int | None = None) -> QuerySet[Any]:
    """Keys of the threats in these states (of a room, or of all) whose released ratings differ, as far as this
    reader may know.
    """
    rows = ReleasedRating.objects.visible_to(actor).filter(withdrawn_at=None, cycle=F("threat__cycle"))
    rows = rows.filter(threat__state__in=list(states))
    rows = rows.filter(compartment_id=room_id) if room_id is not None else rows
    grouped = rows.order_by().values("threat_id")
    for scale in FIGURES:
        grouped = grouped.annotate(**{f"low_{scale}": Min(scale), f"high_{scale}": Max(scale)})
    apart = Q()
    for scale in FIGURES:
        apart |= Q(**{f"low_{scale}__lt": F(f"high_{scale}")})
    return grouped.filter(apart).values("threat_id")


def unrated(actor: Actor, desk: Desk, threats: QuerySet[Threat]) -> QuerySet[Threat]:
    """Of these threats, the ones that the actor's side has not rated as they are asked for now."""
    given = Rating.objects.visible_in(actor, desk.room.pk).filter(threat_ref=OuterRef("pk"), cycle=OuterRef("cycle"))
    return threats.filter(~Exists(given.order_by()))


def rated_by_own_side(actor: Actor, desk: Desk, threats: QuerySet[Threat]) -> set[UUID]:
    """Of these threats, the ones that the actor's side has rated as they are asked for now."""
    return set(own_ratings(actor, desk, threats))


def release_for(actor: Actor, release_id: UUID) -> RatingRelease:
    """One release with its rating. Raises RatingRelease.DoesNotExist."""
    rows = RatingRelease.objects.visible_to(actor).select_related("rating__compartment", "compartment__area")
    return rows.get(pk=release_id)


def releases_of(actor: Actor, rating: Rating) -> QuerySet[RatingRelease]:
    return RatingRelease.objects.visible_to(actor).filter(rating=rating)


def former_ratings(actor: Actor, desk: Desk, threat: Threat) -> QuerySet[Rating]:
    """What the actor's own side said of a threat over time, newest first."""
    return Rating.objects.visible_in(actor, desk.room.pk).filter(threat_ref=threat.pk)


def own_releases(actor: Actor, desk: Desk, threat: Threat) -> list[RatingRelease]:
    """What the actor's own side prepared, released or took back of its ratings of a threat."""
    rows = RatingRelease.objects.visible_in(actor, desk.room.pk).filter(rating__threat_ref=threat.pk)
    return list(rows[:20])
