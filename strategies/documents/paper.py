"""A body as an accessible PDF (PDF/UA): contents, marking and number on each page, table heads, footnotes, language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import override
from lxml import etree
from lxml import html as markup

from pocplan.ui.pdf import as_accessible_pdf
from strategies.documents.direction import turn_lines
from strategies.documents.paper_tables import HEADINGS, lay_tables, share_sheets

_SECTION = 2
_NARROW = 6  # columns that stand beside one another on an upright page

Node = Any  # of lxml, which brings no types


class Table(NamedTuple):
    """Structured rows with the names of their fields."""

    heads: list[str]
    lines: list[list[str]]
    wide: bool


class Part(NamedTuple):
    """A section or an annex, ready to be set. `marking` says who may read it where that is not who reads the rest."""

    place: str
    title: str
    blocks: list[str]
    table: Table | None
    marking: str


class Annexed(NamedTuple):
    """An annex that goes along: what it is called, who may read it, and its body."""

    title: str
    marking: str
    body: Mapping[str, Any]


def export_pdf(
    body: Mapping[str, Any],
    *,
    seed: str,
    language: str = "en",
    facts: Sequence[tuple[str, str]] = (),
    labels: Mapping[str, str] | None = None,
    annexes: Sequence[Annexed] = (),
    marking: str = "",
    stamp: str = "",
) -> bytes:
    """The body as a tagged PDF in the document's `language`: title, `facts`, contents, sections, annexes.

    `labels` names the fields of structured rows; fields without a label are left out. `marking` stands on top of
    each page, `stamp` below with the page's number of all pages. Blocks must be clean.
    """
    title = str(body.get("header", {}).get("title", ""))
    sheet = {
        "body": "strategies/sheet.html",
        "heading": title,
        "language": language,
        "facts": facts,
        "marking": marking,
        "stamp": stamp,
        "sections": [_section(place, one, labels or {}) for place, one in enumerate(body["sections"], 1)],
        "annexes": [_annex(place, one) for place, one in enumerate(annexes, 1)],
    }
    with override(language):
        html = render_to_string("certificates/sheet.html", sheet)
    return as_accessible_pdf(html, seed=seed, look="controlled")


def _section(place: int, section: Mapping[str, Any], labels: Mapping[str, str]) -> Part:
    blocks = _blocks(section.get("blocks", ()))
    return Part(
        f"s{place}", f"{place}. {section.get('title', '')}", blocks, _table(section.get("rows", ()), labels), ""
    )


def _annex(place: int, annex: Annexed) -> Part:
    blocks = [block for section in annex.body["sections"] for block in _blocks(section.get("blocks", ()))]
    return Part(f"a{place}", annex.title, blocks, None, annex.marking)


def _table(rows: Iterable[Mapping[str, Any]], labels: Mapping[str, str]) -> Table | None:
    rows = list(rows)
    names = [name for name in labels if any(row.get(name) not in (None, "") for row in rows)]
    lines = [[_shown(row.get(name)) for name in names] for row in rows]
    return Table([labels[name] for name in names], lines, len(names) > _NARROW) if names else None


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(_shown(one) for one in value) if isinstance(value, list | tuple) else str(value)


def _blocks(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    level, found = _SECTION, list[Node]()
    for block in blocks:
        tree = _tree(block["html"])
        _place_notes(tree, block.get("notes", ()))
        level = _lift(tree, level)
        lay_tables(tree)
        turn_lines(tree)
        found.append(tree)
    share_sheets(found)
    return [etree.tostring(tree, encoding="unicode", method="html") for tree in found]


def _place_notes(tree: Node, notes: Sequence[str]) -> None:
    """Each sign becomes its note, which the page puts at its foot with a number."""
    for sign in list(tree.iter("sup")):
        number = sign.get("data-note", "")
        if not number.isdigit() or not 0 < int(number) <= len(notes):
            continue
        note = _tree(notes[int(number) - 1].replace("</p><p>", "<br>").replace("<p>", "").replace("</p>", ""))
        note.tag, note.tail = "span", sign.tail
        note.set("class", "footnote")
        sign.getparent().replace(sign, note)


def _lift(tree: Node, level: int) -> int:
    """Headings stand one deeper than in the editor, under their section, and leave out no level."""
    for heading in tree.iter(*HEADINGS):
        level = min(HEADINGS[heading.tag], level + 1)
        heading.tag = f"h{level}"
    return level


def _tree(html: str) -> Node:
    return markup.fragment_fromstring(html, create_parent="div")
