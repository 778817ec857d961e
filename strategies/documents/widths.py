"""How wide the columns of a table are, so that no word breaks and long texts get the room."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips
from docx.text.run import Run

Node = Any  # of python-docx, which brings no types

NARROWEST, WIDEST = 3, 60  # in characters
MANY = (
    6  # columns: beyond, or for words that have no room, small type, and a millimetre beside the words instead of two
)
SMALL = Pt(8)
# In twentieths of a point: what a character takes, on average, in the size of a text and in small type, and what stays
# free on each side of the words of a column.
CHARACTER, _SMALL_CHARACTER = 115, 84
_AIR, _CLOSE_AIR = 108, 57
_CLOSE = (
    f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{_CLOSE_AIR}" w:type="dxa"/><w:right w:w="{_CLOSE_AIR}" w:type="dxa"/>'
    "</w:tblCellMar>"
)


Texts = Sequence[tuple[range, str]]  # each with the columns that it stands in


def widths(texts: Texts, columns: int, total: int, *, size: int = CHARACTER, air: int = 0) -> list[int]:
    """The width of each column, which add up to `total`, from the texts and the columns that they stand in.

    Each has room for its longest word first; what is left goes where texts are long. Where not even the words have
    room, they share it by their length. A character takes `size`; `air` stays free beside the words of each cell.
    """
    words = _wanted([(over, _longest(text)) for over, text in texts], columns, air / size)
    lines = _wanted([(over, len(text)) for over, text in texts], columns, air / size)
    left = max(total / size - sum(words), 0)
    more = [max(line - word, 0) for line, word in zip(lines, words, strict=True)]
    return _shares([word + left * wish / (sum(more) or 1) for word, wish in zip(words, more, strict=True)], total)


def room_for_words(texts: Texts, columns: int, *, size: int = CHARACTER, air: int = 0) -> float:
    """How wide a table must be that breaks no word; `size` and `air` as above."""
    return size * sum(_wanted([(over, _longest(text)) for over, text in texts], columns, air / size))


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _wanted(lengths: Iterable[tuple[range, int]], columns: int, air: float) -> list[float]:
    """The characters that each column should have; a text over several columns widens all of them alike."""
    found = [1.0] * columns
    for over, length in sorted(lengths, key=lambda one: len(one[0])):
        missing = air + min(max(length + 1, NARROWEST), WIDEST) - sum(found[at] for at in over)
        for at in over:
            found[at] += max(missing, 0) / len(over)
    return found


def _shares(weights: Sequence[float], total: int) -> list[int]:
    found = [int(total * one / sum(weights)) for one in weights]
    found[-1] += total - sum(found)
    return found


def set_widths(table: Node, texts: Texts) -> list[int]:
    """Give the columns of a new table their widths; they add up to what it had.

    Programs that find widths themselves break the words of one column to leave another one empty.
    """
    columns = table._tbl.tblGrid.gridCol_lst
    is_small = _is_small(table, texts)
    size, air = (_SMALL_CHARACTER, 2 * _CLOSE_AIR) if is_small else (CHARACTER, 2 * _AIR)
    found = widths(texts, len(columns), sum(int(one.w.twips) for one in columns), size=size, air=air)
    for column, width in zip(columns, found, strict=True):
        column.w = Twips(width)
    table.autofit = False
    if is_small:
        _before_look(table._tbl.tblPr, parse_xml(_CLOSE))
    return found


def set_type(table: Node, texts: Texts) -> None:
    """Small type in a table of many columns or of long words side by side, as such tables are printed."""
    if _is_small(table, texts):
        for run in table._tbl.iter(qn("w:r")):
            Run(run, table).font.size = SMALL


def _is_small(table: Node, texts: Texts) -> bool:
    columns = table._tbl.tblGrid.gridCol_lst
    total = sum(int(one.w.twips) for one in columns)
    return len(columns) > MANY or room_for_words(texts, len(columns), air=2 * _AIR) > total


def _before_look(properties: Node, margins: Node) -> None:
    """Word refuses a file whose properties do not stand in their order."""
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)
