"""A map drawn by the server: outlines in one frame, with as many points as its width shows, without tiles or a script.

What is known to an area is drawn as the area. A point is drawn only where somebody knows the point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from missions.queries.outlines import Shape

WIDTH, MOST_HEIGHT, MARGIN = 480, 560, 14
STEP = 2  # units of the drawing that two points of a line lie apart, at the least
Rings = Sequence[Sequence[Sequence[float]]]


@dataclass(frozen=True)
class Frame:
    """The part of the earth that a drawing shows, and how it is laid on it."""

    west: float
    north: float
    across: float  # units for one degree of longitude
    down: float  # units for one degree of latitude
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        x, y = (longitude - self.west) * self.across, (self.north - latitude) * self.down
        return round(x) + MARGIN, round(y) + MARGIN


@dataclass(frozen=True)
class Area:
    """An area as drawn: its line, and a point inside it for its words."""

    shape: Shape
    path: str
    x: int
    y: int


def frame_of(boxes: Iterable[Sequence[float]]) -> Frame | None:
    """A frame around all of these; a degree of longitude is as short as it is at that latitude."""
    whole = [box for box in boxes if len(box) == 4]
    if not whole:
        return None
    west, south = min(box[0] for box in whole), min(box[1] for box in whole)
    east, north = max(box[2] for box in whole), max(box[3] for box in whole)
    short = max(cos(radians((south + north) / 2)), 0.01)
    wide, high = max((east - west) * short, 1e-6), max(north - south, 1e-6)
    scale = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
    height = round(high * scale) + 2 * MARGIN
    return Frame(west, north, short * scale, scale, round(wide * scale) + 2 * MARGIN, height)


def drawn(shape: Shape, frame: Frame) -> Area:
    x, y = frame.at(*inner_point(shape.rings))
    return Area(shape, path_of(shape.rings, frame), x, y)


def path_of(rings: Rings, frame: Frame) -> str:
    """Lines in whole units, each point from the one before; islets smaller than a dot are left out."""
    lines = (_light([frame.at(point[0], point[1]) for point in ring]) for ring in rings)
    kept = [line for line in lines if len(line) > 3] or [_corners(frame, rings)]
    return "".join(_line(line) for line in kept)


def _light(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = points[:1]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) >= STEP or abs(y - kept[-1][1]) >= STEP:
            kept.append((x, y))
    return kept


def _corners(frame: Frame, rings: Rings) -> list[tuple[int, int]]:
    """An area too small for its line is a dot of an area."""
    x, y = frame.at(*inner_point(rings))
    return [(x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1)]


def _line(points: list[tuple[int, int]]) -> str:
    steps = " ".join(f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{steps}z"


def inner_point(rings: Rings) -> tuple[float, float]:
    """A point that surely lies inside the largest ring: the middle of its widest part at half its height."""
    ring = max(rings, key=_extent)
    middle = (min(point[1] for point in ring) + max(point[1] for point in ring)) / 2
    cuts = sorted(_cut(one, other, middle) for one, other in pairwise(ring) if (one[1] > middle) != (other[1] > middle))
    left, right = max(zip(cuts[::2], cuts[1::2], strict=False), key=lambda pair: pair[1] - pair[0])
    return (left + right) / 2, middle


def _extent(ring: Sequence[Sequence[float]]) -> float:
    across, up = [point[0] for point in ring], [point[1] for point in ring]
    return (max(across) - min(across)) * (max(up) - min(up))


def _cut(one: Sequence[float], other: Sequence[float], height: float) -> float:
    return one[0] + (other[0] - one[0]) * (height - one[1]) / (other[1] - one[1])
