"""Tables as they are published: rows of CSV and XLSX files, whatever their encoding, head and row of tags.

Rows come one at a time, so that a file of any length takes the same memory.
"""

import codecs
import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from missions.enums.files import Note, Noticed
from pocplan.access.errors import Refused

MOST_COLUMNS = 500
MOST_HEAD = 256 * 1024
MOST_UNPACKED = 1024 * 1024 * 1024
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
Suits = Callable[[list[str]], int]  # how well a head fits what is looked for: the more the better
# Tags of HXL 1.1, which a tidy row of tags keeps to.
_TAGS = (
    "access activity adm[1-5] affected beneficiary capacity cause channel contact country crisis currency date"
    " delivery description event frequency geo group impact inneed indicator item lang loc meta modality need"
    " operations org output population reached region respondee sector service severity source status subsector"
    " targeted value x_[a-z0-9_]+"
)
_TAG = re.compile(rf"#(?:{'|'.join(_TAGS.split())})(?:\s*\+[a-z][a-z0-9_]*)*\s*", re.IGNORECASE)


@dataclass
class Table:
    """A head, rows by the number that a spreadsheet shows, and what was noticed about the file."""

    head: list[str]
    rows: Iterator[tuple[int, list[str]]]
    notes: list[Note] = field(default_factory=list)
    close: Callable[[], None] = lambda: None


def open_table(path: Path, suits: Suits = lambda head: 0, most_unpacked: int = MOST_UNPACKED) -> Table:
    """The table in this file: of a workbook, the first of the sheets whose head suits best.

    Raises Refused for what is none, or is larger inside than this.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(OLD_WORKBOOK):
        raise Refused(_("This is a workbook of an old kind. Save it as XLSX or CSV and send it again."))
    raw = _workbook(path, suits, most_unpacked) if start.startswith(b"PK") else _text(path)
    return _headed(raw)


@dataclass
class _Raw:
    rows: Iterator[list[str]]
    notes: list[Note]
    close: Callable[[], None]


def _text(path: Path) -> _Raw:
    encoding, note = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.readline(MOST_HEAD)
    if len(head) >= MOST_HEAD or head.count(",") > MOST_COLUMNS:
        raise Refused(_("The first row has more columns than a table of events or places can have."))
    separator = max(",;\t|", key=head.count)
    file = path.open(encoding=encoding, errors="replace", newline="")
    return _Raw(_readable(csv.reader(file, delimiter=separator)), [note], file.close)


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise Refused(_("This is not a table that can be read: a cell is broken or far too long.")) from error


def encoding_of(path: Path) -> tuple[str, Note]:
    """The encoding of a text, and the note that says so. The whole file is tried, a part at a time."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16", Note(Noticed.UTF_16)
        if b"\x00" in start:
            raise Refused(_("This is not a table that can be read. Save it as CSV or XLSX and send it again."))
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while part := file.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252", Note(Noticed.WINDOWS)
    mark = start.startswith(b"\xef\xbb\xbf")
    return "utf-8-sig", Note(Noticed.UTF_8_MARK if mark else Noticed.UTF_8)


def _workbook(path: Path, suits: Suits, most_unpacked: int) -> _Raw:
    import openpyxl  # takes long, and most processes read no workbook

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > most_unpacked:
                raise Refused(_("This workbook is far larger inside than it looks. Save the one sheet as CSV."))
        book = openpyxl.load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
        for one in book.worksheets:
            one.reset_dimensions()
        sheet = max(book.worksheets, key=lambda one: suits(_head_of(one)))  # of equal ones the first
        others = [one.title for one in book.worksheets if one is not sheet]
    except Refused:
        raise
    except Exception as error:  # whatever a broken package makes the reader raise
        raise Refused(_("This workbook cannot be opened. Save it again as XLSX or CSV and send it.")) from error
    notes = [Note(Noticed.WORKBOOK)]
    if others:
        notes.append(Note(Noticed.ONE_SHEET, sheet.title, ", ".join(others)[:200]))
    return _Raw(([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)), notes, book.close)


def _head_of(sheet: Any) -> list[str]:
    return [" ".join(_cell(value).split()) for value in next(sheet.iter_rows(max_row=1, values_only=True), ())]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _headed(raw: _Raw) -> Table:
    first = next(raw.rows, [])
    while first and not first[-1].strip():
        first = first[:-1]
    if not first or len(first) > MOST_COLUMNS:
        raw.close()
        raise Refused(
            _("The first row has more columns than a table of events or places can have.")
            if first
            else _("The file is empty, or its first row names no columns.")
        )
    notes = raw.notes
    head = _named(first, notes)
    return Table(head, _numbered(raw.rows, len(head), notes), notes, raw.close)


def _named(cells: list[str], notes: list[Note]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split())
        if not name:
            name = f"#{number}"
            notes.append(Note(Noticed.NAMELESS, str(number)))
        elif name in names:
            notes.append(Note(Noticed.NAMED_TWICE, name[:60]))
            name = f"{name} #{number}"
        names.append(name)
    return names


def _numbered(rows: Iterator[list[str]], width: int, notes: list[Note]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(rows, 2):
        if number == 2 and is_tag_row(cells):
            tidy = all(_TAG.fullmatch(cell.strip()) for cell in cells if cell.strip())
            notes.append(Note(Noticed.TAGS if tidy else Noticed.BROKEN_TAGS))
            continue
        if any(cells):
            yield number, cells if len(cells) >= width else cells + [""] * (width - len(cells))


def is_tag_row(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(cell.lstrip().startswith("#") for cell in filled) * 2 >= len(filled)
