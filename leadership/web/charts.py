"""Bars for the leadership page, drawn on the server: where each begins and how wide it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 118
STEP = 30
TALL, ACROSS = 76, 330


@dataclass(frozen=True)
class Segment:
    code: str
    total: int
    x: int
    width: int


@dataclass(frozen=True)
class Bar:
    """One line of a chart: its word, its segments from left to right, where it ends."""

    code: str
    word: str
    y: int
    segments: list[Segment]
    counts: dict[str, int]

    @property
    def end(self) -> int:
        return max((one.x + one.width for one in self.segments), default=0) + 8

    @property
    def text_y(self) -> int:
        return self.y + 14


def bars(lines: Sequence[tuple[str, str, dict[str, int]]], left: int = 98) -> list[Bar]:
    """Each line with its counts, on one scale; what counts nothing has no segment."""
    most = max((sum(counts.values()) for _code, _word, counts in lines), default=0) or 1
    return [
        Bar(code, word, STEP * number + 4, _segments(counts, left, WIDTH / most), counts)
        for number, (code, word, counts) in enumerate(lines)
    ]


def _segments(counts: dict[str, int], left: int, scale: float) -> list[Segment]:
    found: list[Segment] = []
    for code, count in counts.items():
        if count:
            found.append(Segment(code, count, left, max(int(count * scale) - 2, 4)))
            left += max(int(count * scale), 6)
    return found


@dataclass(frozen=True)
class Column:
    """One column of a chart by week or month; what counts nothing has no height."""

    day: date
    total: int
    x: int
    width: int
    height: int

    @property
    def y(self) -> int:
        return TALL + 16 - self.height

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def over_y(self) -> int:
        return self.y - 4


def columns(counts: Sequence[tuple[date, int]]) -> list[Column]:
    """Side by side on one scale, as wide as the chart allows."""
    most = max((count for _day, count in counts), default=0) or 1
    each = ACROSS // max(len(counts), 1)
    return [
        Column(day, count, at * each + 3, each - 6, max(round(count * TALL / most), 2 if count else 0))
        for at, (day, count) in enumerate(counts)
    ]
