"""Hotspots on the outlines of the gazetteer: a sign where the point is known, a hatched area where the area is.

The shape of a sign is the class of coverage, its letter the priority: colour says nothing alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import pgettext

from missions.enums.places import Precision
from missions.queries.outlines import Known, Shape
from missions.web.maps import Area, Frame, drawn, frame_of
from picture.enums.hotspots import Priority
from picture.enums.protection import Coverage
from picture.models import Hotspot

APART = 18  # units that two signs lie apart, at the least
ROUND = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1))
SIGNS = {Coverage.COVERED: "●", Coverage.PARTLY: "◇", Coverage.NOT: "▲", "": "□"}


@dataclass(frozen=True)
class Spot:
    """A hotspot as a map and its table tell it."""

    hotspot: Hotspot
    coverage: str

    @property
    def letter(self) -> str:
        return priority_letter(self.hotspot.priority)

    @property
    def sign(self) -> str:
        return SIGNS[self.coverage]  # type: ignore[index]


@dataclass(frozen=True)
class Pin:
    """A sign at a place whose point is known; moved a little where another stands there already."""

    spot: Spot
    x: int
    y: int
    at: tuple[int, int]

    @property
    def is_moved(self) -> bool:
        return (self.x, self.y) != self.at

    @property
    def is_about(self) -> bool:
        return self.spot.hotspot.precision == Precision.ABOUT

    @property
    def text_x(self) -> int:
        return self.x + 10


@dataclass(frozen=True)
class Within:
    """An area in which some places lie, nobody can say where: hatched, with their words, without a sign on a spot."""

    area: Area
    spots: list[Spot]
    aside: int = 0

    @property
    def lines(self) -> list[tuple[int, Spot]]:
        first = self.area.y + self.aside - 7 * (len(self.spots) - 1)
        return [(first + 14 * number, spot) for number, spot in enumerate(self.spots)]

    @property
    def for_screen(self) -> bool:
        """Nothing of it goes on paper: every place in it is an enclave."""
        return all(spot.hotspot.is_enclave for spot in self.spots)


@dataclass
class Picture:
    """The whole map: outlines below, then hatched areas, then signs; and what is in the table alone."""

    frame: Frame | None = None
    areas: list[Area] = field(default_factory=list)
    within: list[Within] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)
    where: dict[UUID, str] = field(default_factory=dict)


def priority_letter(priority: str) -> str:
    """The letter of a priority in the reader's language."""
    letters = {
        Priority.CRITICAL: pgettext("letter of a priority: critical", "C"),
        Priority.HIGH: pgettext("letter of a priority: high", "H"),
        Priority.MEDIUM: pgettext("letter of a priority: medium", "M"),
        Priority.LOW: pgettext("letter of a priority: low", "L"),
    }
    return letters[Priority(priority)]


def picture_of(spots: Iterable[Spot], known: Known, shapes: list[Shape]) -> Picture:
    """Where each of these is drawn; `where` says it for the table, and has no word for what is not drawn."""
    frame = frame_of([shape.box for shape in (*shapes, *known.shapes.values())])
    if frame is None:
        return Picture()
    found = Picture(frame, [drawn(shape, frame) for shape in shapes])
    inside: dict[UUID, list[Spot]] = defaultdict(list)
    for spot in spots:
        key, precision = spot.hotspot.locality_ref, spot.hotspot.precision
        if point := known.point_of(key, precision):
            found.pins.append(_pin(spot, frame.at(*point), found.pins))
            found.where[spot.hotspot.pk] = known.names[key] if key else ""
        elif shape := known.area_of(key, precision):
            inside[shape.place_id].append(spot)
            found.where[spot.hotspot.pk] = shape.name
    found.within = [_within(drawn(known.shapes[key], frame), rows, found.pins) for key, rows in inside.items()]
    return found


def _within(area: Area, spots: list[Spot], pins: list[Pin]) -> Within:
    """Its words in its middle, or above or below where signs stand there."""
    high = 7 * len(spots) + APART
    near = [pin.y - area.y for pin in pins if abs(pin.x - area.x) < 2 * APART]
    free = (aside for aside in (0, -40, 40, -80, 80) if all(abs(y - aside) > high for y in near))
    return Within(area, spots, next(free, 0))


def _pin(spot: Spot, at: tuple[int, int], others: list[Pin]) -> Pin:
    """The place itself, or the nearest free spot around it, to which a line is drawn."""
    for step in range(1, 5):
        for right, down in ROUND:
            x, y = at[0] + right * step * APART, at[1] + down * step * APART
            if not any(abs(one.x - x) < APART and abs(one.y - y) < APART for one in others):
                return Pin(spot, x, y, at)
    return Pin(spot, *at, at)
