"""What a row of a table of P-codes, or a feature with an outline, says about a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _

from missions.intake.countries import country_code, country_name, prefixes
from missions.intake.sheets import Table
from missions.published import cells
from pocplan.access.errors import Refused

_KEY = re.compile(r"adm(?:in)?_?([0-5])_?(name\d?|alt\w*|ref\w*|p_?code|[a-z]{2})(?:_?([a-z]{2}|\d_[a-z]{2}))?", re.I)
_LONG = {"location": "country", "admin level": "level", "p-code": "code", "name": "name", "parent p-code": "parent"}
_COUNTRY = ("location", "adm0pcode", "admin0pcode")
MOST_LEVEL = 5  # a settlement: the only place that is drawn as a point
_POINT = {
    "latitude": "latitude", "lat": "latitude", "y": "latitude",
    "longitude": "longitude", "lon": "longitude", "long": "longitude", "lng": "longitude", "x": "longitude",
}  # fmt: skip
_MOST = {"latitude": 90, "longitude": 180}


@dataclass(frozen=True)
class PlaceRow:
    """One place as published."""

    country: str
    level: int
    code: str
    name: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    point: tuple[float, float] | None = None  # longitude and latitude, of a settlement


def places_of(table: Table) -> Iterator[tuple[int, list[PlaceRow] | Refused]]:
    """The places of each row, from the highest level down, or why the row cannot be read."""
    read = _reader(table.head)
    for number, row in table.rows:
        try:
            yield number, read(dict(zip(table.head, row, strict=False)))
        except Refused as refusal:
            yield number, refusal


def country_column(head: list[str]) -> str:
    """Which column of such a table says the country."""
    return next((name for name in head if name.lower().replace("_", "") in _COUNTRY), "")


def since_column(head: list[str]) -> str:
    """Which column of such a table says from when on a place is valid."""
    since = (name for name in head if name.lower().startswith("valid"))
    return next((name for name in since if not name.lower().replace("_", "").startswith("validto")), "")


def depth(head: list[str]) -> int:
    """How far down a table of P-codes leads: of a workbook with a sheet for each level, the lowest names all above."""
    if _is_long(head):
        return MOST_LEVEL + 2
    return max((int(found[1]) + 1 for name in head if (found := _KEY.fullmatch(name)) and _is_code(found)), default=0)


def _is_long(head: list[str]) -> bool:
    return {"p-code", "name", "admin level"} <= {name.lower() for name in head}


def _reader(head: list[str]) -> Any:
    if _is_long(head):
        return _long
    if depth(head):
        return _wide
    raise Refused(
        _("This is no table of P-codes: it has neither the columns “P-Code”, “Name” and “Admin Level” nor any like"
          " ADM1_PCODE.")
    )  # fmt: skip


def _long(row: dict[str, str]) -> list[PlaceRow]:
    """The list of all P-codes: one place a row."""
    said = {_LONG[name.lower()]: value.strip() for name, value in row.items() if name.lower() in _LONG}
    level = said.get("level", "")
    if not level.isdecimal() or int(level) > MOST_LEVEL:
        raise Refused(_("“%(text)s” is not an administrative level."), "Admin Level", text=level[:40])
    country = country_code(said.get("country", ""))
    since = next((value for name, value in row.items() if name.lower().startswith("valid")), "")
    return [
        _place(
            PlaceRow(
                country, int(level), said.get("code", ""), said.get("name", ""), said.get("parent", ""),
                valid_from=cells.day(since, "Valid from date"), point=_point(row, int(level)),
            )
        )
    ]  # fmt: skip


def _wide(row: dict[str, Any]) -> list[PlaceRow]:
    """A table of COD-AB: one row for the lowest level, with all that lie above it."""
    codes: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    for key, value in row.items():
        found, text = _KEY.fullmatch(key), "" if value is None else str(value).strip()
        if not found or not text:
            continue
        if _is_code(found):
            codes[int(found[1])] = text
        else:
            names.setdefault(int(found[1]), []).append(text)
    country = country_code(codes.get(0, ""), *names.get(0, []))
    found_places = []
    for level, code in sorted(codes.items()):
        spoken = list(dict.fromkeys(names.get(level, [])))
        own, parent = (code, codes.get(level - 1, country) if level > 1 else country) if level else (country, "")
        name = spoken[0] if spoken else "" if level else country_name(country)
        since = _day(row.get("validOn") or row.get("validon") or row.get("valid_on"))
        point = _point(row, level)
        found_places.append(_place(PlaceRow(country, level, own, name, parent, tuple(spoken[1:]), since, point)))
    return found_places


def _point(row: dict[str, Any], level: int) -> tuple[float, float] | None:
    """Where a settlement stands; the middle of an area is no point. Raises Refused for half of one or a bad one."""
    if level < MOST_LEVEL:
        return None
    said = {_POINT[name.lower()]: (name, str(value or "")) for name, value in row.items() if name.lower() in _POINT}
    found = {which: _degrees(text, name, _MOST[which]) for which, (name, text) in said.items()}
    longitude, latitude = found.get("longitude"), found.get("latitude")
    if longitude is None and latitude is None:
        return None
    if longitude is None or latitude is None:
        raise Refused(_("Give both latitude and longitude, or neither."), next(iter(said.values()))[0])
    return longitude, latitude


def _degrees(text: str, column: str, most: int) -> float | None:
    """A decimal comma is offered as a correction and taken from nobody silently."""
    found = cells.degrees(text, column, most)
    if found is not None and "," in text:
        raise Refused(
            _("“%(text)s” has a decimal comma. If %(number)s is meant, write it so."),
            column, text=text[:40], number=text.strip().replace(",", ".")[:40],
        )  # fmt: skip
    return None if found is None else float(found)


def _is_code(found: re.Match[str]) -> bool:
    return found[2].lower().replace("_", "") == "pcode"


def _day(value: Any) -> date | None:
    """A day as text, or in thousandths of a second since 1970, as some exports of GeoJSON write it."""
    if isinstance(value, int | float):
        try:
            return datetime.fromtimestamp(value / 1000, UTC).date()
        except (OverflowError, ValueError, OSError) as error:
            raise Refused(
                _("“%(text)s” is not a day. Write it as 2004-03-01."), "validOn", text=str(value)[:40]
            ) from error
    return cells.day(str(value), "validOn") if value else None


def _place(place: PlaceRow) -> PlaceRow:
    if not place.country:
        raise Refused(_("Which country this place lies in is not said in a way that is known: give its three letters."))
    if place.level and not place.code.upper().startswith(prefixes(place.country)):
        raise Refused(
            _("The P-code %(code)s is one of another country than %(country)s."),
            "P-Code", code=place.code[:24], country=place.country,
        )  # fmt: skip
    cells.words(place.name, limit=120, column="Name", required=True)
    cells.words(place.code, limit=24, column="P-Code", required=True)
    return place


def place_of_feature(properties: dict[str, Any]) -> PlaceRow:
    """The lowest place that the properties of a feature name, whatever they are called in this country."""
    places = _wide(properties)
    if not places:
        raise Refused(_("No property of this feature is a P-code (admin1Pcode, ADM1_PCODE …)."))
    return places[-1]
