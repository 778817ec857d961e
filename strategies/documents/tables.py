"""A Word table as html, with joined cells, in pieces that fit into a block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from strategies.documents.lists import shifted
from strategies.documents.ooxml import Element, W, attribute, is_on

ReadCell = Callable[[Element, list[str]], str]


@dataclass
class _Cell:
    html: str
    column: int
    width: int
    height: int = 1


@dataclass
class _Row:
    cells: list[_Cell]
    signs: list[str]
    is_head: bool


def table_html(table: Element, read: ReadCell, longest: int) -> Iterator[tuple[str, list[str]]]:
    """The table as (html, notes), divided between rows where it is longer than `longest`, never inside joined cells."""
    piece: list[_Row] = []
    size, held = 0, 0
    for row in _rows(table, read):
        length = sum(len(cell.html) + 20 for cell in row.cells)
        if piece and size + length > longest and held <= 0:
            yield _html(piece)
            piece, size = [], 0
        piece.append(row)
        size += length
        held = max([held - 1, *(cell.height - 1 for cell in row.cells)])
    if piece:
        yield _html(piece)


def _rows(table: Element, read: ReadCell) -> list[_Row]:
    rows: list[_Row] = []
    joined: dict[int, tuple[_Cell, _Row]] = {}
    for element in _inside(table, "tr"):
        row = _Row([], [], is_on(element.find(W + "trPr"), "tblHeader"))
        column = _number(element.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _inside(element, "tc"):
            column = _place(row, cell, column, joined, read)
        rows.append(row)
    return rows


def _place(row: _Row, cell: Element, column: int, joined: dict[int, tuple[_Cell, _Row]], read: ReadCell) -> int:
    """Add a cell, or let the one above it grow; words in a cell that is joined away go to the one that remains."""
    properties = cell.find(W + "tcPr")
    width = _number(None if properties is None else properties.find(W + "gridSpan"), 1)
    merge = None if properties is None else properties.find(W + "vMerge")
    above = joined.get(column)
    if merge is not None and attribute(merge) != "restart" and above and above[0].width == width:
        above[0].height += 1
        more = read(cell, above[1].signs)
        above[0].html += f"<br>{more}" if more else ""
        return column + width
    placed = _Cell(read(cell, row.signs), column, width)
    row.cells.append(placed)
    for at in range(column, column + width):
        joined.pop(at, None)
    if merge is not None:
        joined[column] = (placed, row)
    return column + width


def _number(element: Element | None, default: int) -> int:
    value = attribute(element) or ""
    return max(default, min(int(value), 63)) if value.isdigit() else default


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of content controls and tracked changes around them."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag.rpartition("}")[2] in ("sdt", "sdtContent", "ins", "del", "customXml", "moveTo", "moveFrom"):
            yield from _inside(child, name)


def _html(rows: list[_Row]) -> tuple[str, list[str]]:
    signs: list[str] = []
    lines: list[str] = []
    for at, row in enumerate(rows):
        for cell in row.cells:
            cell.height = min(cell.height, len(rows) - at)
        lines.append(_line(row, len(signs)))
        signs += row.signs
    return f"<table><tbody>{''.join(lines)}</tbody></table>", signs


def _line(row: _Row, offset: int) -> str:
    name, scope = ("th", ' scope="col"') if row.is_head else ("td", "")
    cells = []
    for cell in row.cells:
        spans = f' colspan="{cell.width}"' if cell.width > 1 else ""
        spans += f' rowspan="{cell.height}"' if cell.height > 1 else ""
        cells.append(f"<{name}{scope}{spans}>{shifted(cell.html, offset)}</{name}>")
    return f"<tr>{''.join(cells)}</tr>"
