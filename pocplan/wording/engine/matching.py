"""Walk a phrase over the words of a text. Every phrase has a greatest length, so a text is read in one pass."""

import re
from collections.abc import Collection, Iterable, Iterator

from pocplan.wording.engine.patterns import Choice, Element, Gap, Index, Kind, Phrase, Word
from pocplan.wording.engine.words import Words

_TELEPHONE = re.compile(r"(?:\+|00)\d{7,15}\Z|0\d{8,11}\Z")
_DIGITS = re.compile(r"\+?\d+\Z")
_FIGURES = re.compile(r"\+?\d{7,15}\Z")
_COORDINATE = re.compile(r"\d{1,3}\Z")
# One sign joins all groups of a telephone number; brackets may stand around the first.
_JOINTS = frozenset({" ", "\u00a0", "\u202f", "-", "\u2011", ".", "/", ""})
_MONEY = re.compile(r"[$€£%]")
MOST_GROUPS = 7
MOST_REMEMBERED = 50_000


class Text:
    """The words of a text, those that a rule must not see (`hidden`), and names that are not people's (`known`)."""

    def __init__(self, words: Words, hidden: frozenset[int] = frozenset(), known: frozenset[str] = frozenset()) -> None:
        self.words = words
        self.hidden = hidden
        self.known = known
        self.walked: dict[tuple[int, int], frozenset[int]] = {}

    def folded(self, at: int) -> str:
        return "" if at in self.hidden else self.words.folded[at]

    def remember(self, key: tuple[int, int], ends: set[int]) -> frozenset[int]:
        """Keep where a choice leads from a place: rules share their lists, so it is asked again and again."""
        if len(self.walked) > MOST_REMEMBERED:
            self.walked.clear()
        kept = self.walked[key] = frozenset(ends)
        return kept


def matches(
    text: Text, index: Index[Phrase], start: int = 0, stop: int | None = None, *, shortest: bool = False
) -> Iterator[tuple[int, int]]:
    """(first word, word after the last) where a phrase of `index` begins between `start` and `stop`.

    Of the phrases that begin at one word it is the longest, or the `shortest`.
    """
    for at in range(start, len(text.words) if stop is None else stop):
        word = text.folded(at)
        phrases = index.beginning(word, text.words.typed[at]) if word else []
        if phrases:
            limit = text.words.stops[at]
            ends = [min(reached) for phrase in phrases if (reached := _walk(text, phrase, at, limit))]
            if ends:
                yield at, min(ends) if shortest else max(ends)


def standing(text: Text, places: Iterable[tuple[int, Phrase]]) -> list[tuple[int, Phrase]]:
    """Those of some places where the phrase given with it stands."""
    return [(at, phrase) for at, phrase in places if _walk(text, phrase, at, text.words.stops[at])]


def begun(text: Text, places: Iterable[tuple[int, Phrase]]) -> Iterator[tuple[int, int]]:
    """(first word, word after the last) of each phrase that stands at the place given with it; one of a place."""
    furthest: dict[int, int] = {}
    for at, phrase in places:
        reached = _walk(text, phrase, at, text.words.stops[at]) if at not in text.hidden else None
        if reached:
            furthest[at] = max(furthest.get(at, 0), min(reached))
    return iter(sorted(furthest.items()))


def labelled(text: Text, index: Index[tuple[str, Phrase]]) -> Iterator[tuple[str, int, int]]:
    """(label, first word, word after the last) of each phrase of `index`; of one label at a place the furthest."""
    for at in range(len(text.words)):
        furthest: dict[str, int] = {}
        for label, phrase in index.beginning(text.folded(at), text.words.typed[at]):
            reached = _walk(text, phrase, at, text.words.stops[at])
            if reached:
                furthest[label] = max(furthest.get(label, 0), min(reached))
        yield from ((label, at, end) for label, end in furthest.items())


def _walk(text: Text, phrase: Phrase, at: int, limit: int) -> Collection[int]:
    places: Collection[int] = (at,)
    for element in phrase:
        if isinstance(element, Gap):
            places = _widen(places, element.most, limit)
        elif len(places) == 1:
            places = _step(text, element, next(iter(places)), limit)
        else:
            places = {end for place in places for end in _step(text, element, place, limit)}
        if not places:
            break
    return places


def _widen(places: Collection[int], most: int, limit: int) -> set[int]:
    return {end for place in places for end in range(place, min(place + most, limit) + 1)}


def _step(text: Text, element: Element, at: int, limit: int) -> Collection[int]:
    if isinstance(element, Choice):
        return _choose(text, element, at, limit)
    if at >= limit:
        return ()
    if isinstance(element, Kind):
        return _kind(text, element.name, at, limit)
    return (at + 1,) if isinstance(element, Word) and _fits(element, text.folded(at)) else ()


def _choose(text: Text, choice: Choice, at: int, limit: int) -> frozenset[int]:
    known = text.walked.get((id(choice), at))
    if known is not None:
        return known
    found = {at} if choice.optional else set()
    if at < limit:
        for phrase in choice.index.beginning(text.folded(at), text.words.typed[at]):
            found.update(_walk(text, phrase, at, limit))
    return text.remember((id(choice), at), found)


def _fits(word: Word, folded: str) -> bool:
    return folded.startswith(word.text) if word.stem else folded == word.text


def _kind(text: Text, kind: str, at: int, limit: int) -> set[int]:
    typed = text.words.typed[at]
    if kind == "number":
        return {at + 1} if _DIGITS.match(typed) else set()
    if kind == "name":
        return {at + 1} if _is_name(text, at) else set()
    if kind in ("telephone", "figures"):
        return _digits(text, at, limit, _TELEPHONE if kind == "telephone" else _FIGURES)
    if kind == "email":
        return _address(text.words, at, limit)
    return _coordinates(text, at, limit)


def _address(words: Words, at: int, limit: int) -> set[int]:
    """An address for letters by wire: words without a space between them, one of them after the sign."""
    end = at + 1
    while end < limit and words.between(end) in (".", "-", "_", "@"):
        end += 1
    return {end} if "@" in words.text[words.starts[at] : words.ends[end - 1]] else set()


def _is_name(text: Text, at: int) -> bool:
    typed, words = text.words.typed[at], text.words
    if at in text.hidden or not typed[0].isupper() or not typed.isalpha() or words.folded[at] in text.known:
        return False
    return len(typed) == 1 or not typed.isupper()


def _digits(text: Text, at: int, limit: int, shape: re.Pattern[str]) -> set[int]:
    """Where the groups of figures from `at` end that together have the shape of a telephone number.

    A number in the middle of a row of figures, as in tables, is none; nor are groups joined in unlike ways.
    """
    if _goes_on(text.words, at):
        return set()
    end = _last_group(text.words, at, limit)
    gathered = "".join(text.words.typed[at:end])
    return {end} if shape.match(gathered) and not _is_amount(text.words, at, end) else set()


def _goes_on(words: Words, at: int) -> bool:
    """Whether the figures at a place carry on those before them, or are money."""
    joint = words.between(at)
    before = at > 0 and words.typed[at - 1].isdigit() and not words.typed[at].startswith("+")
    return bool(_MONEY.search(joint)) or (before and len(joint) <= 2)


def _last_group(words: Words, at: int, limit: int) -> int:
    """The word after the last group of figures that belongs to the one at `at`."""
    joint, end = None, at + 1
    while end < min(at + MOST_GROUPS, limit) and words.typed[end].isdigit():
        this = words.between(end).strip("()")
        if this not in _JOINTS or (joint is not None and this != joint and end > at + 2):
            break
        joint, end = this, end + 1
    return end


def _is_amount(words: Words, at: int, end: int) -> bool:
    """Groups of one figure, decimals, per cent, or thousands: counted, not dialled."""
    groups = words.typed[at:end]
    after = words.text[words.ends[end - 1] : words.ends[end - 1] + 2]
    if any(len(group) < 2 for group in groups) or re.match(r"[%‰]|[.,]\d|\s[%‰]", after):
        return True
    return len(groups) == 2 and words.between(at + 1) == "." and len(groups[1]) < 4


def _coordinates(text: Text, at: int, limit: int) -> set[int]:
    """Four groups of figures as in 4.3712, 18.5582."""
    if at + 4 > limit:
        return set()
    typed = text.words.typed[at : at + 4]
    whole, part = typed[::2], typed[1::2]
    if all(_COORDINATE.match(t) for t in whole) and all(t.isdigit() and 3 <= len(t) <= 8 for t in part):
        return {at + 4}
    return set()
