"""Word-level comparison of two passages, and the merge of two edits of one passage.

Passages are the cleaned HTML of blocks. Tags of the newer text are kept whole, so the result is
well formed; what was taken out is shown as words, without its marks.
"""

import html
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|\w+|\s+|[^\w\s]", re.UNICODE)
MOST_TOKENS = 40_000  # beyond this a passage is shown as replaced whole


class _Edit(NamedTuple):
    start: int
    end: int
    tokens: list[str]


def tokens(passage: str) -> list[str]:
    """Tags, words, spaces and signs; joined they are the passage again."""
    return _TOKEN.findall(passage)


def redline_html(older: str, newer: str) -> str:
    """The newer passage with <ins> around new words and <del> with the words that are gone."""
    before, after = tokens(older), tokens(newer)
    if len(before) + len(after) > MOST_TOKENS:
        return _marked("del", before) + _marked("ins", after)
    out: list[str] = []
    for kind, a, b, c, d in _matcher(before, after).get_opcodes():
        if kind == "equal":
            out += after[c:d]
            continue
        out.append(_marked("del", (one for one in before[a:b] if not _is_tag(one))))
        out.append(_marked("ins", after[c:d]))
    return "".join(out)


def merge(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """Both edits of one passage in one text, and whether they touched different words.

    Where they overlap, theirs stands first and mine after it, so that no word of either is lost.
    """
    if mine == theirs:
        return mine, True
    ours, others = _edits(base, mine), _edits(base, theirs)
    source = tokens(base)
    out, at, clean = list[str](), 0, True
    while ours or others:
        group_others, group_ours, start, end = _next_group(others, ours)
        out += source[at:start]
        kept_theirs = _apply(source, start, end, group_others)
        kept_ours = _apply(source, start, end, group_ours)
        if not group_ours or kept_ours == kept_theirs:
            out += kept_theirs
        elif not group_others:
            out += kept_ours
        else:
            clean = False
            out += [*kept_theirs, " ", *kept_ours]
        at = end
    return "".join([*out, *source[at:]]), clean


def _next_group(others: list[_Edit], ours: list[_Edit]) -> tuple[list[_Edit], list[_Edit], int, int]:
    """Take the first edit and all that overlap with it, of both; empties the lists as it takes."""
    first = min((side[0] for side in (others, ours) if side), key=lambda edit: edit.start)
    start, end = first.start, first.end
    taken: tuple[list[_Edit], list[_Edit]] = ([], [])
    grown = True
    while grown:
        grown = False
        for side, group in zip((others, ours), taken, strict=True):
            while side and (side[0].start < end or (side[0].start, side[0].end) == (start, end) or side[0] is first):
                group.append(side.pop(0))
                end, grown = max(end, group[-1].end), True
    return taken[0], taken[1], start, end


def _apply(source: list[str], start: int, end: int, edits: Iterable[_Edit]) -> list[str]:
    out, at = list[str](), start
    for edit in edits:
        out += source[at : edit.start] + edit.tokens
        at = edit.end
    return out + source[at:end]


def _edits(base: str, other: str) -> list[_Edit]:
    before, after = tokens(base), tokens(other)
    return [_Edit(a, b, after[c:d]) for kind, a, b, c, d in _matcher(before, after).get_opcodes() if kind != "equal"]


def _matcher(before: list[str], after: list[str]) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, before, after, autojunk=False)


def _marked(name: str, parts: Iterable[str]) -> str:
    """Runs of words inside <ins> or <del>; tags stay outside, so that no mark is cut in two."""
    out, run = list[str](), list[str]()
    for part in [*parts, "<"]:
        if not _is_tag(part) and part != "<":
            run.append(part)
            continue
        if run:
            out.append(f"<{name}>{''.join(run)}</{name}>")
        run = []
        if part != "<":
            out.append(part)
    return "".join(out)


def _is_tag(token: str) -> bool:
    return len(token) > 1 and token.startswith("<") and token.endswith(">")


def taken_in(redlined: str) -> str:
    """The words of a redline with its changes accepted; for checking that nothing was lost."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<del>.*?</del>", "", redlined, flags=re.DOTALL)))


def taken_back(redlined: str) -> str:
    """The words of a redline with its changes declined."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<ins>.*?</ins>", "", redlined, flags=re.DOTALL)))
