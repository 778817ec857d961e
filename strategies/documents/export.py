"""A body as a Word file that a screen reader can walk: real headings, lists, table heads, footnotes, language."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, groupby, product
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import _Cell
from lxml import etree
from lxml import html as markup

from strategies.documents.blank import blank, dress_plainly, first_line, stories
from strategies.documents.canonical import Body
from strategies.documents.direction import speak_in, turn
from strategies.documents.places import BLOCK, ROWS, SECTION, mark
from strategies.documents.remarks import Remark, attach
from strategies.documents.wide import Place, parted, places_of, rows_of, texts_of
from strategies.documents.widths import set_type, set_widths

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SWITCHES = {
    "strong": "bold",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "sup": "superscript",
    "sub": "subscript",
}
_BLOCKS = {"p", "ul", "ol", "table", "blockquote", "hr", "h2", "h3", "h4", "h5", "h6"}
_DEEPEST = 3
_WIDEST = 60  # columns: Word opens no table with more than 63
_FIRST_ID = 100_000  # comments count from nought

Node = Any  # of lxml and python-docx, which bring no types


def export_docx(
    body: Body,
    *,
    language: str = "en",
    facts: Sequence[tuple[str, str]] = (),
    labels: Mapping[str, str] | None = None,
    remarks: Sequence[Remark] = (),
    marking: str = "",
    stamp: str = "",
    template: bytes = b"",
) -> bytes:
    """The body as a .docx file: its title, `facts` (label and value, for the header) and its sections.

    `labels` names the fields of structured rows; fields without a label are left out. `remarks` become Word
    comments and tracked changes beside their words. Each passage carries a bookmark, by which the file finds its way
    back. `marking` stands on top of each page, `stamp` below with the page's number; both also where the style
    `template` (as `clean_template` made it) has headers of its own for the first page or for even ones.
    Blocks must be clean. The file names no author but those of the remarks.
    """
    desk = _Desk(labels or {}, remarks, template)
    desk.describe(str(body.get("header", {}).get("title", "")), language, facts)
    desk.mark(marking, stamp)
    for section in body["sections"]:
        desk.section(section)
    return desk.saved()


class _Desk:
    """A Word file in the making, with the footnotes that wait for their part."""

    def __init__(self, labels: Mapping[str, str], remarks: Sequence[Remark] = (), template: bytes = b"") -> None:
        self.document: Node = blank(template)
        self.labels = labels
        self.remarks: dict[str, list[Remark]] = defaultdict(list)
        for remark in remarks:
            self.remarks[remark.block].append(remark)
        self.ids = count(_FIRST_ID)
        self.notes: list[str] = []
        self.note_style = "footnote text" if "footnote text" in self.document.styles else None
        self.open_notes: Sequence[str] = ()
        self.voice = ""
        self.said: dict[Node, str] = {}  # lines whose language was set

    def describe(self, title: str, language: str, facts: Sequence[tuple[str, str]]) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = title, language
        properties.author = properties.last_modified_by = properties.comments = ""
        speak_in(self.document, language)
        if title:
            self.document.add_paragraph(title, style="Title")
        if facts:
            self._grid([list(fact) for fact in facts])

    def mark(self, marking: str, stamp: str) -> None:
        """The marking above and the stamp below each page, with its number."""
        for header, footer in stories(self.document):
            if marking:
                line = first_line(header)
                line.add_run(marking)
                dress_plainly(line)
            if stamp:
                line = first_line(footer)
                line.add_run(f"{stamp} · ")
                _add_field(line, "PAGE")
                dress_plainly(line)

    def section(self, section: Mapping[str, Any]) -> None:
        if section.get("title"):
            self.document.add_paragraph(section["title"], style="Heading 1")
        heading = [one for one in (self._last(),) if one is not None]
        if section.get("title"):
            mark(heading, SECTION, section.get("key", ""), self.ids)
        self._attach(heading, section.get("key", ""))
        for block in section.get("blocks", ()):
            before = self._last()
            self.open_notes = block.get("notes", ())
            self.fill(self.document, _tree(block["html"]))
            self._say(self._since(before), heading, block.get("key", ""))
        before = self._last()
        self._rows(section.get("rows", ()))
        mark(self._since(before), ROWS, section.get("key", ""), self.ids)

    def _last(self) -> Node:
        """The last element that is written, before the settings that close the file; None in an empty one."""
        return self.document.element.body[-1].getprevious()

    def _since(self, before: Node) -> list[Node]:
        """What is written after `before`. From the end, because counting all of a long file takes its time."""
        written, one = [], self._last()
        while one is not None and one is not before:
            written.append(one)
            one = one.getprevious()
        return written[::-1]

    def _say(self, written: list[Node], heading: list[Node], key: str) -> None:
        """What is said of a passage, at the passage; at its section's heading where it has no words."""
        turn(written, self.document.core_properties.language, self.said)
        self.said = {}
        homeless = self._attach(written, key)
        attach(self.document, heading, homeless, self.ids)
        mark(written, BLOCK, key, self.ids)

    def _attach(self, elements: list[Node], key: str) -> list[Remark]:
        return attach(self.document, elements, self.remarks.pop(key, ()), self.ids)

    def _say_the_rest(self) -> None:
        """What speaks of the whole text, or of a passage that is not in it, stands at the top."""
        rest = [remark for some in self.remarks.values() for remark in some]
        attach(self.document, list(self.document.element.body)[:-1], rest, self.ids)

    def saved(self) -> bytes:
        self._say_the_rest()
        if self.notes:
            _attach(self.document, [self._note_xml(html) for html in self.notes])
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def fill(self, container: Node, node: Node, style: str | None = None, depth: int = 0) -> None:
        """Write what is in `node` into a document or cell; loose words get a paragraph of their own."""
        line = self._loose(container, None, node.text, style)
        for child in node:
            if child.tag in _BLOCKS:
                self._block(container, child, style, depth)
                line = self._loose(container, None, child.tail, style)
            else:
                line = line or self._line(container, style)
                self._inline(line, child, frozenset())
                line = self._loose(container, line, child.tail, style)

    def _loose(self, container: Node, line: Node, text: str | None, style: str | None) -> Node:
        if not text or (line is None and not text.strip()):
            return line
        line = line or self._line(container, style)
        line.add_run(text)
        return line

    def _line(self, container: Node, style: str | None) -> Node:
        line = container.add_paragraph(style=style)
        if self.voice:
            self.said[line._p] = self.voice
        return line

    def _block(self, container: Node, node: Node, style: str | None, depth: int) -> None:
        with self._in_voice_of(node):
            self._written(container, node, style, depth)

    @contextmanager
    def _in_voice_of(self, node: Node) -> Iterator[None]:
        """What is written within is in the language that was set for `node`, if any was."""
        before, self.voice = self.voice, node.get("lang") or self.voice
        yield
        self.voice = before

    def _written(self, container: Node, node: Node, style: str | None, depth: int) -> None:
        if node.tag in ("ul", "ol"):
            self._list(container, node, depth)
        elif node.tag == "table":
            self._table(container, node)
        elif node.tag == "hr":
            container.add_paragraph()
        elif node.tag[0] == "h":
            self.fill(container, node, f"Heading {node.tag[1]}")
        elif any(child.tag in _BLOCKS for child in node):
            self.fill(container, node, style, depth)
        else:
            self._children(self._line(container, "Quote" if node.tag == "blockquote" else style), node, frozenset())

    def _list(self, container: Node, node: Node, depth: int) -> None:
        name = "List Bullet" if node.tag == "ul" else "List Number"
        style = name if not depth else f"{name} {min(depth + 1, _DEEPEST)}"
        for item in node:
            with self._in_voice_of(item):
                self.fill(container, item, style, depth + 1)

    def _inline(self, line: Node, node: Node, looks: frozenset[str]) -> None:
        number = node.get("data-note", "")
        if node.tag == "br":
            line.add_run().add_break()
        elif number.isdigit() and 0 < int(number) <= len(self.open_notes):
            self.notes.append(self.open_notes[int(number) - 1])
            _add_sign(line, len(self.notes) + 1)
        else:
            self._children(line, node, looks | {node.tag} & _SWITCHES.keys())

    def _children(self, line: Node, node: Node, looks: frozenset[str]) -> None:
        _add_run(line, node.text, looks)
        for child in node:
            self._inline(line, child, looks)
            _add_run(line, child.tail, looks)

    def _table(self, container: Node, node: Node) -> None:
        for number, part in enumerate(parted(node, _WIDEST)):
            if number:
                container.add_paragraph()  # tables that touch become one
            self._one_table(container, part)

    def _one_table(self, container: Node, node: Node) -> None:
        rows = rows_of(node)
        places, height, width = places_of(rows)
        if not places:
            return
        table = container.add_table(0, width)
        texts = texts_of(places)
        wide = set_widths(table, texts)
        made = _grid_of(places, height, wide)
        for row in made.rows:
            table._tbl.append(row)
        _dress(table, sum(1 for row in rows if len(row) and all(cell.tag == "th" for cell in row)))
        for (cell, _), element in zip(places, made.cells, strict=True):
            inside = _Cell(element, table)
            with self._in_voice_of(cell):
                self.fill(inside, cell)
            _without_first_if_empty(inside)
        set_type(table, texts)

    def _rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        rows = list(rows)
        names = [name for name in self.labels if any(name in row for row in rows)]
        if names:
            lines = [[_shown(row.get(name)) for name in names] for row in rows]
            self._grid([[self.labels[name] for name in names], *lines], heads=1)

    def _grid(self, lines: list[list[str]], heads: int = 0) -> None:
        table = self.document.add_table(len(lines), len(lines[0]))
        wide = set_widths(table, [(range(at, at + 1), text) for line in lines for at, text in enumerate(line)])
        _dress(table, heads)
        for row, line in zip(table.rows, lines, strict=True):
            for cell, text, width in zip(row.cells, line, wide, strict=True):
                cell.text, cell.width = text, Twips(width)

    def _note_xml(self, html: str) -> Node:
        """The paragraphs of a note, written in the document, which knows how, and taken out of it again."""
        self.open_notes = ()
        line = self.document.add_paragraph(style=self.note_style)
        self._children(line, _tree(re.sub(r"</p>\s*<p>", "<br>", html)), frozenset())
        line._p.getparent().remove(line._p)
        return line._p


def _tree(html: str) -> Node:
    return markup.fragment_fromstring(html, create_parent="div")


def _add_run(line: Node, text: str | None, looks: frozenset[str]) -> None:
    if not text:
        return
    run = line.add_run(text)
    for look in looks:
        setattr(run if look in ("strong", "em", "u") else run.font, _SWITCHES[look], True)


def _add_sign(line: Node, number: int) -> None:
    run = line.add_run()
    run.font.superscript = True
    sign = OxmlElement("w:footnoteReference")
    sign.set(qn("w:id"), str(number))
    run._r.append(sign)


def _add_field(line: Node, code: str) -> None:
    for kind in ("begin", code, "end"):
        run = line.add_run()
        part = OxmlElement("w:instrText" if kind == code else "w:fldChar")
        if kind == code:
            part.text = code
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _attach(document: Node, notes: list[Node]) -> None:
    root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in enumerate(("separator", "continuationSeparator")):
        note = etree.fromstring(
            f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        )
        root.append(note)
    for number, line in enumerate(notes, 2):
        note = etree.SubElement(root, qn("w:footnote"), {qn("w:id"): str(number)})
        line.insert(0 if line.pPr is None else 1, _own_sign())  # what a line looks like stands before its words
        note.append(line)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _own_sign() -> Node:
    return etree.fromstring(
        f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/>'
        f'<w:t xml:space="preserve"> </w:t></w:r>'
    )


def _dress(table: Node, heads: int) -> None:
    """Lines around the cells, and head rows that are told apart and repeated on every page."""
    table.style = "Table Grid"
    for row in list(table.rows)[:heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


class _Grid(NamedTuple):
    """The rows of a table, and the element of each cell in the order of its places."""

    rows: list[Node]
    cells: list[Node]


def _grid_of(places: list[tuple[Node, Place]], height: int, wide: list[int]) -> _Grid:
    """Written at once: joining cells one by one with the library takes seconds for a long table."""
    owner: dict[tuple[int, int], int] = {}
    for number, (_, (top, left, bottom, right)) in enumerate(places):
        owner.update(dict.fromkeys(product(range(top, bottom + 1), range(left, right + 1)), number))
    cells: list[Node] = [None] * len(places)
    rows = []
    for y in range(height):
        row = OxmlElement("w:tr")
        for number, run in groupby(range(len(wide)), key=lambda x, y=y: owner.get((y, x), -1 - x)):  # type: ignore[misc]
            top, bottom = (places[number][1][0], places[number][1][2]) if number >= 0 else (y, y)
            element = _cell_element(
                [wide[x] for x in run], "" if top == bottom else "restart" if y == top else "continue"
            )
            row.append(element)
            if number >= 0 and y == top:
                cells[number] = element
        rows.append(row)
    return _Grid(rows, cells)


def _cell_element(columns: list[int], joined: str) -> Node:
    wide = f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else ""
    tall = f'<w:vMerge w:val="{joined}"/>' if joined else ""
    size = f'<w:tcW w:type="dxa" w:w="{sum(columns)}"/>'
    return parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr>{size}{wide}{tall}</w:tcPr><w:p/></w:tc>")


def _without_first_if_empty(cell: Node) -> None:
    """A new cell comes with an empty paragraph; it goes if others follow. A cell must end with one."""
    first, others = cell.paragraphs[0], cell.paragraphs[1:]
    if others and not first.text and cell._tc[-1].tag == qn("w:p"):
        first._p.getparent().remove(first._p)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(_shown(one) for one in value) if isinstance(value, list | tuple) else str(value)
