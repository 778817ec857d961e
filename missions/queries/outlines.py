"""Outlines of the gazetteer for a map: the areas of some countries, and where each of some places may be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from missions.enums.places import DRAWN, Level, Precision
from missions.models import Locality, PlaceOutline
from pocplan.access.actor import Actor

ABOVE = "parent__parent__parent__parent__parent"  # from a settlement to its country
# The finest area that each precision speaks of; what is known to its country alone is not drawn.
FINEST: dict[str, int] = {Precision.ADMIN2: Level.ADMIN2, Precision.ADMIN1: Level.ADMIN1}


@dataclass(frozen=True)
class Shape:
    """An area with its outline."""

    place_id: UUID
    name: str
    rings: list[list[list[float]]]
    box: list[float]


@dataclass(frozen=True)
class Known:
    """What the gazetteer knows of some places: each with those it lies in, and their outlines."""

    chains: dict[UUID, list[Locality]] = field(default_factory=dict)
    shapes: dict[UUID, Shape] = field(default_factory=dict)

    @property
    def countries(self) -> list[str]:
        return sorted({chain[0].country for chain in self.chains.values()})

    @property
    def names(self) -> dict[UUID, str]:
        return {key: chain[0].name for key, chain in self.chains.items()}

    def point_of(self, key: UUID | None, precision: str) -> tuple[float, float] | None:
        """Where a settlement stands, if it is known so well. The middle of an area is never a point."""
        chain = self.chains.get(key, []) if key else []
        if precision not in DRAWN or not chain or chain[0].level != Level.SETTLEMENT:
            return None
        place = chain[0]
        return (place.longitude, place.latitude) if place.longitude is not None and place.latitude is not None else None

    def area_of(self, key: UUID | None, precision: str) -> Shape | None:
        """The finest area with an outline that a place known so well surely lies in."""
        finest = Level.SETTLEMENT.value if precision in DRAWN else FINEST.get(precision, Level.COUNTRY.value)
        for place in self.chains.get(key, []) if key else []:
            if Level.COUNTRY < place.level <= finest and place.pk in self.shapes:
                return self.shapes[place.pk]
        return None


def areas_of(actor: Actor, countries: Iterable[str]) -> list[Shape]:
    """The areas of level 1 of these countries that have an outline."""
    rows = PlaceOutline.objects.visible_to(actor).filter(
        locality__level=Level.ADMIN1, locality__country__in=sorted(set(countries))
    )
    return [_shape(row) for row in rows.select_related("locality").order_by("locality__name", "id")]


def known_places(actor: Actor, keys: Iterable[UUID | None]) -> Known:
    """What lies around these places, in two queries for many as for one."""
    wanted = sorted({key for key in keys if key is not None})
    rows = Locality.objects.visible_to(actor).filter(pk__any=wanted).select_related(ABOVE)
    chains = {row.pk: _chain(row) for row in rows}
    around = sorted({place.pk for chain in chains.values() for place in chain if place.level != Level.COUNTRY})
    found = PlaceOutline.objects.visible_to(actor).filter(locality_id__any=around).select_related("locality")
    return Known(chains, {row.locality_id: _shape(row) for row in found})


def _chain(place: Locality | None) -> list[Locality]:
    found: list[Locality] = []
    while place is not None and len(found) <= Level.SETTLEMENT:
        found.append(place)
        place = place.parent if "parent" in place._state.fields_cache else None
    return found


def _shape(row: PlaceOutline) -> Shape:
    return Shape(row.locality_id, row.locality.name, row.rings, row.box)
