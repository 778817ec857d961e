"""Paragraphs that Word marks or numbers, as lists inside lists."""

import re
from dataclasses import dataclass

from strategies.documents.ooxml import Level
from strategies.documents.voices import opening

_SIGN = re.compile(r'data-note="(\d+)">\d+<')


def shifted(html: str, offset: int) -> str:
    """Footnote signs counted on from the `offset` signs before them in the block."""

    def counted(found: re.Match[str]) -> str:
        number = int(found[1]) + offset
        return f'data-note="{number}">{number}<'

    return _SIGN.sub(counted, html) if offset else html


@dataclass(frozen=True)
class Item:
    depth: int
    kind: Level
    html: str
    start: int = 1
    is_long: bool = False
    voice: str = ""


def nested(items: list[Item]) -> str:
    """Items as html lists; a deeper item goes into the item before it, a change of numbering begins a new list."""
    parts: list[str] = []
    while items:
        depth, kind = items[0].depth, (items[0].kind.is_ordered, items[0].kind.sign)
        end = 1
        while end < len(items) and _belongs(items[end], depth, kind):
            end += 1
        parts.append(_one_list(items[:end], depth))
        items = items[end:]
    return "".join(parts)


def _belongs(item: Item, depth: int, kind: tuple[bool, str]) -> bool:
    return item.depth > depth or (item.depth == depth and (item.kind.is_ordered, item.kind.sign) == kind)


def _one_list(items: list[Item], depth: int) -> str:
    lines: list[str] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].depth > depth:
            end += 1
        lines.append(f"{opening('li', items[at].voice)}{items[at].html}{nested(items[at + 1 : end])}</li>")
        at = end
    return f"<{_opening(items[0])}>{''.join(lines)}</{'ol' if items[0].kind.is_ordered else 'ul'}>"


def _opening(item: Item) -> str:
    if not item.kind.is_ordered:
        return "ul"
    start = f' start="{item.start}"' if item.start > 1 else ""
    return f'ol{start} type="{item.kind.sign}"' if item.kind.sign else f"ol{start}"
