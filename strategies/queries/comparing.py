"""Two texts compared block by block, for versions and for what others received alike."""

from dataclasses import dataclass
from typing import Any

from strategies.documents.redline import redline_html


@dataclass(frozen=True)
class Change:
    """One block on the redline page. `kind`: same, changed, added or removed."""

    key: str
    kind: str
    html: str
    notes: list[str]


@dataclass(frozen=True)
class ComparedSection:
    key: str
    title: str
    changes: list[Change]

    @property
    def is_changed(self) -> bool:
        return any(change.kind != "same" for change in self.changes)


def compared(older: dict[str, Any], newer: dict[str, Any]) -> list[ComparedSection]:
    """Every section of the newer text in its order, then those that are gone; blocks are matched by key."""
    before = {section["key"]: section for section in older["sections"]}
    empty: dict[str, Any] = {"blocks": []}
    now = [_section(before.pop(section["key"], empty), section) for section in newer["sections"]]
    return now + [_section(gone, {**gone, "blocks": []}) for gone in before.values()]


def _section(older: dict[str, Any], newer: dict[str, Any]) -> ComparedSection:
    before = {block["key"]: block for block in older["blocks"]}
    order = [block["key"] for block in older["blocks"]]
    changes: list[Change] = []
    for block in newer["blocks"]:
        changes += _gone_before(block["key"], order, before, {one["key"] for one in newer["blocks"]})
        changes.append(_change(before.pop(block["key"], None), block))
    changes += [_removed(block) for block in before.values()]
    return ComparedSection(newer["key"], newer["title"], changes)


def _gone_before(key: str, order: list[str], before: dict[str, dict[str, Any]], kept: set[str]) -> list[Change]:
    """The removed blocks that stood directly before this one, shown where they stood."""
    if key not in before:
        return []
    gone: list[Change] = []
    for other in reversed(order[: order.index(key)]):
        if other in kept:
            break
        if other in before:
            gone.insert(0, _removed(before.pop(other)))
    return gone


def _removed(block: dict[str, Any]) -> Change:
    return Change(block["key"], "removed", redline_html(block["html"], ""), block["notes"])


def _change(older: dict[str, Any] | None, newer: dict[str, Any]) -> Change:
    if older is None:
        return Change(newer["key"], "added", redline_html("", newer["html"]), newer["notes"])
    if (older["html"], older["notes"]) == (newer["html"], newer["notes"]):
        return Change(newer["key"], "same", newer["html"], newer["notes"])
    notes = [redline_html(a, b) for a, b in _pairs(older["notes"], newer["notes"])]
    return Change(newer["key"], "changed", redline_html(older["html"], newer["html"]), notes)


def _pairs(first: list[str], second: list[str]) -> list[tuple[str, str]]:
    longest = max(len(first), len(second))
    pad = [""] * longest
    return list(zip((first + pad)[:longest], (second + pad)[:longest], strict=True))
