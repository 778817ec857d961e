"""Two states of one block as one text in which <ins> came and <del> went. Marks hold words, never structure."""

import re
from collections.abc import Iterable

import nh3

from strategies.documents.clean import ATTRIBUTES, TAGS
from strategies.documents.tokens import (
    DELETE,
    EQUAL,
    INSERT,
    Budget,
    compare,
    is_tag,
    merge_tokens,
    replacements,
    tokens,
)

_BLOCK = re.compile(r"<(/?)(p|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|caption|h[1-6])\b[^>]*>")
_DEEPEST = 12
_MARK = {INSERT: "ins", DELETE: "del"}


def redline_html(old: str, new: str, budget: Budget | None = None) -> str:
    """The new text with what came in <ins> and what went in <del>, safe to show. Both texts must be clean."""
    if old == new:
        return new
    marked = _redline(old, new, budget or Budget(), 0)
    return nh3.clean(
        marked,
        tags=TAGS | {"ins", "del"},
        attributes=ATTRIBUTES,
        url_schemes={"https", "http", "mailto"},
        link_rel="noreferrer noopener",
    )


def accepted(html: str) -> str:
    """A redline with all changes taken: the new text."""
    return re.sub(r"</?ins>", "", re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL))


def rejected(html: str) -> str:
    """A redline with all changes undone: the words of the old text, in the frame of the new."""
    return re.sub(r"</?del>", "", re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL))


def merge(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """Two changes of one block on the state both began with; False where they met, and then both texts are kept."""
    if mine in (base, theirs):
        return theirs, True
    if theirs == base:
        return mine, True
    merged, is_clean = merge_tokens(tokens(base), tokens(mine), tokens(theirs))
    html = nh3.clean(
        "".join(merged), tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "http", "mailto"},
        link_rel="noreferrer noopener",
    )  # fmt: skip
    return html, is_clean


def _redline(old: str, new: str, budget: Budget, depth: int) -> str:
    first, second = _children(old), _children(new)
    if first is None or second is None or depth > _DEEPEST:
        return _marked(old, DELETE) + _marked(new, INSERT)
    if len(first) <= 1 and len(second) <= 1:
        return _pair(old, new, budget, depth)
    return "".join(_aligned(first, second, budget, depth))


def _aligned(first: list[str], second: list[str], budget: Budget, depth: int) -> Iterable[str]:
    for gone, came, is_same in replacements(compare(first, second, budget)):
        if is_same:
            yield "".join(came)
            continue
        for at in range(max(len(gone), len(came))):
            if at < len(gone) and at < len(came):
                yield _pair(gone[at], came[at], budget, depth)
            else:
                yield _marked(gone[at], DELETE) if at < len(gone) else _marked(came[at], INSERT)


def _pair(old: str, new: str, budget: Budget, depth: int) -> str:
    """Two units that stand for one another: inline text, or the same kind of element."""
    before, after = _element(old), _element(new)
    if before is None and after is None:
        return _inline(old, new, budget)
    if before and after and before[0] == after[0]:
        return f"{after[1]}{_redline(before[2], after[2], budget, depth + 1)}{after[3]}"
    return _marked(old, DELETE) + _marked(new, INSERT)


def _element(html: str) -> tuple[str, str, str, str] | None:
    """(name, opening tag, inside, closing tag) of one element of structure, None for inline text."""
    start = _BLOCK.match(html)
    if not start:
        return None
    inside, _, name = html[start.end() :].rpartition("</")
    return start[2], start[0], inside, f"</{name}"


def _children(html: str) -> list[str] | None:
    """The units side by side: elements of structure, and the inline text between them. None where tags are crossed."""
    units: list[str] = []
    depth, at = 0, 0
    for found in _BLOCK.finditer(html):
        closes = bool(found[1])
        if not depth and (closes or found.start() > at):
            if closes:
                return None
            units.append(html[at : found.start()])
            at = found.start()
        depth += -1 if closes else 1
        if not depth:
            units.append(html[at : found.end()])
            at = found.end()
    if depth:
        return None
    return [*units, html[at:]] if at < len(html) else units


def _marked(html: str, operation: int) -> str:
    """All words of a text marked, its tags left as they are."""
    result: list[str] = []
    words: list[str] = []
    for token in [*tokens(html), "<>"]:
        if not is_tag(token):
            words.append(token)
            continue
        result += [_mark(words, operation), token]
        words = []
    return "".join(result[:-1])


def _mark(words: list[str], operation: int) -> str:
    if not words or operation == EQUAL:
        return "".join(words)
    return f"<{_MARK[operation]}>{''.join(words)}</{_MARK[operation]}>"


def _inline(old: str, new: str, budget: Budget) -> str:
    """Word by word; the tags are those of the new text, and every mark ends before a tag."""
    written = tokens(new)
    edits = compare(
        [one for one in tokens(old) if not is_tag(one)], [one for one in written if not is_tag(one)], budget
    )
    result: list[str] = []
    at = 0
    for operation, words in edits:
        if operation == DELETE:
            result.append(_mark(words, DELETE))
            continue
        waiting: list[str] = []
        for word in words:
            while is_tag(written[at]):
                result += [_mark(waiting, operation), written[at]]
                waiting, at = [], at + 1
            waiting.append(word)
            at += 1
        result.append(_mark(waiting, operation))
    return "".join([*result, *written[at:]])
