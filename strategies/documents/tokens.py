"""Texts as sequences of words, and what two or three such sequences have in common."""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diff_match_patch import diff_match_patch

# A footnote sign, a reference and a line break count as one word; a tag is none.
SIGN = r'<sup data-note="[^"]*">[^<]*</sup>|<cite data-ref="[^"]*">[^<]*</cite>|<br[^>]*>'
_TAG = r"""<(?:[^>"']|"[^"]*"|'[^']*')*>"""
_TOKEN = re.compile(rf"{SIGN}|{_TAG}|&[#\w]+;|\s+|\w+|.", re.DOTALL)
_SIGN = re.compile(SIGN)
_FIRST, _SURROGATES, _AFTER = 0x100, 0xD800, 0xE000

Edit = tuple[int, list[str]]
EQUAL, INSERT, DELETE = 0, 1, -1


@dataclass
class Budget:
    """Seconds that all comparisons of one document may take together; afterwards they get coarser, not wrong."""

    seconds: float = 8.0
    one: float = 1.0
    _end: float = field(default=0.0)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    @property
    def share(self) -> float:
        return max(0.01, min(self.one, self._end - time.monotonic()))

    @property
    def is_spent(self) -> bool:
        return time.monotonic() >= self._end


def tokens(html: str) -> list[str]:
    """Words, spaces, punctuation marks and tags of formatted or plain text; joined they are the text again."""
    return _TOKEN.findall(html)


def is_tag(token: str) -> bool:
    return len(token) > 1 and token[0] == "<" and not _SIGN.fullmatch(token)


def compare(old: Sequence[str], new: Sequence[str], budget: Budget | None = None) -> list[Edit]:
    """How `old` becomes `new`: (EQUAL | INSERT | DELETE, items) in order. Never wrong, only coarser when time is up."""
    if list(old) == list(new):
        return [(EQUAL, list(old))] if old else []
    book: dict[str, str] = {}
    first, second = _coded(old, book), _coded(new, book)
    words = {code: item for item, code in book.items()}
    machine = diff_match_patch()
    machine.Diff_Timeout = (budget or Budget()).share
    found = machine.diff_main(first, second, False)
    machine.diff_cleanupMerge(found)
    return [(operation, [words[code] for code in text]) for operation, text in found if text]


def _coded(items: Sequence[str], book: dict[str, str]) -> str:
    for item in items:
        if item not in book:
            number = _FIRST + len(book)
            book[item] = chr(number if number < _SURROGATES else number - _SURROGATES + _AFTER)
    return "".join(book[item] for item in items)


def replacements(edits: Sequence[Edit]) -> Iterator[tuple[list[str], list[str], bool]]:
    """Edits as (old items, new items, same), a deletion and the insertion beside it taken together."""
    gone: list[str] = []
    came: list[str] = []
    for operation, items in edits:
        if operation == DELETE:
            gone += items
        elif operation == INSERT:
            came += items
        else:
            if gone or came:
                yield gone, came, False
            gone, came = [], []
            yield items, items, True
    if gone or came:
        yield gone, came, False


@dataclass(frozen=True)
class _Hunk:
    start: int
    end: int
    items: tuple[str, ...]


def merge_tokens(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], bool]:
    """Both changes on one base. Where they meet, theirs and then mine are kept, and the second answer is False."""
    ours, others = _hunks(compare(base, mine)), _hunks(compare(base, theirs))
    result: list[str] = []
    at, is_clean = 0, True
    while ours or others:
        start, end, left, right = _next_region(ours, others)
        result += base[at:start]
        first, second = _applied(base, start, end, left), _applied(base, start, end, right)
        if left and right and first != second:
            is_clean = False
            result += [*second, " ", *first]
        else:
            result += first if left else second
        at = end
    return [*result, *base[at:]], is_clean


def _hunks(edits: Sequence[Edit]) -> list[_Hunk]:
    found, at = [], 0
    for gone, came, is_same in replacements(edits):
        if not is_same:
            found.append(_Hunk(at, at + len(gone), tuple(came)))
        at += len(gone)
    return found


def _next_region(ours: list[_Hunk], others: list[_Hunk]) -> tuple[int, int, list[_Hunk], list[_Hunk]]:
    """The next stretch of the base that one of the two changed, grown until no change crosses its end."""
    start = min(one.start for one in [*ours[:1], *others[:1]])
    end = start
    left: list[_Hunk] = []
    right: list[_Hunk] = []
    grew = True
    while grew:
        grew = False
        for waiting, taken in ((ours, left), (others, right)):
            while waiting and (waiting[0].start < end or waiting[0].start == start or waiting[0].start == end > start):
                hunk = waiting.pop(0)
                taken.append(hunk)
                end, grew = max(end, hunk.end), True
    return start, end, left, right


def _applied(base: Sequence[str], start: int, end: int, hunks: list[_Hunk]) -> list[str]:
    result: list[str] = []
    for hunk in hunks:
        result += [*base[start : hunk.start], *hunk.items]
        start = hunk.end
    return result + list(base[start:end])
