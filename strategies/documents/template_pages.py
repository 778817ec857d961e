"""Size, margins, headers and footers of a mission's style template, written anew from what is known to be harmless."""

import io
import struct
import zipfile
import zlib
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx.oxml import OxmlElement
from docx.shared import Emu
from PIL import Image, ImageOps

from strategies.documents.clean import HIDDEN
from strategies.documents.errors import UnusableFile
from strategies.documents.ooxml import A, Element, Looks, Relation, W, attribute, is_on
from strategies.documents.safety import MEGABYTE
from strategies.documents.template_styles import Said, name, only_plain
from strategies.enums.style import Dropped

Node = Any  # of python-docx, which brings no types

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_LINE = ("pStyle", "pBdr", "shd", "tabs", "bidi", "ind", "jc")
_RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "sz", "szCs", "highlight", "u",
    "shd", "vertAlign", "rtl", "cs", "lang",
)  # fmt: skip
_TABLE = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblLook")
_CELL = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "vAlign")
_WRAPS = {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "AlternateContent", "Choice"}
_OBJECTS = {"pict", "object", "control", "oMath", "oMathPara", "altChunk", "subDoc"}
_KEPT_FIELDS = {"PAGE", "NUMPAGES"}
# So that a page has room for its text, and the marking stands above it.
MOST_LINES, MOST_WORDS, MOST_PICTURES = 12, 1000, 4
_WIDEST, _TALLEST = 5_760_000, 900_000  # of a picture: 16 by 2.5 cm
_LARGEST_LETTERS = 36  # half points
_MOST_PIXELS, _LARGEST_PICTURE = 16_000_000, 4 * MEGABYTE
_MOST_COLUMNS = 63  # Word opens no table with more
_MOST_DOTS = 2000  # a side: 300 to the inch on a header's width
_UNREADABLE = (
    KeyError, IndexError, TypeError, OSError, EOFError, ValueError, OverflowError, SyntaxError, struct.error,
    zlib.error, zipfile.BadZipFile, Image.DecompressionBombError,
)  # fmt: skip
_KINDS = {"PNG": "PNG", "JPEG": "JPEG", "GIF": "PNG"}

TOO_LONG = _(
    "A header or footer of this file holds more than %(lines)s lines, %(signs)s characters or %(pictures)s pictures, "
    "and the text would have no room below it. Shorten it and send the file again."
)


def _local(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]


def page_of(sections: list[Element], said: Said) -> dict[str, dict[str, int]]:
    """Size and margins of the last section, in twentieths of a point; nothing where a text would not fit on it."""
    size: Any
    margins: Any
    size, margins = (sections[-1].find(W + tag) if sections else None for tag in ("pgSz", "pgMar"))
    if size is None and margins is None:
        return {}
    try:
        found = {
            "size": {side: int(float(size.get(W + side))) for side in ("w", "h")},
            "margins": {
                side: int(float(margins.get(W + side)))
                for side in ("top", "bottom", "left", "right", "header", "footer")
            },
        }
    except (AttributeError, TypeError, ValueError, OverflowError):
        found = {}
    if not found or not _fits(found["size"], found["margins"]):
        name(said, Dropped.PAGE)
        return {}
    return found


def _fits(size: dict[str, int], margins: dict[str, int]) -> bool:
    """A margin below nothing lays the text over the header, in which the marking stands."""
    sides = all(284 <= margins[side] <= 4320 for side in ("top", "bottom", "left", "right"))
    edges = all(200 <= margins[side] <= 2160 for side in ("header", "footer"))
    room = (
        size["w"] - margins["left"] - margins["right"] >= 4000,
        size["h"] - margins["top"] - margins["bottom"] >= 6000,
    )
    return sides and edges and all(room) and all(6000 <= size[side] <= 25_000 for side in "wh")


@dataclass
class Story:
    """One header or footer on its way from a file that is not ours into a part that is."""

    into: Node
    relations: dict[str, Relation]
    drawn: "Pictures"
    looks: Looks
    styles: set[str]
    said: Said
    fields: list[list[str]] = field(default_factory=list)
    lines: int = 0
    signs: int = 0
    pictures: int = 0

    def write(self, root: Element) -> None:
        """Everything of it that is kept. Raises UnusableFile where it is longer than a page has room for."""
        self.into.is_linked_to_previous = False
        for old in list(self.into._element):
            self.into._element.remove(old)
        self._blocks(root, self.into._element)
        for code, _phase in self.fields:  # without an end
            name(self.said, Dropped.FIELD, _code(code))
        if not len(self.into._element) or _local(self.into._element[-1]) == "tbl":
            self.into._element.append(OxmlElement("w:p"))

    def _blocks(self, source: Element, target: Node) -> None:
        for one in source:
            local = _local(one)
            if local == "p":
                self._line(one, target)
            elif local == "tbl":
                self._table(one, target)
            elif local in _WRAPS:
                self._wrap(one, local)
                self._blocks(one, target)
            else:
                self._left_out(local)

    def _wrap(self, one: Element, local: str) -> None:
        if local in ("ins", "moveTo"):
            name(self.said, Dropped.TRACKED)
        if local == "hyperlink":
            name(self.said, Dropped.FIELD, "HYPERLINK")

    def _left_out(self, local: str) -> None:
        if local in _OBJECTS:
            name(self.said, Dropped.OBJECTS)
        if local in ("del", "moveFrom"):
            name(self.said, Dropped.TRACKED)

    def _line(self, source: Element, target: Node) -> None:
        self._count(lines=1)
        line = OxmlElement("w:p")
        looks = OxmlElement("w:pPr")
        self._copy(source.find(W + "pPr"), looks, _LINE)
        spacing = OxmlElement("w:spacing")
        # Exact or negative distances would draw one line over another.
        for key, value in (("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto")):
            spacing.set(W + key, value)
        after = next((one for one in looks if _local(one) in ("ind", "jc")), None)
        looks.append(spacing) if after is None else after.addprevious(spacing)
        line.append(looks)
        self._inside(source, line)
        target.append(line)

    def _copy(self, source: Element | None, target: Node, kept: tuple[str, ...]) -> None:
        found = {} if source is None else {_local(one): one for one in source if one.tag.startswith(W)}
        for tag in kept:
            one = found.get(tag)
            if one is None or (tag.endswith("Style") and not self._is_usable(attribute(one))):
                continue
            copy = only_plain(deepcopy(one), self.said)
            if tag in ("sz", "szCs") and not _is_modest(attribute(copy)):
                continue
            target.append(copy)

    def _is_usable(self, style: str | None) -> bool:
        """A style that is there, and whose letters do not fill the page."""
        sizes = [
            attribute(one.properties.find(W + "sz")) for one in self.looks.chain(style) if one.properties is not None
        ]
        size = next((one for one in sizes if one), "0")
        return style in self.styles and size.isdecimal() and int(size) <= _LARGEST_LETTERS

    def _inside(self, source: Element, line: Node) -> None:
        for one in source:
            local = _local(one)
            if local == "r":
                self._run(one, line)
            elif local == "fldSimple":
                self._simple_field(one, line)
            elif local in _WRAPS:
                self._wrap(one, local)
                self._inside(one, line)
            else:
                self._left_out(local)

    def _simple_field(self, one: Element, line: Node) -> None:
        self._count(signs=1)
        code = _code(attribute(one, "instr") or "")
        if code in _KEPT_FIELDS and self._is_shown():
            line.append(_number(code))
            return
        name(self.said, Dropped.FIELD, code)
        self._inside(one, line)

    def _is_shown(self) -> bool:
        """Not within the code of a field, nor within a number that is written anew."""
        return all(phase == "shown" for _code_of, phase in self.fields)

    def _run(self, source: Element, line: Node) -> None:
        # Also where it is empty: what is looked at once for each of them is much for a hundred thousand.
        self._count(signs=1)
        is_hidden = self._is_hidden(source)
        for one in source:
            local = _local(one)
            if local in ("fldChar", "instrText"):
                self._field(one, local, line)
            elif local in ("AlternateContent", "Choice"):
                self._run(one, line)
            elif is_hidden or not self._is_shown():
                continue
            elif local == "t":
                self._words(source, one.text or "", line)
            elif local in ("tab", "ptab", "cr", "noBreakHyphen") or (local == "br" and not one.get(W + "type")):
                self._piece(
                    source,
                    OxmlElement(
                        {"tab": "w:tab", "ptab": "w:tab", "noBreakHyphen": "w:noBreakHyphen"}.get(local, "w:br")
                    ),
                    line,
                )
                self._count(lines=local in ("br", "cr"), signs=1)
            elif local == "drawing":
                self._drawing(one, line)
            else:
                self._left_out(local)

    def _is_hidden(self, run: Element) -> bool:
        """Hidden by itself or by its styles; it is not shown to anybody now either."""
        line = next(run.iterancestors(W + "p"), None)
        style = None if line is None else attribute(line.find(f"{W}pPr/{W}pStyle"))
        by_line = any(is_on(one.properties, "vanish") for one in self.looks.chain(style))
        if not by_line and not self.looks.is_hidden(run.find(W + "rPr")):
            return False
        name(self.said, Dropped.HIDDEN)
        return True

    def _words(self, source: Element, text: str, line: Node) -> None:
        text = HIDDEN.sub("", text)
        self._count(signs=max(len(text), 1))
        piece = OxmlElement("w:t")
        piece.text = text
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        self._piece(source, piece, line)

    def _piece(self, source: Element, piece: Node, line: Node) -> None:
        run, looks = OxmlElement("w:r"), OxmlElement("w:rPr")
        self._copy(source.find(W + "rPr"), looks, _RUN)
        if len(looks):
            run.append(looks)
        run.append(piece)
        line.append(run)

    def _field(self, one: Element, local: str, line: Node) -> None:
        if local == "instrText":
            if self.fields and self.fields[-1][1] == "code":
                self.fields[-1][0] += one.text or ""
            return
        kind = attribute(one, "fldCharType")
        if kind == "begin":
            self.fields.append(["", "code"])
        elif self.fields and kind == "separate" and self.fields[-1][1] == "code":
            self._show(line)
        elif self.fields and kind == "end":
            if self.fields[-1][1] == "code":
                self._show(line)
            self.fields.pop()

    def _show(self, line: Node) -> None:
        """From here on stands what a field showed; a number of pages is written by ourselves instead."""
        last = self.fields[-1]
        code = _code(last[0])
        last[1] = "shown"
        if code in _KEPT_FIELDS:
            if self._is_shown():
                line.append(_number(code))
            last[1] = "written"
        else:
            name(self.said, Dropped.FIELD, code)

    def _table(self, source: Element, target: Node) -> None:
        table, looks, grid = OxmlElement("w:tbl"), OxmlElement("w:tblPr"), OxmlElement("w:tblGrid")
        self._copy(source.find(W + "tblPr"), looks, _TABLE)
        for column in source.findall(f"{W}tblGrid/{W}gridCol")[:_MOST_COLUMNS]:
            grid.append(only_plain(deepcopy(column), self.said))
        table.append(looks)
        table.append(grid)
        for row in source.iterfind(W + "tr"):
            self._row(row, table)
        if table.find(W + "tr") is not None:
            target.append(table)

    def _row(self, source: Element, table: Node) -> None:
        row = OxmlElement("w:tr")
        for one in source.iterfind(W + "tc"):
            cell, looks = OxmlElement("w:tc"), OxmlElement("w:tcPr")
            self._copy(one.find(W + "tcPr"), looks, _CELL)
            cell.append(looks)
            self._blocks(one, cell)
            if _local(cell[-1]) != "p":
                self._count(lines=1)
                cell.append(OxmlElement("w:p"))
            row.append(cell)
        if len(row):
            table.append(row)

    def _drawing(self, source: Element, line: Node) -> None:
        picture = next(source.iter(A + "blip"), None)
        relation = None if picture is None else self.relations.get(picture.get(_R + "embed", ""))
        if relation is None or relation.is_outside:
            name(self.said, Dropped.OBJECTS)
            return
        self._count(pictures=1)
        data = self.drawn.anew(relation.target)
        if data is None:
            name(self.said, Dropped.PICTURE, relation.target.rpartition(".")[2].upper()[:8])
            return
        # Always in the line: a picture that floats could lie over the marking.
        drawn = self.into.part.new_pic_inline(io.BytesIO(data), *_extent(source, data))
        drawing, run = OxmlElement("w:drawing"), OxmlElement("w:r")
        drawing.append(drawn)
        run.append(drawing)
        line.append(run)

    def _count(self, lines: int = 0, signs: int = 0, pictures: int = 0) -> None:
        self.lines, self.signs, self.pictures = self.lines + lines, self.signs + signs, self.pictures + pictures
        if self.lines > MOST_LINES or self.signs > MOST_WORDS or self.pictures > MOST_PICTURES:
            raise UnusableFile(TOO_LONG, "file", lines=MOST_LINES, signs=MOST_WORDS, pictures=MOST_PICTURES)


def _is_modest(size: str | None) -> bool:
    return bool(size) and str(size).isdecimal() and int(str(size)) <= _LARGEST_LETTERS


def _code(text: str) -> str:
    """What a field is called: its first word."""
    first = (text.split() or ["?"])[0].upper()
    return first if first.isascii() and first.isalpha() else "="


def _number(code: str) -> Node:
    field_, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field_.set(W + "instr", f" {code} ")
    text.text = "1"
    run.append(text)
    field_.append(run)
    return field_


@dataclass
class Pictures:
    """The pictures of a file, each drawn once however many headers show it. `left` are the pixels that somebody who
    waits still has time for."""

    packed: zipfile.ZipFile
    left: int = _MOST_PIXELS
    known: dict[str, bytes | None] = field(default_factory=dict)

    def anew(self, path: str) -> bytes | None:
        """Drawn anew, so that nothing but what is seen comes along; None for what is no picture, or is too large."""
        if path not in self.known:
            self.known[path] = _picture(self, path)
        return self.known[path]


def _picture(drawn: Pictures, path: str) -> bytes | None:
    try:
        if drawn.packed.getinfo(path).file_size > _LARGEST_PICTURE:
            return None
        with Image.open(io.BytesIO(drawn.packed.read(path)), formats=list(_KINDS)) as opened:
            if opened.width * opened.height > drawn.left:
                return None
            drawn.left -= opened.width * opened.height
            kind = _KINDS[opened.format or ""]
            opened.thumbnail((_MOST_DOTS, _MOST_DOTS))
            turned = ImageOps.exif_transpose(opened).convert("RGB" if kind == "JPEG" else "RGBA")
    except _UNREADABLE:
        return None
    fresh, out = Image.new(turned.mode, turned.size), io.BytesIO()
    fresh.paste(turned)
    fresh.save(out, kind)
    return out.getvalue()


def _extent(source: Element, data: bytes) -> tuple[Node, Node]:
    """As large as it was drawn, in its own proportions, and no larger than a header has room for."""
    with Image.open(io.BytesIO(data)) as drawn:
        width, height = drawn.size
    asked = next((one.get("cx", "") for one in source.iter(_WP + "extent")), "")
    wide = min(int(asked), _WIDEST) if asked.isdecimal() and int(asked) else _WIDEST // 4
    wide = min(wide, _TALLEST * width // height)
    return Emu(max(wide, 1)), Emu(max(wide * height // width, 1))
