"""A Word file read into sections and blocks, without losing a word of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from strategies.documents.clean import plain
from strategies.documents.heard import habit_of, voice_of
from strategies.documents.imported import (
    HEADING,
    LIST,
    PARAGRAPH,
    TABLE,
    ImportedBlock,
    ImportedDocument,
    ImportedSection,
)
from strategies.documents.lists import Item, nested, shifted
from strategies.documents.ooxml import MC, A, Element, Level, Numbered, W, attribute, parse, read_looks, read_relations
from strategies.documents.outline import match_section
from strategies.documents.runs import Aside, Line, Notes, Source, paragraphs
from strategies.documents.safety import LARGEST_FILE, MAIN, Package, open_docx
from strategies.documents.tables import table_html
from strategies.documents.voices import opening

# Blocks are saved one by one, so none may grow past what a block may hold.
LONGEST = 60_000
LONG_ITEM = 300
_NUMBERED = re.compile(r"^(?:(?P<decimal>\d+(?:\.\d+)*)\.?|(?P<roman>[IVXL]+)\.|(?P<letter>[A-Z])\.)\s+\S")
_CONTAINERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "del", "moveFrom"}

Progress = Callable[[int], None]


def read_docx(
    data: bytes | Path, *, limit: int = LARGEST_FILE, progress: Progress | None = None, language: str = ""
) -> ImportedDocument:
    """Read a Word file. `progress` is called with rising percentages; `language` is that of the text it is read into.

    Raises UnusableFile for everything that check_docx refuses, and for characters that turn the reading direction.
    """
    tell = progress or (lambda percent: None)
    package = open_docx(data, limit=limit)
    tell(10)
    root = parse(package.markup[MAIN])
    source = Source(read_looks(package), read_relations(package), Aside(), _notes(package), habit_of(root, language))
    tell(25)
    body = root.find(W + "body")
    blocks = _Reader(source).read(root if body is None else body, tell)
    _lay_rest_aside(package, source)
    tell(100)
    return ImportedDocument(_sections(blocks), source.aside.items)


def _sections(blocks: list[ImportedBlock]) -> list[ImportedSection]:
    sections = [ImportedSection(None)]
    for block in blocks:
        if block.kind == HEADING:
            sections.append(ImportedSection(block))
        else:
            sections[-1].blocks.append(block)
    return sections if sections[0].blocks else sections[1:]


def _notes(package: Package) -> Notes:
    notes = Notes()
    for relation in read_relations(package).values():
        kind = relation.kind.removesuffix("s")
        if kind in ("footnote", "endnote") and relation.target in package.markup:
            for one in parse(package.markup[relation.target]).iterfind(W + kind):
                notes.texts[kind, attribute(one, "id") or ""] = one
    return notes


@dataclass
class _Reader:
    """Walks the body once; list paragraphs wait in `items` until their list is over."""

    source: Source
    blocks: list[ImportedBlock] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    by_look: bool = False

    def read(self, body: Element, tell: Progress) -> list[ImportedBlock]:
        """All blocks of the body; headings are found by their look only where no style says so."""
        things = list(_things(body))
        looks = self.source.looks
        self.by_look = not any(one.tag == W + "p" and looks.heading_level(one.find(W + "pPr")) for one in things)
        for at, thing in enumerate(things):
            self._take(thing, is_top=True)
            if at % 50 == 0:
                tell(25 + 65 * at // len(things))
        self._close_list()
        return self.blocks

    def _take(self, thing: Element, *, is_top: bool) -> None:
        if thing.tag == W + "tbl":
            self._close_list()
            self._table(thing)
        elif thing.tag == W + "p":
            self._paragraph(thing, is_top=is_top)
        else:
            self.source.aside.put("object", "")

    def _paragraph(self, paragraph: Element, *, is_top: bool) -> None:
        properties = paragraph.find(W + "pPr")
        looks, signs = self.source.looks, list[str]()
        line = Line(self.source, signs).read(paragraph)
        html = line.html()
        if not html:
            return
        voice = voice_of(paragraph)
        voice = "" if voice == self.source.habit else voice
        level = (looks.heading_level(properties) or self._seeming_level(line)) if is_top else 0
        numbering = None if level else looks.numbering(properties)
        if numbering:
            self._item(html, signs, numbering, voice)
            return
        self._close_list()
        if level and plain(html):
            self._heading(html, signs, level, line.text(), voice)
        else:
            self.blocks += _parted(html, signs, voice)

    def _seeming_level(self, line: Line) -> int:
        """The level that a bold line seems to have, by its number or because it is called like a section."""
        text = line.text() if self.by_look and line.is_bold else ""
        if not text or len(text) > 150 or text.endswith((".", ";", ",")):
            return 0
        if found := _NUMBERED.match(text):
            return found["decimal"].count(".") + 1 if found["decimal"] else 1 if found["roman"] else 2
        return 1 if len(text) <= 80 and match_section(text) else 0

    def _heading(self, html: str, signs: list[str], level: int, text: str, voice: str) -> None:
        self.source.aside.where = text[:80]
        name = f"h{min(level + 1, 6)}"
        self.blocks.append(ImportedBlock(HEADING, f"{opening(name, voice)}{html}</{name}>", signs, level))

    def _item(self, html: str, signs: list[str], place: Numbered, voice: str) -> None:
        key, level, depth = place
        kind = self.source.looks.levels.get((key, level), Level())
        is_long = len(html) > LONG_ITEM
        full = sum(len(one.html) for one in self.items) + len(html) > LONGEST
        if self.items and (full or ((is_long or self.items[-1].is_long) and depth == 0)):
            self._close_list()
        if not depth:
            self.counts[key] += 1
        offset = len(self.signs)
        self.signs += signs
        html = shifted(html, offset)
        start = kind.start + self.counts[key] - 1 if not depth else kind.start
        self.items.append(Item(depth, kind, html, start, is_long, voice))

    def _close_list(self) -> None:
        if self.items:
            self.blocks.append(ImportedBlock(LIST, nested(self.items), self.signs))
        self.items, self.signs = [], []

    def _table(self, table: Element) -> None:
        for html, signs in table_html(table, self._cell, LONGEST):
            if plain(html) or signs:
                self.blocks.append(ImportedBlock(TABLE, html, signs))

    def _cell(self, cell: Element, signs: list[str]) -> str:
        """The inside of a cell, by a reader of its own; its notes are numbered on from `signs`."""
        inner = _Reader(self.source)
        for thing in _things(cell):
            inner._take(thing, is_top=False)
        inner._close_list()
        parts = []
        for block in inner.blocks:
            offset = len(signs)
            signs += block.notes
            parts.append(shifted(block.html, offset))
        is_single = len(inner.blocks) == 1 and inner.blocks[0].kind == PARAGRAPH
        if is_single and parts[0].startswith("<p>"):
            return parts[0].removeprefix("<p>").removesuffix("</p>")
        return "".join(parts)


def _things(container: Element) -> Iterator[Element]:
    """Paragraphs, tables and embedded texts, out of whatever is wrapped around them."""
    for child in container:
        name = child.tag.rpartition("}")[2]
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield child
        elif child.tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            yield from _things(child if chosen is None else chosen)
        elif name in _CONTAINERS or next(child.iter(W + "p"), None) is not None:
            yield from _things(child)
        elif name in ("r", "hyperlink", "oMathPara", "oMath"):
            # Words outside any paragraph, as some converters leave them.
            stray = child.makeelement(W + "p")
            stray.append(child)
            yield stray


def _parted(html: str, signs: list[str], voice: str) -> list[ImportedBlock]:
    """One paragraph, or several where it is longer than a block may be (which then loses its looks)."""
    if len(html) <= LONGEST:
        return [ImportedBlock(PARAGRAPH, f"{opening('p', voice)}{html}</p>", signs)]
    text = re.sub(r"<(?!/?sup|br)[^>]*>", "", html)
    chunks = re.findall(rf"(?s).{{1,{LONGEST}}}(?=[ ]|$)|.{{{LONGEST}}}", text) or [text]
    blocks = [ImportedBlock(PARAGRAPH, f"{opening('p', voice)}{chunk.strip()}</p>") for chunk in chunks]
    return [*blocks[:-1], replace(blocks[-1], notes=signs)]


def _lay_rest_aside(package: Package, source: Source) -> None:
    """Headers, footers, comments, notes that nothing points at, drawings in parts of their own, and links outwards."""
    aside, relations = source.aside, source.relations
    for key, note in source.notes.texts.items():
        if key not in source.notes.used:
            _put_part(note, "note", source)
    aside.where = ""
    for name in package.macros:
        aside.put("macro", name)
    for relation in sorted(set(relations.values()), key=lambda one: one.target):
        content = package.markup.get(relation.target)
        if relation.is_outside and relation.kind != "hyperlink":
            aside.put("link", relation.target)
        elif content and relation.kind in ("header", "footer", "comments"):
            inner = replace(source, relations=read_relations(package, relation.target))
            _put_part(parse(content), relation.kind.removesuffix("s"), inner)
        elif content and relation.kind in ("diagramData", "chart"):
            for one in parse(content).iter(A + "p"):
                aside.put("drawing", "".join(text.text or "" for text in one.iter(A + "t")))


def _put_part(part: Element, kind: str, source: Source) -> None:
    for one in paragraphs(part):
        source.aside.put(kind, Line(source, []).read(one).text())
