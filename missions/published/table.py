"""The published table of missions as rows: encodings, byte order marks, line ends and separators as they come."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pocplan.access.errors import Refused

MOST_BYTES = 5 * 1024 * 1024
NEEDED = ("id", "mission_acronym", "mission_name")
KNOWN = (
    *NEEDED,
    "lead_department",
    "mission_isactive",
    "start_date",
    "end_date",
    "mission_location",
    "mission_longitude",
    "mission_latitude",
    "last_update",
)


@dataclass(frozen=True)
class Record:
    """One row: its number as a spreadsheet shows it, and its cells by column. `fault` says what broke it."""

    row: int
    cells: dict[str, str]
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells.values())


def read(content: bytes) -> list[Record]:
    """Every row below the head. Raises Refused for what is not such a table at all."""
    if len(content) > MOST_BYTES:
        raise Refused(_("The file has more than 5 MB. This table has some 10 KB: choose the right file."))
    text = decoded(content)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False)
    try:
        head = [_name(cell) for cell in next(rows, [])]
        _check_head(head)
        return list(_records(head, rows))
    except csv.Error as error:
        raise Refused(_("This is not a table that can be read: a cell is broken or far too long.")) from error


def decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else what Windows writes in Western Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _name(cell: str) -> str:
    return "_".join(cell.strip().lower().split())


def _check_head(head: list[str]) -> None:
    missing = [name for name in NEEDED if name not in head]
    if missing:
        raise Refused(_("The first row does not name these columns: %(names)s."), names=", ".join(missing))
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        raise Refused(_("The first row names these columns twice: %(names)s."), names=", ".join(twice))


def _records(head: list[str], rows: Iterator[list[str]]) -> Iterator[Record]:
    for row, cells in enumerate(rows, 2):
        fault = ""
        if any(cell.strip() for cell in cells) and len(cells) != len(head):
            fault = _("This row has %(count)s cells and the first row %(wanted)s.") % {
                "count": len(cells),
                "wanted": len(head),
            }
        record = Record(row, dict(zip(head, cells, strict=False)), fault)
        if cells and not record.is_blank:
            yield record
