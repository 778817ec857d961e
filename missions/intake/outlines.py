"""Outlines made light: fewer points, no holes of a few metres, and never a line that crosses itself."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from pocplan.access.errors import Refused

Point = tuple[float, float]
Ring = list[Point]
TOLERANCES = (0.02, 0.008, 0.003, 0.001, 0.0)  # degrees; 0.02 is some two kilometres
MOST_POINTS = 20_000


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """Outer rings of a polygon or several, simplified. Raises Refused for other shapes and crossed lines."""
    kind, parts = geometry.get("type"), geometry.get("coordinates") or []
    polygons = parts if kind == "MultiPolygon" else [parts] if kind == "Polygon" else None
    if not isinstance(polygons, list) or not any(polygons):
        raise Refused(_("This feature is no polygon."))
    rings = [_simple(_ring(_outer(polygon))) for polygon in polygons if polygon]
    largest = max(map(_extent, rings))
    return [ring for ring in rings if _extent(ring) >= largest / 200]


def box_of(rings: Iterable[Ring]) -> list[float]:
    points = [point for ring in rings for point in ring]
    return [
        min(x for x, _y in points), min(y for _x, y in points), max(x for x, _y in points), max(y for _x, y in points),
    ]  # fmt: skip


def _outer(polygon: Any) -> Any:
    return polygon[0] if isinstance(polygon, list) else polygon


def _ring(raw: Any) -> Ring:
    try:
        ring = [(float(pair[0]), float(pair[1])) for pair in raw]
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise Refused(_("An outline holds something that is not a coordinate.")) from error
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise Refused(_("An outline does not close."))
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
        raise Refused(_("An outline leaves the earth: are its coordinates in degrees, longitude first?"))
    return ring


def _simple(ring: Ring) -> Ring:
    """The lightest version that does not cross itself."""
    for tolerance in TOLERANCES:
        light = _lighter(ring, tolerance)
        if 4 <= len(light) <= MOST_POINTS and not crosses_itself(light):
            return [(round(x, 4), round(y, 4)) for x, y in light]
    raise Refused(_("An outline crosses itself. Mend it where it was drawn and send it again."))


def _extent(ring: Ring) -> float:
    west, south, east, north = box_of([ring])
    return (east - west) * (north - south)


def _lighter(ring: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's way, without recursion; the ring is cut at its start and the point farthest from it."""
    if tolerance == 0:
        return ring
    far = max(range(len(ring)), key=lambda at: _distance(ring[at], ring[0]))
    kept, waiting = {0, far, len(ring) - 1}, [(0, far), (far, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        at, away = first, 0.0
        for one in range(first + 1, last):
            distance = _off(ring[one], ring[first], ring[last])
            if distance > away:
                at, away = one, distance
        if away > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [ring[at] for at in sorted(kept)]


def _distance(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _off(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if length == 0:
        return _distance(point, start) ** 0.5
    share = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return _distance(point, (start[0] + share * dx, start[1] + share * dy)) ** 0.5


def crosses_itself(ring: Ring) -> bool:
    """Whether two sides meet anywhere but at a corner that they share. Sides are compared from west to east."""
    sides = sorted(
        ((min(a[0], b[0]), max(a[0], b[0]), at, a, b) for at, (a, b) in enumerate(pairwise(ring))),
        key=lambda side: side[0],
    )
    last, active = len(sides) - 1, list[Any]()
    for side in sides:
        active = [other for other in active if other[1] >= side[0]]
        for other in active:
            apart = abs(side[2] - other[2])
            if apart not in (0, 1, last) and _cross(side[3], side[4], other[3], other[4]):
                return True
        active.append(side)
    return False


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
