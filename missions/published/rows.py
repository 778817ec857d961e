"""From the rows of the published table to known missions, with what was noticed on the way."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from missions.published import cells
from missions.published.table import Record
from pocplan.access.errors import Refused

Point = tuple[Decimal, Decimal]
_FAMILY = re.compile(r"\(I+ (?:&|and|et) I+\)")
_QUOTES = '"“”«»'


@dataclass
class Reading:
    """What one row says, or why it was refused."""

    row: int
    label: str
    values: dict[str, Any] = field(default_factory=dict)
    column: str = ""
    reason: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return bool(self.reason)


def readings(records: Iterable[Record]) -> list[Reading]:
    """Each row read on its own, then compared with the others."""
    found = [_read(record) for record in records]
    _refuse_second_numbers(found)
    _drop_mirrored_points(found)
    return found


def _read(record: Record) -> Reading:
    reading = Reading(record.row, " ".join(record.cells.get("mission_acronym", "").split())[:40])
    if record.fault:
        reading.reason = record.fault
        return reading
    try:
        reading.values = _values(record.cells, reading.notes)
    except Refused as refusal:
        reading.column, reading.reason = refusal.field or "", str(refusal)
    return reading


def _values(row: dict[str, str], notes: list[str]) -> dict[str, Any]:
    values = {
        "number": cells.number(row["id"], "id"),
        "acronym": cells.words(row["mission_acronym"], limit=40, column="mission_acronym", required=True),
        "name": _name(row["mission_name"], notes),
        "department": cells.words(row.get("lead_department", ""), limit=40, column="lead_department"),
        "is_active": cells.yes(row.get("mission_isactive", ""), "mission_isactive"),
        "started_on": cells.day(row.get("start_date", ""), "start_date"),
        "ended_on": cells.day(row.get("end_date", ""), "end_date"),
        "headquarters": cells.words(row.get("mission_location", ""), limit=120, column="mission_location"),
        "longitude": cells.degrees(row.get("mission_longitude", ""), "mission_longitude", 180),
        "latitude": cells.degrees(row.get("mission_latitude", ""), "mission_latitude", 90),
        "published_on": cells.day(row.get("last_update", ""), "last_update"),
    }
    _check_together(values)
    _note(values, notes)
    return values


def _name(text: str, notes: list[str]) -> str:
    name = cells.words(text, limit=200, column="mission_name", required=True)
    if name[0] in _QUOTES and name[-1] not in _QUOTES:
        notes.append(_("mission_name: a quotation mark opens and does not close; the name looks cut off."))
        name = cells.words(name.strip(_QUOTES), limit=200, column="mission_name", required=True)
    return name


def _check_together(values: dict[str, Any]) -> None:
    started, ended = values["started_on"], values["ended_on"]
    if started and ended and ended < started:
        raise Refused(_("The mission ends before it starts."), "end_date")
    if values["is_active"] and ended:
        raise Refused(_("The mission is called active and has an end date."), "mission_isactive")
    if (values["longitude"] is None) != (values["latitude"] is None):
        raise Refused(_("One of the two coordinates is missing."), "mission_latitude")


def _note(values: dict[str, Any], notes: list[str]) -> None:
    if values["started_on"] is None:
        notes.append(_("start_date: empty."))
    if _FAMILY.search(values["name"]):
        notes.append(_("mission_name: this row stands for several missions that have rows of their own."))


def _refuse_second_numbers(found: list[Reading]) -> None:
    first: dict[int, Reading] = {}
    for reading in found:
        if reading.is_refused:
            continue
        known = first.setdefault(reading.values["number"], reading)
        if known is reading:
            continue
        if known.values == reading.values:
            reading.notes.append(_("id: row %(row)s says exactly the same.") % {"row": known.row})
        else:
            reading.column = "id"
            reading.reason = _("Row %(row)s has this number already and says something else.") % {"row": known.row}


def _drop_mirrored_points(found: list[Reading]) -> None:
    """One place cannot lie in two: where a place also stands mirrored, nobody can tell which is right."""
    points: dict[str, Counter[Point]] = defaultdict(Counter)
    for reading in found:
        if point := _point(reading):
            points[reading.values["headquarters"]][point] += 1
    for reading in found:
        point = _point(reading)
        if point and point[::-1] in points[reading.values["headquarters"]] and point[0] != point[1]:
            reading.values.update(longitude=None, latitude=None)
            reading.notes.append(
                _("mission_latitude: longitude and latitude stand the other way round in another row of this place;"
                  " both are left out.")
            )  # fmt: skip


def _point(reading: Reading) -> Point | None:
    if reading.is_refused or reading.values["longitude"] is None or not reading.values["headquarters"]:
        return None
    return reading.values["longitude"], reading.values["latitude"]
