"""Tables wider than a page or than Word can hold, as several tables that stand below one another."""

from typing import Any

from lxml import etree

Node = Any  # of lxml, which brings no types
Place = tuple[int, int, int, int]  # top, left, bottom, right


def rows_of(table: Node) -> list[Node]:
    """The rows of this table and of none inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def places_of(rows: list[Node]) -> tuple[list[tuple[Node, Place]], int, int]:
    """Where each cell lies (top, left, bottom, right), with what joined cells push aside, and the size of the grid."""
    taken: set[tuple[int, int]] = set()
    places = []
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            right = left + _span(cell, "colspan") - 1
            bottom = min(top + _span(cell, "rowspan"), len(rows)) - 1
            while any((top, at) in taken for at in range(left, right + 1)):
                right -= 1
            taken |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            places.append((cell, (top, left, bottom, right)))
            left = right + 1
    return places, len(rows), 1 + max((right for _, (*_, right) in places), default=-1)


def texts_of(places: list[tuple[Node, Place]]) -> list[tuple[range, str]]:
    """What each cell says, with the columns that it stands in."""
    return [(range(left, right + 1), "".join(cell.itertext())) for cell, (_, left, _, right) in places]


def _span(cell: Node, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 63)) if value.isdigit() else 1


def parted(table: Node, most: int) -> list[Node]:
    """The table, or tables of at most so many columns; every word of it stands in exactly one of them."""
    places, height, width = places_of(rows_of(table))
    if width <= most:
        return [table]
    return [_part(places, height, start, min(start + most, width)) for start in range(0, width, most)]


def _part(places: list[tuple[Node, Place]], height: int, start: int, end: int) -> Node:
    table = etree.Element("table")
    rows = [etree.SubElement(table, "tr") for _ in range(height)]
    for cell, (top, left, bottom, right) in places:
        if left >= end or right < start:
            continue
        copy = etree.SubElement(rows[top], cell.tag)
        copy.set("colspan", str(min(right + 1, end) - max(left, start)))
        copy.set("rowspan", str(bottom - top + 1))
        if left >= start:  # what a cell says stands where it begins
            copy.text = cell.text
            copy.extend(list(cell))
    return table
