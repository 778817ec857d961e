"""How wide the columns of a table are, so that no word breaks and long texts get the room."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips
from docx.text.run import Run

Node = Any  # of python-docx, which brings no types

NARROWEST, WIDEST = 3, 60  # in characters
MANY = 6  # columns: beyond, small type, and a millimetre beside the words instead of two
SMALL = Pt(8)
_CLOSE = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
CHARACTER = 115  # twentieths of a point that a character takes, on average, in the size of a text


def widths(texts: Iterable[tuple[int, str]], columns: int, total: int) -> list[int]:
    """The width of each column, which add up to `total`, from the texts that stand in one column alone.

    Each has room for its longest word first; what is left goes where texts are long. Where not even the words have
    room, they share it by their length.
    """
    words, lines = [NARROWEST] * columns, [NARROWEST] * columns
    for column, text in texts:
        longest = max((len(word) for word in text.split()), default=0)
        words[column] = max(words[column], min(longest + 1, WIDEST))
        lines[column] = max(lines[column], min(len(text) + 1, WIDEST))
    left = max(total // CHARACTER - sum(words), 0)
    more = [line - word for line, word in zip(lines, words, strict=True)]
    return _shares([word + left * wish / (sum(more) or 1) for word, wish in zip(words, more, strict=True)], total)


def _shares(weights: Sequence[float], total: int) -> list[int]:
    found = [int(total * one / sum(weights)) for one in weights]
    found[-1] += total - sum(found)
    return found


def set_widths(table: Node, texts: Iterable[tuple[int, str]]) -> list[int]:
    """Give the columns of a new table their widths; they add up to what it had.

    Programs that find widths themselves break the words of one column to leave another one empty.
    """
    columns = table._tbl.tblGrid.gridCol_lst
    found = widths(texts, len(columns), sum(int(one.w.twips) for one in columns))
    for column, width in zip(columns, found, strict=True):
        column.w = Twips(width)
    table.autofit = False
    if len(columns) > MANY:
        _before_look(table._tbl.tblPr, parse_xml(_CLOSE))
    return found


def set_type(table: Node) -> None:
    """Small type in a table of many columns, as such tables are printed."""
    if len(table._tbl.tblGrid.gridCol_lst) > MANY:
        for run in table._tbl.iter(qn("w:r")):
            Run(run, table).font.size = SMALL


def _before_look(properties: Node, margins: Node) -> None:
    """Word refuses a file whose properties do not stand in their order."""
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)
