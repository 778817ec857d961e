"""The parts of a Word file beside its text: styles, numbering, relations; and how its markup is parsed."""

import posixpath
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from strategies.documents.errors import UnusableFile
from strategies.documents.safety import BROKEN, MAIN, Package

Element: TypeAlias = Any  # lxml has no types; these are its elements

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# “Strict” files use other names for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
)
# Headings of the United Nations' own template, whose outline levels do not tell chapters from parts.
_UN_HEADINGS = {
    "_ h _ch": 1, "title_h_ch": 1, "_ h_1": 2, "title_h1": 2, "_ h_2/3": 3, "agenda_title_h2": 3, "_ h_4": 4,
    "_ h_5/6": 5,
}  # fmt: skip
_NAMED = re.compile(r"heading (\d)$")
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])$")
_FALSE = {"0", "false", "off", "none"}
_LETTERS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


def parse(content: bytes) -> Element:
    """The tree of a part, with nothing resolved or fetched. Raises UnusableFile."""
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableFile(BROKEN) from error


def attribute(element: Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(W + name)


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a switch such as w:b stands in these properties and is not set to off."""
    switch = None if properties is None else properties.find(W + name)
    return switch is not None and (attribute(switch) or "1").lower() not in _FALSE


@dataclass(frozen=True)
class Style:
    name: str
    based_on: str | None
    outline: int | None
    numbering: tuple[str, int] | None
    properties: Element | None

    @property
    def own_level(self) -> int | None:
        """Its heading level if this style itself says so; 0 says that it is body text."""
        name = self.name.lower()
        if name in _UN_HEADINGS or name == "title":
            return _UN_HEADINGS.get(name, 1)
        if named := _NAMED.match(name):
            return int(named[1])
        return None if self.outline is None else (self.outline + 1 if self.outline < 9 else 0)


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; `sign` is the type attribute of an ordered list."""

    is_ordered: bool = False
    sign: str = ""
    start: int = 1


class Numbered(NamedTuple):
    """Where a paragraph stands in a list: its key and level there, and how deep it looks."""

    key: str
    level: int
    depth: int


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True)
class Looks:
    """Styles and numbering of a file."""

    styles: dict[str, Style] = field(default_factory=dict)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)

    def chain(self, style: str | None) -> list[Style]:
        """A style and those it is based on, also where the file goes round in a circle."""
        seen: dict[str, Style] = {}
        while style and style in self.styles and style not in seen:
            seen[style] = self.styles[style]
            style = self.styles[style].based_on
        return list(seen.values())

    def heading_level(self, properties: Element | None) -> int:
        """1 and more for a heading, 0 for other paragraphs."""
        if properties is None:
            return 0
        direct = attribute(properties.find(W + "outlineLvl"))
        if direct and direct.isdigit():
            return int(direct) + 1 if int(direct) < 9 else 0
        style = attribute(properties.find(W + "pStyle"))
        return next((one.own_level for one in self.chain(style) if one.own_level is not None), 0)

    def numbering(self, properties: Element | None) -> Numbered | None:
        """The list of a paragraph that Word numbers or marks by itself."""
        if properties is None:
            return None
        found = _numbering(properties)
        chain = self.chain(attribute(properties.find(W + "pStyle")))
        found = found or next((one.numbering for one in chain if one.numbering), None)
        if found is None or found[0] == "0":
            return None
        # “List Bullet 2” is a list of its own to Word, and a deeper one to people.
        named = next((int(match[1]) - 1 for one in chain if (match := _DEEPER.match(one.name.lower()))), 0)
        return Numbered(*found, depth=max(found[1], named))

    def is_hidden(self, properties: Element | None) -> bool:
        if properties is None:
            return False
        style = attribute(properties.find(W + "rStyle"))
        if properties.find(W + "vanish") is not None:
            return is_on(properties, "vanish")
        return any(is_on(one.properties, "vanish") for one in self.chain(style))


def read_looks(package: Package) -> Looks:
    styles, numbering = package.markup.get("word/styles.xml"), package.markup.get("word/numbering.xml")
    return Looks(_styles(parse(styles)) if styles else {}, _levels(parse(numbering)) if numbering else {})


def read_relations(package: Package, part: str = MAIN) -> dict[str, Relation]:
    folder, name = posixpath.split(part)
    content = package.markup.get(f"{folder}/_rels/{name}.rels")
    if not content:
        return {}
    found = {}
    for one in parse(content):
        outside, target = one.get("TargetMode") == "External", one.get("Target", "")
        path = target if outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        path = target.lstrip("/") if target.startswith("/") and not outside else path
        found[one.get("Id", "")] = Relation(one.get("Type", "").rsplit("/", 1)[-1], path, outside)
    return found


def _styles(root: Element) -> dict[str, Style]:
    found = {}
    for one in root.iterfind(W + "style"):
        properties = one.find(W + "pPr")
        outline = attribute(properties.find(W + "outlineLvl")) if properties is not None else None
        found[one.get(W + "styleId", "")] = Style(
            name=attribute(one.find(W + "name")) or "",
            based_on=attribute(one.find(W + "basedOn")),
            outline=int(outline) if outline and outline.isdigit() else None,
            numbering=None if properties is None else _numbering(properties),
            properties=one.find(W + "rPr"),
        )
    return found


def _numbering(properties: Element) -> tuple[str, int] | None:
    numbering = properties.find(W + "numPr")
    key = None if numbering is None else attribute(numbering.find(W + "numId"))
    if numbering is None or key is None:
        return None
    level = attribute(numbering.find(W + "ilvl")) or "0"
    return key, min(int(level), 8) if level.isdigit() else 0


def _levels(root: Element) -> dict[tuple[str, int], Level]:
    kinds = {
        (one.get(W + "abstractNumId"), level.get(W + "ilvl")): _level(level)
        for one in root.iterfind(W + "abstractNum")
        for level in one.iterfind(W + "lvl")
    }
    found = {}
    for one in root.iterfind(W + "num"):
        kind, key = attribute(one.find(W + "abstractNumId")), one.get(W + "numId", "")
        found.update({(key, at): kinds[kind, str(at)] for at in range(9) if (kind, str(at)) in kinds})
    return found


def _level(level: Element) -> Level:
    kind, start = attribute(level.find(W + "numFmt")) or "decimal", attribute(level.find(W + "start")) or "1"
    return Level(kind not in ("bullet", "none"), _LETTERS.get(kind, ""), int(start) if start.isdigit() else 1)
