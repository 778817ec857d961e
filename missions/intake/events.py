"""One event as a file tells it, in our own words, with what was noticed on the way."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from missions.enums.incidents import REFUSING, DayPrecision, IncidentKind, Reason
from missions.enums.places import Precision
from missions.intake.texts import clean, mend
from missions.published.cells import MONTHS

_NOTHING = "- – n/a na unknown uknown none null"
SHORT, MOST_KNOWN = 80, 20_000  # signs of a cell, and how many of them are remembered while a file is read
NOTHING = frozenset(("", *_NOTHING.split(), "no information", "not applicable"))
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_MONTHS = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?"),
    re.compile(r"(?P<month>\d{1,2})[./-](?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]+)\.?\s+(?P<year>\d{4})"),
)


class MonthFirst(ValueError):
    """A day in numbers of which the second cannot be a month."""


@dataclass(slots=True)
class Event:
    """A row of a file; places are words still, and counts are None where nobody counted."""

    row: int
    reference: str = ""
    happened_on: date | None = None
    happened_until: date | None = None
    day_precision: str = DayPrecision.DAY
    kind: str = IncidentKind.OTHER
    kind_said: str = ""
    actor_said: str = ""
    country: tuple[str, ...] = ()
    admin1: str = ""
    admin2: str = ""
    place_said: str = ""
    precision: str = Precision.EXACT
    longitude: float | None = None
    latitude: float | None = None
    killed: int | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    civilians_killed: int | None = None
    injured: int | None = None
    abducted: int | None = None
    other_harmed: int | None = None
    women: int | None = None
    men: int | None = None
    minors: int | None = None
    text: str = ""
    state_said: str = ""
    attribution: str = ""
    has_comma: bool = False
    remarks: list[tuple[str, str, str]] = field(default_factory=list)

    def say(self, reason: str, column: str = "", cell: str = "") -> None:
        self.remarks.append((reason, column[:80], cell[:120]))

    @property
    def is_refused(self) -> bool:
        return any(reason in REFUSING for reason, _column, _cell in self.remarks)


@dataclass(slots=True)
class Known:
    """Short cells of one file that were read before: most stand in it very often. It ends with the reading."""

    words: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)


class Row:
    """The cells of one row by the names of their columns in small letters."""

    __slots__ = ("cells", "event", "known")

    def __init__(self, number: int, cells: dict[str, str], known: Known | None = None) -> None:
        self.cells, self.event = cells, Event(number)
        self.known = known or Known()

    def cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def either(self, *names: str) -> str:
        """The name among these under which this edition has the column."""
        return next((name for name in names if name in self.cells), names[0])

    def text(self, name: str, limit: int = 0) -> str:
        """Text without hidden signs, with doubly encoded letters mended."""
        cell = self.cells.get(name)
        if not cell:
            return ""
        text = clean(cell)
        if not text.isascii():
            mended = mend(text)
            if mended != text:
                self.event.say(Reason.MENDED, name, mended)
            text = mended
        return text[:limit] if limit else text

    def words(self, name: str, limit: int = 120) -> str:
        """Text in one line; words for nothing are nothing."""
        cell = self.cells.get(name, "")
        known = self.known.words.get(cell)
        if known is None:
            known = self._words(name)
            # What is mended is said for each row.
            if cell.isascii() and len(cell) <= SHORT and len(self.known.words) < MOST_KNOWN:
                self.known.words[cell] = known
        return known[:limit]

    def _words(self, name: str) -> str:
        text = " ".join(self.text(name).split())
        return "" if text.lower() in NOTHING else text

    def count(self, *names: str) -> int | None:
        """The sum of these columns, or None where none of them holds a number."""
        if len(names) == 1:
            return self._count(names[0])
        found = [number for name in names if (number := self._count(name)) is not None]
        return sum(found) if found else None

    def count_ending(self, *ends: str) -> int | None:
        """The sum of all columns whose names end so."""
        names = [name for name in self.cells if name.endswith(ends)]
        return self.count(*names) if names else None

    def _count(self, name: str) -> int | None:
        cell = self.cells.get(name, "")
        if cell.isdecimal() and len(cell) < 8 and cell.isascii():
            return int(cell)
        text = cell.strip().replace("\u00a0", "").replace(" ", "")
        if text.lower() in NOTHING:
            return None
        if re.fullmatch(r"\d{1,7}(?:[.,]0+)?", text):
            return int(re.split("[.,]", text)[0])
        self.event.say(Reason.BAD_NUMBER, name, cell)
        return None

    def day(self, name: str) -> date | None:
        """A day; numbers with dots, strokes or slashes are read day first."""
        cell = self.cells.get(name, "")
        if cell in self.known.days:
            return self.known.days[cell]
        text = " ".join(cell.split())
        try:
            found = _day(text)
        except ValueError as error:
            self.event.say(Reason.MONTH_FIRST if isinstance(error, MonthFirst) else Reason.BAD_DAY, name, text)
            return None
        if found and len(self.known.days) < MOST_KNOWN:
            self.known.days[cell] = found
        return found

    def point(self, latitude: str, longitude: str) -> None:
        """Coordinates; a decimal comma is said, and whoever stores the event asks whether it is taken."""
        said = self.cell(latitude).strip(), self.cell(longitude).strip()
        if not said[0] and not said[1]:
            return
        if any("," in one for one in said):
            self.event.say(Reason.DECIMAL_COMMA, latitude, " / ".join(said))
            self.event.has_comma = True
            said = said[0].replace(",", "."), said[1].replace(",", ".")
        try:
            self.event.latitude, self.event.longitude = float(said[0]), float(said[1])
        except ValueError:
            self.event.latitude = self.event.longitude = None
            if said[0].lower() not in NOTHING:
                self.event.say(Reason.BAD_POINT, latitude, " / ".join(said))


def _day(text: str) -> date | None:
    if len(text) >= 10 and text[4] == "-" and text[7] == "-":
        return date.fromisoformat(text[:10])
    if text.lower() in NOTHING:
        return None
    if found := _NUMBERS.fullmatch(text):
        if int(found[1]) <= 12 < int(found[2]):
            raise MonthFirst(text)
        return date(int(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and found[2].lower() in MONTHS:
        return date(int(found[3]), MONTHS[found[2].lower()], int(found[1]))
    raise ValueError(text)


def partial_day(row: Row, year: str, month: str, day: str) -> None:
    """A date in three columns, of which the last ones may be empty."""
    said = [row.cell(name).strip() for name in (year, month, day)]
    if not said[0].isdecimal():
        row.event.say(Reason.NO_DAY, year, "-".join(said))
        return
    _known_in_part(row.event, said, day, "-".join(said))


def _known_in_part(event: Event, said: list[str], column: str, cell: str) -> None:
    """A day by its numbers; without the last of them its month or its year."""
    try:
        numbers = [int(one) for one in said if one]
        if said[1] and said[2]:
            event.happened_on = date(*numbers)  # type: ignore[arg-type]  # three of them
            return
        if said[1]:
            month_(event, date(numbers[0], numbers[1], 1))
        else:
            event.happened_on, event.happened_until = date(numbers[0], 1, 1), date(numbers[0], 12, 31)
            event.day_precision = DayPrecision.YEAR
    except (ValueError, TypeError):
        event.say(Reason.BAD_DAY, column, cell)
        return
    event.say(Reason.PARTIAL_DAY, column, cell)


def month_(event: Event, first: date) -> None:
    """Some day of this month."""
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    event.happened_on, event.happened_until = first.replace(day=1), following - timedelta(days=1)
    event.day_precision = DayPrecision.MONTH


def week_(event: Event, middle: date) -> None:
    """Some day of the week that has this in its middle."""
    event.happened_on, event.happened_until = middle - timedelta(days=3), middle + timedelta(days=3)
    event.day_precision = DayPrecision.DAYS


def written_day(row: Row, name: str, until: str = "") -> None:
    """A day, or a month or year alone, as written in one cell; with a last day where there is one."""
    event, text = row.event, " ".join(row.cell(name).split())
    if not text:
        event.say(Reason.NO_DAY, name)
    elif part := _part(text):
        _known_in_part(event, [*part, ""], name, text)
    else:
        event.happened_on = row.day(name)
        last = row.day(until) if until else None
        if last and last != event.happened_on:
            event.happened_until, event.day_precision = last, DayPrecision.DAYS


def _part(text: str) -> tuple[str, str] | None:
    """Year and month, or the year alone, where no more is written."""
    found = next(filter(None, (one.fullmatch(text) for one in _MONTHS)), None)
    if found is None:
        return None
    month = found["month"] or ""
    if month and not month.isdecimal():
        return (found["year"], str(MONTHS[month.lower()])) if month.lower() in MONTHS else None
    return found["year"], month


def one_of(choices: Any, text: str) -> str:
    """The choice of this code or label, or nothing."""
    wanted = text.strip().casefold()
    return next((one.value for one in choices if wanted in (one.value, str(one.label).casefold())), "")
