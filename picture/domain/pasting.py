"""A matrix pasted from a spreadsheet: looked at row by row before, and then listed whole or not at all."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from missions.enums.places import Precision
from missions.intake.folding import fold
from missions.intake.sheets import open_table
from picture.domain.guards import demand_writer
from picture.domain.hotspots import fill, list_hotspot
from picture.domain.naming import SeemsToName, note_words_kept
from picture.enums.hotspots import Basis, HotspotPhase, Priority, Trend
from picture.models import Hotspot
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.jobs.files import Upload, forget, keep, new_name

MOST_ROWS, MOST_CHARACTERS = 300, 400_000
MOST_BYTES, MOST_UNPACKED = 2_000_000, 30_000_000
REMARK = "# "  # begins a line that is about the table and not in it
TOO_MUCH = gettext_lazy("This is too much at once. Paste fewer rows.")
# Columns in the order of our own file, with other headings that people use.
COLUMNS: dict[str, tuple[str, ...]] = {
    "place_said": ("place", "lieu", "location", "localité"),
    "sector": ("sector", "secteur", "area", "zone"),
    "priority": ("priority", "priorité"),
    "trend": ("trend", "tendance"),
    "phase": ("phase",),
    "population": ("people at risk", "personnes en danger", "population"),
    "population_basis": ("basis", "on what the number rests", "base de ce nombre"),
    "precision": ("precision", "précision"),
    "situation": ("what happens there", "ce qui s’y passe", "situation"),
    "needed": ("what is needed", "ce qui est nécessaire", "needed"),
}
WORDS: dict[str, Any] = {
    "priority": Priority,
    "trend": Trend,
    "phase": HotspotPhase,
    "population_basis": Basis,
    "precision": Precision,
}
USUAL = {"place_said": "", "priority": "", "phase": "", "trend": Trend.UNKNOWN, "precision": Precision.ABOUT}


@dataclass
class Line:
    """One pasted row: what it would list, or the column at fault and why; `known` where it stands there already.

    `named` are words of it that seem to name a person, and may be kept.
    """

    row: int
    values: dict[str, Any]
    column: str = ""
    fault: str = ""
    named: list[str] = field(default_factory=list)
    known: bool = False

    @property
    def is_new(self) -> bool:
        return not self.fault and not self.known


@dataclass
class Pasted:
    lines: list[Line] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[Line]:
        return [one for one in self.lines if one.fault]

    @property
    def named(self) -> list[str]:
        """All words of it that seem to name a person."""
        return [words for one in self.lines for words in one.named]

    @property
    def new(self) -> list[Line]:
        return [one for one in self.lines if one.is_new]


def table_of(upload: Upload) -> str:
    """The first sheet of a workbook, or a CSV file, as cells to paste. Raises Refused for what is none."""
    if (upload.size or 0) > MOST_BYTES:
        raise Refused(TOO_MUCH, "file")
    path = keep(upload, new_name())
    try:
        table = open_table(path, most_unpacked=MOST_UNPACKED)
        rows = [table.head, *(row for _number, row in islice(table.rows, MOST_ROWS))]
        table.close()
    except Refused as refusal:
        raise Refused(str(refusal), "file") from refusal
    finally:
        forget(path)
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return text.getvalue()


def look_at(*, actor: Actor, room: Compartment, table: str) -> Pasted:
    """What the pasted rows would do in this room; nothing is written. Raises Refused for what is no table."""
    demand_writer(actor, room.pk)
    heading, rows = _read(table)
    columns = {number: _column(word) for number, word in enumerate(heading)}
    if "place_said" not in columns.values():
        raise Refused(_("The first row names the columns, and one of them is “Place”."), "table")
    unknown = [word for number, word in enumerate(heading) if word.strip() and not columns[number]]
    known = _known(actor, room)
    lines = [_line(actor, room, number, row, columns, known) for number, row in rows]
    return Pasted(lines, unknown)


@verb()
def list_pasted(*, actor: Actor, room: Compartment, table: str, kept: int = 0) -> list[Hotspot]:
    """List every new row; `kept` words in them were said to name nobody.

    Raises Refused, and lists none, while a single row is at fault.
    """
    pasted = look_at(actor=actor, room=room, table=table)
    if pasted.faults:
        raise Refused(_("Mend the rows at fault first; nothing was listed."), "table")
    if kept:
        note_words_kept(actor=actor, room_id=room.pk, count=kept)
    return [list_hotspot(actor=actor, room=room, **one.values) for one in pasted.new]


def _read(table: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    if len(table) > MOST_CHARACTERS:
        raise Refused(TOO_MUCH, "table")
    table = table.lstrip("\ufeff\r\n ")
    first = table.partition("\n")[0]
    mark = next((one for one in ("\t", ";", ",") if one in first), "\t")
    try:
        found = [(number, row) for number, row in enumerate(_rows(table, mark), start=1) if _says_something(row)]
    except csv.Error as error:
        raise Refused(_("This could not be read as a table. Copy the cells again."), "table") from error
    if len(found) < 2:
        raise Refused(_("Paste the row of headings and at least one row below it."), "table")
    if len(found) > MOST_ROWS:
        raise Refused(TOO_MUCH, "table")
    body = found[1:]
    return found[0][1], body[1:] if _is_tagged(body[0][1]) else body


def _rows(table: str, mark: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(table.replace("\0", ""), newline=""), delimiter=mark)


def _says_something(row: list[str]) -> bool:
    """Not an empty row, and not the line in which a file of ours says whose it is."""
    said = [cell.strip() for cell in row if cell.strip()]
    return bool(said) and not (len(said) == 1 and said[0].startswith(REMARK))


def _is_tagged(row: list[str]) -> bool:
    """A row of HXL tags says nothing of a place."""
    return all(not cell.strip() or cell.strip().startswith("#") for cell in row)


def _column(word: str) -> str:
    said = fold(word)
    return next((name for name, words in COLUMNS.items() if said in {fold(name), *map(fold, words)}), "")


def _known(actor: Actor, room: Compartment) -> set[tuple[str, str]]:
    rows = Hotspot.objects.visible_to(actor).filter(compartment_id=room.pk).exclude(state="delisted")
    return {_key(*row) for row in rows.values_list("place_said", "sector")}


def _key(place: str, sector: str) -> tuple[str, str]:
    return fold(place), fold(sector)


def _line(
    actor: Actor, room: Compartment, number: int, row: list[str], columns: dict[int, str], known: set[tuple[str, str]]
) -> Line:
    cells = {columns[place]: _typed(cell) for place, cell in enumerate(row) if columns.get(place)}
    line = Line(number, {**USUAL, **{name: cell for name, cell in cells.items() if cell}})
    try:
        line.values = {name: _value(name, cell) for name, cell in line.values.items()}
        fill(actor, Hotspot(compartment=room, reviewed_on=today(), listed_at=now()), line.values)
    except Refused as refusal:
        named: Any = Hotspot._meta.get_field(refusal.field or "place_said")
        line.column, line.fault = str(named.verbose_name), str(refusal)
        line.named = refusal.words if isinstance(refusal, SeemsToName) else []
        return line
    key = _key(line.values.get("place_said", ""), line.values.get("sector", ""))
    line.known = key in known
    known.add(key)
    return line


def _typed(cell: str) -> str:
    """The cell without the mark that our own files put before what looks like a command."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


NOT_A_NUMBER = gettext_lazy("“%(words)s” is not a whole number.")


def _value(name: str, cell: str) -> Any:
    """A cell as the model takes it: a number without spaces, a word of a list as its code."""
    if name == "population":
        digits = cell.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        if not digits.isdecimal() or len(digits) > 9:
            raise Refused(NOT_A_NUMBER, name, words=cell[:40])
        return int(digits)
    return _codes(name).get(fold(cell), cell) if name in WORDS else cell


def _codes(name: str) -> dict[str, str]:
    found = {fold(code): code for code in WORDS[name].values}
    for language in ("en", "fr"):
        with override(language):
            found |= {fold(str(label)): code for code, label in WORDS[name].choices}
    return found
