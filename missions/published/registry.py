"""The published registry of mandates: a row for each sentence in which a resolution is named."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from missions.published import cells
from missions.published.resolutions import expiry
from missions.published.table import MOST_BYTES, decoded
from pocplan.access.errors import Refused

NEEDED = ("Entity", "Description", "Full Document Symbol")
_NAMED = re.compile(r"\b(\d{1,4}) \((\d{4})\)")
_SYMBOL = re.compile(r"(?:S|A)/RES/[\w/]+(?: ?\(\d{4}\))?")


@dataclass(frozen=True)
class Cited:
    """One resolution that a row names for one mission, or why the row does not."""

    row: int
    entity: str
    symbol: str
    sentence: str
    adopted_on: date | None = None
    expires_on: date | None = None
    column: str = ""
    reason: str = ""


def cited(content: bytes, entity: str) -> list[Cited]:
    """The rows about one mission. Raises Refused for a file that is not such a registry."""
    if len(content) > MOST_BYTES:
        raise Refused(_("The file has more than 5 MB. This table has some 10 KB: choose the right file."))
    table = csv.DictReader(io.StringIO(decoded(content), newline=""))
    missing = [name for name in NEEDED if name not in (table.fieldnames or ())]
    if missing:
        raise Refused(_("The first row does not name these columns: %(names)s."), names=", ".join(missing))
    try:
        rows = [_read(number, row) for number, row in enumerate(table, 2)]
    except csv.Error as error:
        raise Refused(_("This is not a table that can be read: a cell is broken or far too long.")) from error
    return [row for row in rows if row.entity.casefold() == entity.strip().casefold()]


def _read(number: int, row: dict[str, str]) -> Cited:
    entity, symbol = (" ".join((row.get(name) or "").split()) for name in ("Entity", "Full Document Symbol"))
    try:
        sentence = cells.words(row.get("Description") or "", limit=20_000, column="Description")
        symbol = cells.words(symbol, limit=60, column="Full Document Symbol", required=True)
    except Refused as refusal:
        return Cited(number, entity, symbol[:60], "", column=refusal.field or "", reason=str(refusal))
    if not _SYMBOL.fullmatch(symbol):
        reason = _("“%(text)s” is not the symbol of a resolution.") % {"text": symbol}
        return Cited(number, entity, symbol, sentence, column="Full Document Symbol", reason=reason)
    latest = _is_latest(symbol, sentence)
    return Cited(number, entity, symbol, sentence, _adopted(symbol, sentence), expiry(sentence) if latest else None)


def _is_latest(symbol: str, sentence: str) -> bool:
    """A sentence that names several resolutions says until when of the last one."""
    named = [(int(year), int(number)) for number, year in _NAMED.findall(sentence)]
    return bool(named) and _key(symbol) == max(named)


def _key(symbol: str) -> tuple[int, int] | None:
    found = re.search(r"(\d{1,4}) ?\((\d{4})\)", symbol)
    return (int(found[2]), int(found[1])) if found else None


def _adopted(symbol: str, sentence: str) -> date | None:
    """The day, where the sentence says “2793 (2025) of 30 September 2025”."""
    if not (found := re.search(r"(\d{1,4}) ?\((\d{4})\)", symbol)):
        return None
    said = re.search(rf"{found[1]} \({found[2]}\) of (\d{{1,2}} [A-Z][a-z]+ \d{{4}})", sentence)
    try:
        return cells.day(said[1], "Description") if said else None
    except Refused:
        return None
