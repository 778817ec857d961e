"""What changed in the picture from one version to another: what came in, went out, and reads otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from strategies.queries.picture import Picture, Said
from strategies.queries.picture_words import NAMES, field_words, rating_words, side_words

# Where a row stands and how it is known to us is not part of what it says.
NOT_COMPARED = ("where",)


@dataclass(frozen=True)
class Turn:
    """A field, or what a side says, before and after; empty where nothing was said then."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RowTurn:
    """One threat or hotspot. `status` is added, removed or changed."""

    key: str
    kind: str
    title: str
    where: str
    status: str
    turns: list[Turn] = field(default_factory=list)


def picture_changes(older: Picture, newer: Picture) -> list[RowTurn]:
    """Threats first, in the order of the newer picture; what went out stands last of its kind."""
    return [turn for name in ("threats", "hotspots") for turn in _of(name, older, newer)]


def _of(name: str, older: Picture, newer: Picture) -> list[RowTurn]:
    before = {row["key"]: row for row in older.body.get(name, [])}
    after = {row["key"]: row for row in newer.body.get(name, [])}
    changed = [_changed(before[key], row, older.ratings, newer.ratings) for key, row in after.items() if key in before]
    came = [_whole(row, "added", newer.ratings) for key, row in after.items() if key not in before]
    went = [_whole(row, "removed", older.ratings) for key, row in before.items() if key not in after]
    return [*came, *(one for one in changed if one.turns), *went]


def _whole(row: dict[str, Any], status: str, ratings: Sequence[Said]) -> RowTurn:
    told = {name: value for name, value in row.items() if name != "title"}
    said = _fields(told, {}) if status == "removed" else _fields({}, told)
    spoken = _ratings(_by_side(row, ratings), {}) if status == "removed" else _ratings({}, _by_side(row, ratings))
    return _turn(row, status, [*said, *spoken])


def _changed(old: dict[str, Any], new: dict[str, Any], before: Sequence[Said], after: Sequence[Said]) -> RowTurn:
    spoken = _ratings(_by_side(old, before), _by_side(new, after))
    return _turn(new, "changed", [*_fields(old, new), *spoken])


def _turn(row: dict[str, Any], status: str, turns: list[Turn]) -> RowTurn:
    return RowTurn(row["key"], row["kind"], row["title"], row.get("where", ""), status, turns)


def _fields(old: dict[str, Any], new: dict[str, Any]) -> list[Turn]:
    names = [name for name in NAMES if name in old or name in new]
    pairs = ((name, field_words(name, old.get(name)), field_words(name, new.get(name))) for name in names)
    return [Turn(str(NAMES[name]), a, b) for name, a, b in pairs if name not in NOT_COMPARED and a != b]


def _by_side(row: dict[str, Any], ratings: Sequence[Said]) -> dict[str, str]:
    return {side_words(one): rating_words(one) for one in ratings if one.row_key == row["key"]}


def _ratings(old: dict[str, str], new: dict[str, str]) -> list[Turn]:
    names = [*new, *(name for name in old if name not in new)]
    return [Turn(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)]
