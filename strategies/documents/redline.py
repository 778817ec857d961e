"""What changed between two bodies, block by block and word by word, for people who must answer for each change."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from strategies.documents.canonical import Body, canonical
from strategies.documents.clean import plain
from strategies.documents.marking import accepted, merge, redline_html, rejected
from strategies.documents.markup import running_in
from strategies.documents.pairing import paired
from strategies.documents.tokens import DELETE, EQUAL, Budget, compare, tokens

__all__ = ["Redline", "accepted", "merge", "pieces", "redline", "redline_html", "rejected"]

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
_OPERATIONS = {EQUAL: "equal", DELETE: "delete"}


@dataclass(frozen=True)
class Piece:
    """Some words; `operation` is equal, insert or delete."""

    operation: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """A field of the header or of a row; `html` is the redline of its value."""

    name: str
    html: str
    is_changed: bool


@dataclass(frozen=True)
class RowChange:
    key: str
    status: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class BlockChange:
    """One block. `status` is same, changed, added or removed; a moved block can be either of the first two.

    One that is changed and redirected has the same words, of which a reference means another row of the same name;
    one that is respoken has words for which another language was set.
    """

    key: str
    status: str
    kind: str
    html: str
    notes: tuple[str, ...] = ()
    is_moved: bool = False
    is_redirected: bool = False
    is_respoken: bool = False


@dataclass(frozen=True)
class SectionChange:
    key: str
    code: str
    title: str
    title_html: str
    status: str
    blocks: tuple[BlockChange, ...]
    rows: tuple[RowChange, ...]

    @property
    def is_changed(self) -> bool:
        parts: Iterable[BlockChange | RowChange] = (*self.blocks, *self.rows)
        return self.status != SAME or any(one.status != SAME or getattr(one, "is_moved", False) for one in parts)


@dataclass(frozen=True)
class Redline:
    """The whole comparison. `is_coarse` says that time ran out, so that some marks are longer than need be."""

    header: tuple[FieldChange, ...]
    sections: tuple[SectionChange, ...]
    is_coarse: bool

    @property
    def counts(self) -> Counter[str]:
        """How many blocks are same, changed, added, removed, and how many moved."""
        blocks = [block for section in self.sections for block in section.blocks]
        return Counter([one.status for one in blocks] + ["moved" for one in blocks if one.is_moved])

    def summary(self) -> str:
        """In words: how much changed, and in which sections."""
        named = [section.title for section in self.sections if section.is_changed]
        if not named and not any(one.is_changed for one in self.header):
            return _("Nothing changed.")
        counts = self.counts
        line = _("Paragraphs changed: %(changed)s · added: %(added)s · removed: %(removed)s · moved: %(moved)s") % {
            name: counts[name] for name in (CHANGED, ADDED, REMOVED, "moved")
        }
        fields = [one.name for one in self.header if one.is_changed]
        lines = [line, *(_("Section: %(title)s") % {"title": title} for title in named)]
        return "\n".join([*lines, _("Header: %(fields)s") % {"fields": ", ".join(fields)}] if fields else lines)


def pieces(old: str, new: str, budget: Budget | None = None) -> tuple[Piece, ...]:
    """Two plain texts as pieces: equal and insert make the new one, equal and delete the old one."""
    edits = compare(tokens(old), tokens(new), budget)
    return tuple(Piece(_OPERATIONS.get(operation, "insert"), "".join(words)) for operation, words in edits)


def redline(old: Body, new: Body, *, seconds: float = 8.0) -> Redline:
    """Compare two bodies; rows are matched by key, blocks by key or by their words. `seconds` bounds the work."""
    budget, old = Budget(seconds), paired(old, new)
    before = {block["key"]: (section["key"], block) for section in old["sections"] for block in section["blocks"]}
    desk = _Desk(before, _moved(old, new), _after(old, new), budget)
    past = {section["key"]: section for section in old["sections"]}
    sections = [desk.section(past.pop(one["key"], None), one) for one in new["sections"]]
    sections += [desk.section(gone, None) for gone in past.values()]
    header = _fields(old.get("header", {}), new.get("header", {}), budget)
    return Redline(header, tuple(sections), budget.is_spent)


def _keys(body: Body) -> list[tuple[str, str]]:
    return [(section["key"], block["key"]) for section in body["sections"] for block in section["blocks"]]


def _moved(old: Body, new: Body) -> set[str]:
    """Keys that stand in another section, or outside the longest run of blocks that kept their order."""
    places = {key: (at, section) for at, (section, key) in enumerate(_keys(old))}
    common = [(key, section) for section, key in _keys(new) if key in places]
    stayed = _longest_rising([places[key][0] for key, _section in common])
    return {key for at, (key, section) in enumerate(common) if at not in stayed or places[key][1] != section}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Indices of a longest rising subsequence (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1], ends[pile : pile + 1] = [number], [at]
    chosen: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.add(at)
        at = previous[at]
    return chosen


def _after(old: Body, new: Body) -> dict[str, list[Mapping[str, Any]]]:
    """Removed blocks, by the surviving block of their section after which they stood ("" and section: at its start)."""
    kept = {key: section for section, key in _keys(new)}
    waiting: dict[str, list[Mapping[str, Any]]] = {}
    for section in old["sections"]:
        anchor = f"/{section['key']}"
        for block in section["blocks"]:
            if block["key"] in kept:
                anchor = block["key"] if kept[block["key"]] == section["key"] else anchor
            else:
                waiting.setdefault(anchor, []).append(block)
    return waiting


@dataclass(frozen=True)
class _Desk:
    before: dict[str, tuple[str, Mapping[str, Any]]]
    moved: set[str]
    removed_after: dict[str, list[Mapping[str, Any]]]
    budget: Budget

    def section(self, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> SectionChange:
        one = new or old or {}
        earlier, later = (old or {}).get("title", ""), (new or {}).get("title", "")
        status = ADDED if old is None else REMOVED if new is None else SAME if earlier == later else CHANGED
        blocks = [change for key in [f"/{one['key']}"] for change in self._removed(key)]
        for block in (new or {}).get("blocks", []):
            blocks += [self._block(block), *self._removed(block["key"])]
        return SectionChange(
            one["key"], one.get("code", ""), one.get("title", ""),
            redline_html(escape(earlier, quote=False), escape(later, quote=False), self.budget), status, tuple(blocks),
            self._rows((old or {}).get("rows", []), (new or {}).get("rows", [])),
        )  # fmt: skip

    def _removed(self, key: str) -> list[BlockChange]:
        return [
            BlockChange(one["key"], REMOVED, one["kind"], redline_html(one["html"], "", self.budget),
                        tuple(redline_html(note, "", self.budget) for note in one.get("notes", [])))
            for one in self.removed_after.get(key, [])
        ]  # fmt: skip

    def _block(self, new: Mapping[str, Any]) -> BlockChange:
        key, notes = new["key"], new.get("notes", [])
        if key not in self.before:
            marked = tuple(redline_html("", note, self.budget) for note in notes)
            return BlockChange(key, ADDED, new["kind"], redline_html("", new["html"], self.budget), marked)
        old = self.before[key][1]
        is_same = (old["html"], old["kind"], old.get("notes", [])) == (new["html"], new["kind"], notes)
        marked = tuple(
            redline_html(a, b, self.budget) for a, b in zip_longest(old.get("notes", []), notes, fillvalue="")
        )
        html = redline_html(old["html"], new["html"], self.budget)
        redirected = is_same and _is_redirected(old, new)
        status = SAME if is_same and not redirected else CHANGED
        respoken = _voices(old) != _voices(new)
        return BlockChange(key, status, new["kind"], html, marked, key in self.moved, redirected, respoken)

    def _rows(self, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> tuple[RowChange, ...]:
        before = {row["key"]: row for row in old}
        changes = []
        for row in new:
            past = before.pop(row["key"], None)
            fields = _fields(past or {}, row, self.budget)
            is_changed = any(one.is_changed for one in fields)
            changes.append(RowChange(row["key"], ADDED if past is None else CHANGED if is_changed else SAME, fields))
        gone = (RowChange(row["key"], REMOVED, _fields(row, {}, self.budget)) for row in before.values())
        return (*changes, *gone)


def _is_redirected(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Texts that were frozen without signs, and those of other rooms, tell nothing of it."""
    return bool(old.get("signs") and new.get("signs") and old["signs"] != new["signs"])


def _voices(block: Mapping[str, Any]) -> set[str]:
    return {language for language, text in running_in(block["html"]) if text}


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], budget: Budget) -> tuple[FieldChange, ...]:
    names = [*new, *(name for name in old if name not in new)]
    return tuple(_field(name, old.get(name), new.get(name), budget) for name in names if name != "key")


def _field(name: str, old: Any, new: Any, budget: Budget) -> FieldChange:
    html = redline_html(escape(_shown(old), quote=False), escape(_shown(new), quote=False), budget)
    return FieldChange(name, html, canonical(old) != canonical(new))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_shown(one) for one in value)
    return plain(value) if isinstance(value, str) and value.startswith("<") else str(value)
