"""Where a comment belongs: quoted words of a block, found again in later versions (after W3C's text quote selector)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from strategies.documents.canonical import Body
from strategies.documents.clean import plain
from strategies.documents.errors import UnusableText
from strategies.documents.tokens import tokens

CONTEXT, LONGEST = 48, 2000
# Below this share of common words a place is not the place.
ALIKE = 0.6
# A short quote stands in many places; away from its block it needs its surroundings to be believed.
SHORT = 20

EXACT, MOVED, FUZZY, LOST = "exact", "moved", "fuzzy", "lost"


@dataclass(frozen=True)
class Anchor:
    """Quoted words with what stood before and after them; `start` counts characters of the block's bare words."""

    block: str
    quote: str
    prefix: str
    suffix: str
    start: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Anchor":
        texts = {name: str(stored.get(name, "")) for name in ("block", "quote", "prefix", "suffix")}
        return cls(**texts, start=int(stored.get("start", 0)))


@dataclass(frozen=True)
class Found:
    """`status` is exact (same words, same place), moved (same words elsewhere), fuzzy (words like them) or lost."""

    status: str
    block: str = ""
    start: int = 0
    end: int = 0


def make(body: Body, key: str, start: int, end: int) -> Anchor:
    """An anchor on the characters from `start` to `end` of the block's bare words.

    Raises UnusableText where the block is not in this body or these characters are not in the block.
    """
    text = _texts(body).get(key)
    if text is None:
        raise UnusableText(_("These words are not in this version any more. Choose them again."))
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise UnusableText(_("No words are chosen. Choose the words that the comment is about."))
    if end - start > LONGEST:
        raise UnusableText(
            _("A comment is about at most %(limit)s characters. Choose fewer words, or comment on the whole section."),
            limit=LONGEST,
        )  # fmt: skip
    return Anchor(key, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def make_from_quote(body: Body, key: str, quote: str, *, near: int = 0) -> Anchor:
    """An anchor on words as a reader copied them, at the occurrence nearest to `near`; spaces need not agree.

    Raises UnusableText where the block does not hold these words.
    """
    text = _texts(body).get(key, "")
    wanted = " ".join(quote.split())
    flat = "".join(" " if letter.isspace() else letter for letter in text)
    places = list(_occurrences(flat, wanted)) if wanted else []
    if not places:
        raise UnusableText(_("These words are not in this version any more. Choose them again."))
    start = min(places, key=lambda place: abs(place - near))
    return make(body, key, start, start + len(wanted))


def find(anchor: Anchor, body: Body) -> Found:
    """Where the anchored words stand in a body, which may be of a later version."""
    return find_in(anchor, _texts(body))


def find_in(anchor: Anchor, texts: Mapping[str, str]) -> Found:
    """The same in the bare words of blocks, by their keys; many anchors are looked for in them."""
    own = texts.get(anchor.block)
    if own is not None and own[anchor.start : anchor.start + len(anchor.quote)] == anchor.quote:
        nearby = _best_in(anchor, own)
        if nearby == anchor.start or nearby is None:
            return Found(EXACT, anchor.block, anchor.start, anchor.start + len(anchor.quote))
    return _moved(anchor, texts) or _fuzzy(anchor, texts) or Found(LOST)


def _texts(body: Body) -> dict[str, str]:
    return {block["key"]: plain(block["html"]) for section in body["sections"] for block in section["blocks"]}


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _context(anchor: Anchor, text: str, at: int) -> int:
    """How many characters around a place agree with what stood around the quote."""
    before, after = text[:at], text[at + len(anchor.quote) :]
    return _common(before[::-1], anchor.prefix[::-1]) + _common(after, anchor.suffix)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _best_in(anchor: Anchor, text: str) -> int | None:
    """The occurrence of the quote whose surroundings agree best; of equals, the nearest to the old place."""
    places = list(_occurrences(text, anchor.quote))[:500]
    return max(places, key=lambda at: (_context(anchor, text, at), -abs(at - anchor.start)), default=None)


def _moved(anchor: Anchor, texts: Mapping[str, str]) -> Found | None:
    """The same words elsewhere: in the block itself, or in the block where their surroundings agree best."""
    own = texts.get(anchor.block, "")
    at = _best_in(anchor, own)
    if at is not None:
        return Found(EXACT if at == anchor.start else MOVED, anchor.block, at, at + len(anchor.quote))
    candidates = [(key, place) for key, text in texts.items() if (place := _best_in(anchor, text)) is not None]
    if not candidates:
        return None
    key, at = max(candidates, key=lambda one: _context(anchor, texts[one[0]], one[1]))
    is_sure = len(anchor.quote) >= SHORT or _context(anchor, texts[key], at) >= SHORT
    return Found(MOVED, key, at, at + len(anchor.quote)) if is_sure else None


def _fuzzy(anchor: Anchor, texts: Mapping[str, str]) -> Found | None:
    """Words like the quoted ones: between the old surroundings, or where most of the words stand together."""
    own = texts.get(anchor.block)
    if own is not None:
        return _between(anchor, own) or _alike(anchor, anchor.block, own, ALIKE)
    found = (_alike(anchor, key, text, ALIKE) for key, text in texts.items())
    return next((one for one in found if one), None) if len(anchor.quote) >= SHORT else None


def _between(anchor: Anchor, text: str) -> Found | None:
    before, after = anchor.prefix[-24:], anchor.suffix[:24]
    if min(len(before.strip()), len(after.strip())) < 6:
        return None
    start = text.find(before)
    end = text.find(after, start + len(before)) if start >= 0 else -1
    start += len(before)
    if end <= start or end - start > 3 * len(anchor.quote) + 40 or not text[start:end].strip():
        return None
    return Found(FUZZY, anchor.block, start, end)


def _alike(anchor: Anchor, key: str, text: str, least: float) -> Found | None:
    """The stretch as long as the quote that shares most words with it, counted as a window that slides."""
    pieces, wanted = tokens(text), Counter(_words(tokens(anchor.quote)))
    size, most = len(tokens(anchor.quote)), sum(wanted.values())
    if not most:
        return None
    window: Counter[str] = Counter()
    shared, best = 0, (0, 0)
    for at, piece in enumerate(pieces):
        shared += _counts(piece, wanted, window, 1)
        if at >= size:
            shared -= _counts(pieces[at - size], wanted, window, -1)
        best = max(best, (shared, -max(0, at - size + 1)))
    if best[0] / most < least:
        return None
    first = -best[1]
    start = len("".join(pieces[:first]))
    return _trimmed(key, text, start, start + len("".join(pieces[first : first + size])))


def _counts(piece: str, wanted: Counter[str], window: Counter[str], step: int) -> int:
    """1 where this piece makes the window more (or, leaving, less) like the quote."""
    word = piece.casefold()
    if word not in wanted:
        return 0
    level = window[word] if step < 0 else window[word] + 1
    window[word] += step
    return 1 if level <= wanted[word] else 0


def _words(pieces: list[str]) -> list[str]:
    return [piece.casefold() for piece in pieces if any(letter.isalnum() for letter in piece)]


def _trimmed(key: str, text: str, start: int, end: int) -> Found:
    quoted = text[start:end]
    return Found(FUZZY, key, start + len(quoted) - len(quoted.lstrip()), end - len(quoted) + len(quoted.rstrip()))
