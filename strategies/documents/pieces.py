"""One line of a Word file as pieces: whose words were added and struck, and where comments begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from strategies.documents.ooxml import Element, W, attribute
from strategies.documents.runs import paragraphs

_SILENT = {
    "pPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "drawing", "pict", "object", "txbxContent",
    "Fallback", "footnoteReference", "endnoteReference", "annotationRef",
}  # fmt: skip
_SPACES = {"tab", "br", "cr", "ptab"}


@dataclass(frozen=True)
class Piece:
    text: str
    added_by: str = ""
    struck_by: str = ""


@dataclass
class Read:
    """`marks` are (start, end or sign; the comment; before which piece)."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[tuple[str, str, int]] = field(default_factory=list)


def flat(text: str) -> str:
    return " ".join(text.split())


def read_line(line: Element) -> Read:
    """The pieces of a paragraph; somebody's change upon somebody's change keeps both names."""
    read = Read()
    _walk(line, read, "", "")
    return read


def _walk(node: Element, read: Read, added_by: str, struck_by: str) -> None:
    for child in node:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        author = (attribute(child, "author") or "?") if name in ("ins", "del", "moveTo", "moveFrom") else ""
        if name in ("ins", "moveTo"):
            _walk(child, read, author, struck_by)
        elif name in ("del", "moveFrom"):
            _walk(child, read, added_by, author)
        elif name in _MARKS:
            read.marks.append((_MARKS[name], attribute(child, "id") or "", len(read.pieces)))
        elif text := _text(child, name):
            read.pieces.append(Piece(text, added_by, struck_by))
        elif name not in _SILENT:
            _walk(child, read, added_by, struck_by)


_MARKS = {"commentRangeStart": "start", "commentRangeEnd": "end", "commentReference": "sign"}


def _text(node: Element, name: str) -> str:
    if name in ("t", "delText"):
        return node.text or ""
    return "\u2011" if name == "noBreakHyphen" else " " if name in _SPACES and len(node) == 0 else ""


def words_of(node: Element) -> Iterator[str]:
    """All words in a node, also those that were struck."""
    for one in node.iter(W + "t", W + "delText", W + "br", W + "tab"):
        yield _text(one, one.tag.rpartition("}")[2])


class Lines:
    """The paragraphs of a text in order, each with the bookmarks that begin at or before it."""

    def __init__(self, root: Element) -> None:
        self.lines = list(paragraphs(root))
        self.count = len(self.lines)
        self.loose: dict[Element, list[str]] = {}
        waiting: list[str] = []
        for one in root.iter(W + "bookmarkStart", W + "p"):
            if one.tag == W + "p":
                self.loose[one], waiting = waiting, []
            elif not any(above.tag == W + "p" for above in one.iterancestors()):
                waiting.append(attribute(one, "name") or "")

    def __iter__(self) -> Iterator[tuple[Element, list[str]]]:
        for line in self.lines:
            inside = [attribute(one, "name") or "" for one in line.iter(W + "bookmarkStart")]
            yield line, [*self.loose.get(line, ()), *inside]
