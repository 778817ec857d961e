"""A matrix pasted from a spreadsheet: looked at row by row before, and then listed whole or not at all.

A row with a reference of another system changes the hotspot that carries it, by the same verb as by hand.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from missions.enums.places import Precision
from missions.intake.folding import fold
from picture.domain.cells import column_named, read_table, typed_cell, value_of
from picture.domain.guards import demand_writer
from picture.domain.hotspots import change_hotspot, fill, list_hotspot
from picture.domain.naming import SeemsToName, note_words_kept
from picture.domain.placing import ask_place
from picture.domain.referring import Change, Matrix, changes_of, matrix_in
from picture.enums.hotspots import Trend
from picture.models import Hotspot
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb

USUAL = {"place_said": "", "priority": "", "phase": "", "trend": Trend.UNKNOWN, "precision": Precision.ABOUT}


@dataclass(frozen=True)
class Given:
    """Rows by number, each as its cells by field, and the headings that mean no field."""

    rows: list[tuple[int, dict[str, str]]]
    unknown: list[str] = field(default_factory=list)


class Fault(NamedTuple):
    """A column, and why it cannot be taken."""

    column: str
    sentence: str


@dataclass
class Line:
    """One given row: what it would list or change, or all its faults; `known` where nothing is to do.

    `named` are words of it that seem to name a person, and may be kept.
    """

    row: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    known: bool = False
    spot: Hotspot | None = None
    changes: list[Change] = field(default_factory=list)
    is_placed: bool = True

    @property
    def is_new(self) -> bool:
        return not self.faults and not self.known and self.spot is None

    @property
    def waits(self) -> bool:
        """Whether its place would be put before a person."""
        return (self.is_new or self.is_changed) and not self.is_placed and "external_ref" in self.values

    @property
    def place(self) -> str:
        return str(self.values.get("place_said") or (self.spot.place_said if self.spot else ""))

    @property
    def is_changed(self) -> bool:
        return not self.faults and bool(self.changes)


@dataclass
class Pasted:
    lines: list[Line] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[Line]:
        return [one for one in self.lines if one.faults]

    @property
    def named(self) -> list[str]:
        """All words of it that seem to name a person."""
        return [words for one in self.lines for words in one.named]

    @property
    def new(self) -> list[Line]:
        return [one for one in self.lines if one.is_new]

    @property
    def changed(self) -> list[Line]:
        return [one for one in self.lines if one.is_changed]

    @property
    def digest(self) -> str:
        """Of what would change: whoever says yes says it to this."""
        said = [[str(one.spot.pk), one.spot.revision, *one.changes] for one in self.changed if one.spot]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def given_in(table: str) -> Given:
    """The rows of a table under its headings. Raises Refused for what is no table."""
    heading, rows = read_table(table)
    columns = {number: column_named(word) for number, word in enumerate(heading)}
    if "place_said" not in columns.values():
        raise Refused(_("The first row names the columns, and one of them is “Place”."), "table")
    unknown = [word for number, word in enumerate(heading) if word.strip() and not columns[number]]
    return Given([(number, _cells(row, columns)) for number, row in rows], unknown)


def look_at(*, actor: Actor, room: Compartment, given: Given) -> Pasted:
    """What the given rows would do in this room; nothing is written."""
    demand_writer(actor, room.pk)
    there = matrix_in(actor, room)
    return Pasted([_line(actor, room, number, cells, there) for number, cells in given.rows], given.unknown)


@verb()
def list_pasted(
    *, actor: Actor, room: Compartment, given: Given, seen: str = "", reason: str = "", kept: int = 0
) -> tuple[int, int]:
    """List every new row, and change what stands there by reference; how many of each.

    `seen` is the digest of the changes that were shown, `reason` goes into their history, and `kept` words were
    said to name nobody. Raises Refused, and does nothing, while a single row is at fault or a change has no
    reason; Conflict where other changes than those shown would be made.
    """
    pasted = look_at(actor=actor, room=room, given=given)
    if pasted.faults:
        raise Refused(_("Mend the rows at fault first; nothing was listed."), "table")
    if pasted.changed and pasted.digest != seen:
        raise Conflict(_("What these rows would change is not what was shown to you. Look at them again."))
    if kept:
        note_words_kept(actor=actor, room_id=room.pk, count=kept)
    for one in pasted.new:
        _ask(actor, one, list_hotspot(actor=actor, room=room, **one.values))
    for one in pasted.changed:
        _change(actor, one, reason)
    return len(pasted.new), len(pasted.changed)


def _change(actor: Actor, line: Line, reason: str) -> None:
    assert line.spot is not None
    spot = change_hotspot(actor=actor, hotspot=line.spot, revision=line.spot.revision, reason=reason, **line.values)
    _ask(actor, line, spot)


def _ask(actor: Actor, line: Line, spot: Hotspot) -> None:
    """A place of another system that the gazetteer does not settle waits for a person."""
    if spot.external_ref and spot.locality_ref is None:
        ask_place(actor, spot)


def _cells(row: list[str], columns: dict[int, str]) -> dict[str, str]:
    cells = {columns[place]: typed_cell(cell) for place, cell in enumerate(row) if columns.get(place)}
    return {name: cell for name, cell in cells.items() if cell}


def _line(actor: Actor, room: Compartment, number: int, cells: dict[str, str], there: Matrix) -> Line:
    line = Line(number, dict(cells))
    with _noting(line):
        line.spot = there.meant(number, cells.get("external_ref", ""), *_key(cells))
    for name, cell in _whole(line, cells).items():
        with _noting(line):
            line.values[name] = value_of(name, cell)
    if line.faults:
        return line
    with _noting(line):
        _judge(actor, room, line)
        line.known = line.known or there.again(_key(cells), "external_ref" in cells)
    return line


@contextmanager
def _noting(line: Line) -> Iterator[None]:
    """What is refused is noted beside its column, so that the rest of the row is looked at as well."""
    try:
        yield
    except Refused as refusal:
        named: Any = Hotspot._meta.get_field(refusal.field or "place_said")
        line.faults.append(Fault(str(named.verbose_name), str(refusal)))
        line.named = refusal.words if isinstance(refusal, SeemsToName) else []


def _whole(line: Line, cells: dict[str, str]) -> dict[str, Any]:
    """What a new row leaves out is as usual; of one that stands there only what is said changes."""
    return {**USUAL, **cells} if line.spot is None else dict(cells)


def _judge(actor: Actor, room: Compartment, line: Line) -> None:
    if line.spot is None:
        fresh = Hotspot(compartment=room, reviewed_on=today(), listed_at=now())
        fill(actor, fresh, line.values)
        line.is_placed = fresh.locality_ref is not None
        return
    line.changes, line.is_placed = changes_of(actor, line.spot, line.values)
    line.known = not line.changes


def _key(cells: dict[str, str]) -> tuple[str, str]:
    return fold(cells.get("place_said", "")), fold(cells.get("sector", ""))
