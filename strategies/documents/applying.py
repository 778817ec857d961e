"""A suggested text put into formatted text: only words come and go, the frame and the marks around them stay."""

import re
from dataclasses import dataclass
from html import escape, unescape

from django.utils.translation import gettext_lazy as _

from strategies.documents.clean import BREAKS, NOTE_SIGN, TAG, clean, plain
from strategies.documents.errors import UnusableText
from strategies.documents.redline import Piece, pieces
from strategies.documents.references import unbroken

_UNIT = re.compile(rf"(?P<sign>{NOTE_SIGN.pattern})|(?P<tag>{TAG.pattern})|&[#\w]+;|.", re.DOTALL)
_GAP = re.compile(r" *\n[ \n]*")
_FRAME = _("This suggestion changes more than words: it joins or parts paragraphs, items or cells. Write it by hand.")
Edit = tuple[int, int, str]


@dataclass(frozen=True)
class _Letter:
    """One character of the bare words, and where it is written."""

    shown: str
    start: int
    end: int

    @property
    def is_frame(self) -> bool:
        return self.shown == "\n"


def changed_span(old: str, new: str) -> tuple[int, int, str]:
    """What of `old` became what: from the first changed word to the last, as (start, end, words instead).

    Where words only came or only went, a word beside them is taken along, so that neither side is empty.
    """
    parts = [one for one in pieces(old, new) if one.text]
    first = next((at for at, one in enumerate(parts) if one.operation != "equal"), len(parts))
    last = next((at for at in range(len(parts), 0, -1) if parts[at - 1].operation != "equal"), 0)
    before = "".join(one.text for one in parts[:first])
    after = "".join(one.text for one in parts[last:])
    if first < last:
        before, after = _widened(old, new, before, after)
    return len(before), len(old) - len(after), new[len(before) : len(new) - len(after)]


def _widened(old: str, new: str, before: str, after: str) -> tuple[str, str]:
    gone, came = (text[len(before) : len(text) - len(after)].strip() for text in (old, new))
    if gone and came:
        return before, after
    if before.strip():
        return re.sub(r"\S+\s*$", "", before), after
    return before, re.sub(r"^\s*\S+", "", after)


def applied(html: str, start: int, end: int, words: str) -> str:
    """The formatted text with `words` in the place of the characters `start` to `end` of its bare words.

    Raises UnusableText where the frame would have to change with them.
    """
    letters = _letters(html)
    bare = "".join(one.shown for one in letters)
    edits, whole = list(_edits(letters, start, pieces(bare[start:end], words))), html
    for at, until, text in reversed(edits):
        html = html[:at] + text + html[until:]
    made = clean(unbroken(html, whole))
    if plain(made).split() != f"{bare[:start]}{words}{bare[end:]}".split():
        raise UnusableText(_FRAME)
    return made


def _edits(letters: list[_Letter], at: int, changes: tuple[Piece, ...]) -> list[Edit]:
    edits: list[Edit] = []
    for one in changes:
        if one.operation == "insert":
            edits.append(_insertion(letters, at, one.text))
            continue
        if one.operation == "delete":
            edits += _deletions(letters[at : at + len(one.text)])
        at += len(one.text)
    return edits


def _deletions(gone: list[_Letter]) -> list[Edit]:
    if any(one.is_frame for one in gone):
        raise UnusableText(_FRAME)
    return [(one.start, one.end, "") for one in gone]


def _insertion(letters: list[_Letter], at: int, text: str) -> Edit:
    """Behind the letter before it, under its marks; at the beginning of a line before the letter after it."""
    if "\n" in text:
        raise UnusableText(_FRAME)
    if at and not letters[at - 1].is_frame:
        place = letters[at - 1].end
    elif at < len(letters) and not letters[at].is_frame:
        place = letters[at].start
    else:
        raise UnusableText(_FRAME)
    return place, place, escape(text, quote=False)


def _letters(html: str) -> list[_Letter]:
    """The characters of `plain(html)`, each with its place."""
    found = [one for unit in _UNIT.finditer(html) for one in _of_unit(unit)]
    text = "".join(one.shown for one in found)
    kept: list[_Letter] = []
    at = 0
    for gap in _GAP.finditer(text):
        kept += [*found[at : gap.start()], _Letter("\n", found[gap.start()].start, found[gap.end() - 1].end)]
        at = gap.end()
    kept += found[at:]
    while kept and kept[0].shown in " \n":
        kept.pop(0)
    while kept and kept[-1].shown in " \n":
        kept.pop()
    return kept


def _of_unit(unit: re.Match[str]) -> list[_Letter]:
    if unit["sign"]:
        return []
    if unit["tag"]:
        return [_Letter("\n", *unit.span())] if BREAKS.fullmatch(unit[0]) else []
    return [_Letter(one, *unit.span()) for one in unescape(unit[0])]
