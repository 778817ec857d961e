"""Cells of a matrix as people keep it in a spreadsheet: read from a paste or a file, understood by their headings."""

import csv
import io
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from missions.enums.places import Precision
from missions.intake.folding import fold
from missions.intake.sheets import open_table
from picture.enums.hotspots import Basis, HotspotPhase, Priority, Trend
from pocplan.access.errors import Refused
from pocplan.jobs.files import Upload, forget, keep, new_name

MOST_ROWS, MOST_CHARACTERS = 300, 400_000
MOST_BYTES, MOST_UNPACKED = 2_000_000, 30_000_000
REMARK = "# "  # begins a line that is about the table and not in it
TOO_MUCH = gettext_lazy("This is too much at once. Paste fewer rows.")
# Columns in the order of our own file, in English and French, with other headings that people use.
COLUMNS: dict[str, tuple[str, ...]] = {
    "external_ref": ("reference", "référence", "ref", "reference in another system"),
    "place_said": ("place", "lieu", "location", "localité"),
    "sector": ("sector", "secteur", "area", "zone"),
    "priority": ("priority", "priorité"),
    "trend": ("trend", "tendance"),
    "phase": ("phase", "phase"),
    "population": ("people at risk", "personnes en danger", "population"),
    "population_basis": ("basis", "base de ce nombre", "on what the number rests"),
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


def read_table(table: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The headings, and the rows below by number. Raises Refused for what is no table, or too much."""
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


def column_named(word: str) -> str:
    """The field that a heading means, or nothing."""
    said = fold(word)
    return next((name for name, words in COLUMNS.items() if said in {fold(name), *map(fold, words)}), "")


def typed_cell(cell: str) -> str:
    """The cell without the mark that our own files put before what looks like a command."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


NOT_A_NUMBER = gettext_lazy("“%(words)s” is not a whole number.")
NOT_OF_THE_LIST = gettext_lazy("“%(words)s” is none of these: %(list)s.")


def value_of(name: str, cell: str) -> Any:
    """A cell as the model takes it: a number without spaces, a word of a list as its code."""
    if name == "population":
        digits = cell.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        if not digits.isdecimal() or len(digits) > 9:
            raise Refused(NOT_A_NUMBER, name, words=cell[:40])
        return int(digits)
    if name not in WORDS or not cell:
        return cell
    if (code := _codes(name).get(fold(cell))) is None:
        words = ", ".join(str(label) for label in WORDS[name].labels)
        raise Refused(NOT_OF_THE_LIST, name, words=cell[:40], list=words)
    return code


def _codes(name: str) -> dict[str, str]:
    found = {fold(code): code for code in WORDS[name].values}
    for language in ("en", "fr"):
        with override(language):
            found |= {fold(str(label)): code for code, label in WORDS[name].choices}
    return found
