"""Where the passages of a text stand in its Word file: bookmarks that survive a reviewer's program."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from strategies.documents.canonical import Body

Node = Any  # of lxml and python-docx, which bring no types

BLOCK, SECTION, ROWS = "block", "section", "rows"
_LONGEST = 36  # Word takes names of 40 characters
_OURS = re.compile(rf"{BLOCK[0]}_[0-9a-f]{{8}}(_[0-9a-f]{{4}}){{3}}_[0-9a-f]{{12}}$")


def name_of(kind: str, key: str) -> str:
    """The name of a bookmark: letters, digits and strokes, as Word wants it."""
    return f"{kind[0]}_{re.sub('[^A-Za-z0-9]', '_', key)[:_LONGEST]}"


def names_passages(root: Any) -> bool:
    """Whether the main part of a Word file carries bookmarks of passages, as a file of ours does."""
    return any(_OURS.match(one.get(qn("w:name")) or "") for one in root.iter(qn("w:bookmarkStart")))


def names_in(body: Body) -> Mapping[str, tuple[str, str]]:
    """The name of each bookmark that the file of this text carries, with the kind and the key of its passage."""
    found = {}
    for section in body["sections"]:
        key = section.get("key", "")
        found.update({name_of(kind, key): (kind, key) for kind in (SECTION, ROWS)})
        found.update({name_of(BLOCK, one["key"]): (BLOCK, one["key"]) for one in section["blocks"]})
    return found


def mark(elements: Sequence[Node], kind: str, key: str, ids: Iterator[int]) -> None:
    """Set the bookmark of a passage at its first line; nothing where it has none, or no key."""
    lines = (line for element in elements for line in element.iter(qn("w:p")))
    line = next(lines, None)
    if line is None or not key:
        return
    number, properties = str(next(ids)), line.find(qn("w:pPr"))
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name_of(kind, key))
    end.set(qn("w:id"), number)
    line.insert(0 if properties is None else line.index(properties) + 1, start)
    start.addnext(end)
