"""What reviewers said in a Word file of ours: comments and tracked changes, each with the passage it speaks of.

Names of authors are read to tell reviewers apart and are not handed on.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from strategies.documents.canonical import Body
from strategies.documents.clean import plain
from strategies.documents.ooxml import Element, W, attribute, parse, read_relations
from strategies.documents.pictures import pictures_in
from strategies.documents.pieces import Lines, Piece, flat, read_line, words_of
from strategies.documents.places import BLOCK, names_in
from strategies.documents.runs import paragraphs
from strategies.documents.safety import LARGEST_FILE, MAIN, Package, open_docx

Progress = Callable[[int], None]
COMMENT, CHANGE = "comment", "change"
CONTEXT = 6  # words on either side, until a place is told from others
NOTHING, OUTSIDE, NOTE, UNTRACKED, MACRO = "nothing", "outside", "note", "untracked", "macro"


class Ours(NamedTuple):
    """What we sent out ourselves, by whom: comments as words, suggestions as struck and added words."""

    comments: Collection[tuple[str, str]] = ()
    changes: Collection[tuple[str, str, str]] = ()


@dataclass(frozen=True)
class Said:
    """One remark of a reviewer on the block or section `place`, or on the whole text where it is empty."""

    kind: str
    reviewer: int
    place: str
    words: str
    quote: str = ""
    suggestion: str = ""
    near: int = 0
    at: tuple[int, int] = (0, 0)  # line and character, for their order


@dataclass(frozen=True)
class Lost:
    """What cannot be placed: why, and what it says."""

    reason: str
    words: str


@dataclass(frozen=True)
class Answered:
    """Who answers on a response form, by whose agreement it may be named, and its position."""

    organisation: str
    agreement: str
    day: str
    position: str
    reason: str


@dataclass
class Returned:
    said: list[Said] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    reviewers: int = 0
    pictures: int = 0
    located: int = 0  # pictures that tell where they were taken
    answered: Answered | None = None  # for a response form


def read_returned(data: bytes | Path, body: Body, ours: Ours, *, progress: Progress | None = None) -> Returned:
    """Read what was said in a file of this text, but for what we said ourselves.

    Raises UnusableFile for everything that is no sound Word file.
    """
    tell = progress or (lambda percent: None)
    package = open_docx(data, limit=LARGEST_FILE)
    tell(20)
    reader = _Reader(body, ours, _comments(package))
    reader.read(parse(package.markup[MAIN]), tell)
    reader.finish()
    reader.lay_aside(package)
    found = reader.found
    found.reviewers = len(reader.authors)
    found.pictures, found.located = pictures_in(data, package.others)
    return found


def _comments(package: Package) -> dict[str, tuple[str, str]]:
    """Author and words of each comment."""
    found = {}
    for relation in read_relations(package).values():
        if relation.kind == "comments" and relation.target in package.markup:
            for one in parse(package.markup[relation.target]).iterfind(W + "comment"):
                lines = ["".join(words_of(line)) for line in paragraphs(one)]
                found[attribute(one, "id") or ""] = (attribute(one, "author") or "", "\n".join(lines).strip())
    return found


@dataclass
class _Open:
    """A comment whose range is being read: where it began, and the words of that passage within it."""

    place: tuple[str, str] | None
    near: int
    at: tuple[int, int]
    parts: list[str] = field(default_factory=list)
    is_open: bool = True


class _Reader:
    """Walks the file once, line by line, knowing in which passage it is."""

    def __init__(self, body: Body, ours: Ours, comments: Mapping[str, tuple[str, str]]) -> None:
        self.found, self.ours, self.comments = Returned(), ours, comments
        self.names = names_in(body)
        self.texts = {one["key"]: plain(one["html"]) for section in body["sections"] for one in section["blocks"]}
        self.by_line = _unique_lines(self.texts)
        self.place: tuple[str, str] | None = None
        self.marked: set[str] = set()
        self.seen: dict[str, list[str]] = {}
        self.open: dict[str, _Open] = {}
        self.authors: dict[str, int] = {}
        self.number = 0

    def read(self, root: Element, tell: Progress) -> None:
        if self._has_places(root):
            self.by_line = {}
        lines = Lines(root)
        for at, (line, bookmarks) in enumerate(lines):
            self.number = at
            self._move(bookmarks)
            self._line(line)
            if at % 100 == 0:
                tell(min(95, 20 + at * 75 // max(lines.count, 1)))

    def _has_places(self, root: Element) -> bool:
        """Whether passages stand where bookmarks say so; else a title that a passage repeats would be taken for it."""
        names = (attribute(one, "name") or "" for one in root.iter(W + "bookmarkStart"))
        return any(self.names.get(name, ("",))[0] == BLOCK for name in names)

    def _move(self, bookmarks: list[str]) -> None:
        places = [self.names[name] for name in bookmarks if name in self.names]
        if places:
            self.place = places[0]
            self.marked |= {key for kind, key in places if kind == BLOCK}

    def _line(self, line: Element) -> None:
        read = read_line(line)
        base = "".join(piece.text for piece in read.pieces if not piece.added_by)
        if flat(base) in self.by_line:
            self.place = (BLOCK, self.by_line[flat(base)])
        before = self.seen.setdefault(self.place[1], []) if self.place else []
        offset = sum(len(one) + 1 for one in before)
        self._ranges(read.marks, read.pieces, offset)
        self._changes(read.pieces, offset)
        before.append(base)

    def _ranges(self, marks: list[tuple[str, str, int]], pieces: list[Piece], offset: int) -> None:
        """Begin and end comments where the line says so, and give their words to those that are open."""
        for at in range(len(pieces) + 1):
            for kind, key, place in marks:
                if place == at:
                    self._mark(kind, key, offset + sum(len(one.text) for one in pieces[:at] if not one.added_by))
            if at < len(pieces) and not pieces[at].added_by:
                for one in self.open.values():
                    if one.is_open and one.place == self.place:
                        one.parts.append(pieces[at].text)
        for one in self.open.values():
            one.parts.append("\n" if one.is_open else "")

    def _mark(self, kind: str, key: str, near: int) -> None:
        if kind == "end" and key in self.open:
            self.open[key].is_open = False
        elif kind != "end" and key not in self.open:
            self.open[key] = _Open(self.place, near, (self.number, near), is_open=kind == "start")

    def _changes(self, pieces: list[Piece], offset: int) -> None:
        for start, end in _stretches(pieces):
            group = pieces[start:end]
            struck = "".join(one.text for one in group if not one.added_by)
            added = "".join(one.text for one in group if not one.struck_by)
            who = [name for one in group for name in (one.added_by, one.struck_by) if name]
            known = {(name, flat(struck), flat(added)) for name in who} & set(self.ours.changes)
            if not flat(struck + added) or (known and len(set(who)) == 1):
                continue
            others = [name for name in who if name not in {one[0] for one in known}] or who
            before = "".join(one.text for one in pieces[:start] if not one.added_by)
            after = "".join(one.text for one in pieces[end:] if not one.added_by)
            self._change(self._reviewer(others[0]), offset, (before, struck, added, after))

    def _change(self, reviewer: int, offset: int, around: tuple[str, str, str, str]) -> None:
        before, struck, added, after = around
        if self.place is None or self.place[0] != BLOCK:
            self.found.lost.append(Lost(OUTSIDE, f"{flat(struck)} → {flat(added)}"))
            return
        key = self.place[1]
        near = offset + len(before)
        quote, suggestion = _told_apart(flat(self.texts[key]), before, struck, added, after)
        self.found.said.append(Said(CHANGE, reviewer, key, "", quote, suggestion, near, (self.number, near)))

    def _reviewer(self, author: str) -> int:
        return self.authors.setdefault(author, len(self.authors) + 1)

    def finish(self) -> None:
        """Say of each comment where it stands, and of each passage whether its words were changed untracked."""
        for key, (author, words) in self.comments.items():
            if any(author == name and (words + "\n").startswith(said + "\n") for name, said in self.ours.comments):
                continue
            one = self.open.get(key)
            if one is None or not words:
                self.found.lost.append(Lost(NOTHING, words))
                continue
            place = one.place[1] if one.place else ""
            quote = flat("".join(one.parts)) if one.place and one.place[0] == BLOCK else ""
            self.found.said.append(Said(COMMENT, self._reviewer(author), place, words, quote, near=one.near, at=one.at))
        self.found.said.sort(key=lambda one: one.at)
        for block in self.texts:
            base = "\n".join(self.seen.get(block, ()))
            if block in self.marked and base.split() != self.texts[block].split():
                self.found.lost.append(Lost(UNTRACKED, flat(base)))

    def lay_aside(self, package: Package) -> None:
        """Changes in notes, headers and footers have no passage to stand at; a program has no place at all."""
        self.found.lost += [Lost(MACRO, name) for name in package.macros]
        for relation in read_relations(package).values():
            if relation.kind in ("footnotes", "endnotes", "header", "footer") and relation.target in package.markup:
                for change in parse(package.markup[relation.target]).iter(W + "ins", W + "del"):
                    if words := flat("".join(words_of(change))):
                        self.found.lost.append(Lost(NOTE, words))


def _unique_lines(texts: Mapping[str, str]) -> dict[str, str]:
    """Lines that stand in one block alone, for files whose bookmarks are gone."""
    found: dict[str, str | None] = {}
    for key, text in texts.items():
        for line in {flat(one) for one in text.split("\n")} - {""}:
            found[line] = None if line in found else key
    return {line: key for line, key in found.items() if key}


def _stretches(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """Neighbours that were changed, as one change."""
    start = None
    for at, one in enumerate([*pieces, Piece("")]):
        is_changed = bool(one.added_by or one.struck_by)
        if is_changed and start is None:
            start = at
        elif not is_changed and start is not None:
            yield start, at
            start = None


def _told_apart(text: str, before: str, struck: str, added: str, after: str) -> tuple[str, str]:
    """The struck words and what stands for them, with as many neighbours as tell the place from others."""
    tried = ("", flat(added))
    for left, right in [*((n, 0) for n in range(CONTEXT + 1)), *((CONTEXT, n) for n in range(1, CONTEXT + 1))]:
        head, tail = _last(before, left), _first(after, right)
        quote, suggestion = flat(head + struck + tail), flat(head + added + tail)
        if quote and suggestion and text.count(quote):
            tried = (quote, suggestion)
            if text.count(quote) == 1:
                break
    return tried if tried[0] or tried[1] else (flat(struck), "")


def _last(text: str, count: int) -> str:
    return "".join(re.findall(r"\S+\s*", text)[-count:]) if count else ""


def _first(text: str, count: int) -> str:
    return "".join(re.findall(r"\s*\S+", text)[:count])
