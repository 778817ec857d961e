"""Tables on paper: as wide as the sheet and no wider, on a sheet that lies where their words need it, and in parts
where not even that is enough."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from strategies.documents.wide import parted, places_of, rows_of, texts_of
from strategies.documents.widths import room_for_words, widths

# In twentieths of a point: between the margins, of a character, and of what stays free beside the words of a column.
_UPRIGHT, _LYING = 9_600, 14_500
_TEXT, _TEXT_AIR = 125, 227
_SMALL, _SMALL_AIR = 98, 68
_MOST = 12  # columns of a part
HEADINGS = {"h2": 3, "h3": 4, "h4": 5, "h5": 6, "h6": 6}  # of the editor, and the level that each has on paper
_LINE = 120  # characters of a line that belongs to the table under it

Node = Any  # of lxml, which brings no types


def lay_tables(tree: Node) -> None:
    """Give each table of a block its sheet, its widths and its head."""
    for table in list(tree.iter("table")):
        if _room(table) > _LYING:
            _part(table)
    for table in list(tree.iter("table")):
        _dress(table)
    for table in tree.iter("table"):
        _head(table)
        _set_widths(table)


def share_sheets(blocks: Sequence[Node]) -> None:
    """Headings and lines right above a table whose sheet lies stand on that sheet; what follows stands on another."""
    for below, above in pairwise(reversed(blocks)):
        if _is_wide(_passages(below)[0]) and _is_line(above):
            above.set("class", "wide")
    passages = [one for block in blocks for one in _passages(block)]
    for one, after in pairwise([*passages, None]):
        if _is_wide(one) and not _is_wide(after):
            one.set("class", f"{one.get('class')} last")


def _passages(block: Node) -> Sequence[Node]:
    return [block] if _is_wide(block) or not len(block) else list(block)


def _is_wide(one: Node) -> bool:
    return one is not None and "wide" in one.get("class", "").split()


def _is_line(block: Node) -> bool:
    if len(block) != 1 or block[0].tag == "table":
        return False
    return block[0].tag in HEADINGS or len("".join(block.itertext())) <= _LINE


def _room(table: Node) -> float:
    """What its words need in small type; 0 where they have room in the type of the text."""
    places, _, columns = places_of(rows_of(table))
    texts = texts_of(places)
    is_small = room_for_words(texts, columns, size=_TEXT, air=_TEXT_AIR) > _UPRIGHT
    return room_for_words(texts, columns, size=_SMALL, air=_SMALL_AIR) if is_small else 0


def _part(table: Node) -> None:
    """A table that would run off the sheet stands in parts, on sheets that lie; each says which columns it holds."""
    parts = parted(table, _MOST)
    if len(parts) == 1:
        return
    width = (len(parts) - 1) * _MOST + places_of(rows_of(parts[-1]))[2]
    frame = _frame(table)
    frame.set("class", "wide" if _is_passage(frame) else "wide last")
    frame.remove(table)
    for number, part in enumerate(parts):
        first = number * _MOST + 1
        caption = etree.Element("caption")
        caption.text = f"{first}–{min(first + _MOST - 1, width)} / {width}"
        part.insert(0, caption)
        frame.append(part)


def _frame(table: Node) -> Node:
    """A frame around the table, in its place."""
    frame = etree.Element("div")
    frame.tail, table.tail = table.tail, None
    table.getparent().replace(table, frame)
    frame.append(table)
    return frame


def _is_passage(one: Node) -> bool:
    """Whether it stands in a block by itself, and not in a list, a quotation or a table."""
    return one.getparent().getparent() is None


def _dress(table: Node) -> None:
    """Small type for many words side by side; a sheet that lies for a table where it, or one in it, needs that."""
    wants = _is_passage(table) and max(map(_room, table.iter("table"))) > _UPRIGHT
    look = ["dense"] * (_room(table) > 0) + ["wide"] * wants
    if look:
        _frame(table).set("class", " ".join(look))


def _set_widths(table: Node) -> None:
    places, _, columns = places_of(rows_of(table))
    if not columns:
        return
    size, air = (_SMALL, _SMALL_AIR) if _room(table) else (_TEXT, _TEXT_AIR)
    sheet = _LYING if any(map(_is_wide, table.iterancestors("div"))) else _UPRIGHT
    group = etree.Element("colgroup")
    for width in widths(texts_of(places), columns, sheet, size=size, air=air):
        etree.SubElement(group, "col").set("style", f"width:{width / sheet:.2%}")
    table.insert(1 if table.find("caption") is not None else 0, group)


def _head(table: Node) -> None:
    """What stands over columns and before rows is told apart; heads are repeated on each page."""
    rows = rows_of(table)
    for row in rows:
        for cell in row.findall("th"):
            cell.set("scope", "col" if row is rows[0] or row.getparent().tag == "thead" else "row")
    first = rows[0] if rows else None
    if first is None or table.find("thead") is not None or not _is_head(first):
        return
    head = etree.Element("thead")
    table.insert(1 if table.find("caption") is not None else 0, head)
    head.append(first)


def _is_head(row: Node) -> bool:
    return len(row) > 0 and all(cell.tag == "th" and cell.get("rowspan", "1") == "1" for cell in row)
