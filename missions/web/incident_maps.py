"""Incidents on a map and by month, as a page shows them: each picture with the table that it is drawn from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from missions.enums.people import FEW
from missions.queries.incident_counts import AreaMonth, sum_of
from missions.queries.outlines import Shape
from missions.web.maps import Area, Frame, drawn, frame_of

STEPS = (1, 10, 50, 200)  # where each shade begins, the same in every room and month
CHART_HEIGHT, BAR, BASE = 120, 38, 140


@dataclass(frozen=True)
class Line:
    """One area in the table: its months, what is in none of them, and its sums. No key: the area is not known."""

    key: UUID | None
    name: str
    months: list[int]
    undated: int
    incidents: int
    killed: int
    is_drawn: bool

    @property
    def is_few(self) -> bool:
        """So few people were killed that their number is not told."""
        return 0 < self.killed < FEW


@dataclass(frozen=True)
class Shaded:
    """An area on the map: how many incidents, and its shade from 0 to 4."""

    area: Area
    incidents: int

    @property
    def shade(self) -> int:
        return sum(self.incidents >= least for least in STEPS)


@dataclass(frozen=True)
class Column:
    """One month in the chart."""

    month: date
    incidents: int
    x: int
    height: int

    @property
    def y(self) -> int:
        return BASE - self.height

    @property
    def middle(self) -> int:
        return self.x + BAR // 2 - 3


@dataclass(frozen=True)
class Sums:
    """All areas together. Nobody is counted among the killed whose area tells no number."""

    months: list[int]
    undated: int
    incidents: int
    killed: int
    few: int


def lines_of(
    counts: Iterable[AreaMonth], months: list[date], names: dict[UUID, str], shapes: Iterable[Shape]
) -> list[Line]:
    """Every area that has an incident or an outline, by name; what is known to no area comes last."""
    by_area: dict[UUID | None, list[AreaMonth]] = defaultdict(list)
    with_outline = {shape.place_id: shape.name for shape in shapes}
    for key in with_outline:
        by_area[key] = []
    for one in counts:
        by_area[one.area].append(one)
    found = [_line(key, rows, months, {**names, **with_outline}, key in with_outline) for key, rows in by_area.items()]
    return sorted(found, key=lambda line: (line.key is None, line.name, str(line.key)))


def _line(key: UUID | None, rows: list[AreaMonth], months: list[date], names: dict[UUID, str], is_drawn: bool) -> Line:
    incidents, killed = sum_of(rows)
    by_month = [sum(one.incidents for one in rows if one.month == month) for month in months]
    name = names.get(key, "") if key else ""
    return Line(key, name, by_month, incidents - sum(by_month), incidents, killed, is_drawn)


def sums_of(lines: list[Line], months: list[date]) -> Sums:
    by_month = [sum(line.months[at] for line in lines) for at in range(len(months))]
    told = sum(line.killed for line in lines if not line.is_few)
    undated, incidents = sum(line.undated for line in lines), sum(line.incidents for line in lines)
    return Sums(by_month, undated, incidents, told, sum(line.is_few for line in lines))


def shaded(shapes: list[Shape], lines: list[Line], at: int | None) -> tuple[Frame | None, list[Shaded]]:
    """The map of one month, or of all of them and what is in none."""
    counts = {line.key: line.incidents if at is None else line.months[at] for line in lines}
    frame = frame_of(shape.box for shape in shapes)
    return frame, [Shaded(drawn(shape, frame), counts.get(shape.place_id, 0)) for shape in shapes if frame]


def columns_of(months: list[date], totals: list[int]) -> list[Column]:
    """Columns on one scale; what counts nothing has no height."""
    most = max(totals, default=0) or 1
    return [
        Column(month, count, at * BAR + 10, max(round(count * CHART_HEIGHT / most), 2 if count else 0))
        for at, (month, count) in enumerate(zip(months, totals, strict=True))
    ]
