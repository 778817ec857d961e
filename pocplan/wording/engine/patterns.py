"""The little language in which rules are written, so that an adviser can read and extend them.

`word` a word · `word*` all that begins so · `(a|b c)` one of these · `[a|b]` one of these or nothing ·
`~4` up to four words between · `@list` one of a list · `{name}` a kind of word.
Case, accents, apostrophes and hyphens do not matter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from pocplan.wording.engine.words import split

LONGEST_GAP = 15
SHORTEST_STEM = 3
KINDS = ("name", "number", "figures", "telephone", "coordinates", "email")
_PART = re.compile(r"\s+|(~\d+)|(@\w+)|(\{\w+\})|([()|\[\]])|([^\s()|\[\]{}@~]+)")


Kept = TypeVar("Kept")


class Unreadable(ValueError):
    """A pattern that cannot be read; says where."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    most: int


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Choice:
    """One of several phrases, found by their first word."""

    options: tuple["Phrase", ...]
    optional: bool = False
    index: "Index[Phrase]" = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", index(self.options))


Element = Word | Kind | Gap | Choice
Phrase = tuple[Element, ...]
_ALIKE: WeakValueDictionary[tuple[tuple[Phrase, ...], bool], Choice] = WeakValueDictionary()


class Index(Generic[Kept]):
    """What is kept (phrases, or what stands for them) by the word it may begin with: most words lead nowhere."""

    def __init__(self) -> None:
        self.words: dict[str, list[Kept]] = {}
        self.stems: dict[str, list[tuple[str, Kept]]] = {}
        self.names: list[Kept] = []
        self.figures: list[Kept] = []

    def put(self, phrase: "Phrase", kept: Kept) -> None:
        """Keep something under every word that a phrase may begin with."""
        for first in dict.fromkeys(firsts(phrase)):
            if isinstance(first, Kind):
                if first.name in ("name", "email"):
                    self.names.append(kept)
                if first.name != "name":
                    self.figures.append(kept)
            elif first.stem:
                self.stems.setdefault(first.text[:SHORTEST_STEM], []).append((first.text, kept))
            else:
                self.words.setdefault(first.text, []).append(kept)

    def beginning(self, word: str, typed: str) -> list[Kept]:
        """What may begin with a word; a name only with a capital, a figure only with what is no letter."""
        found = self.words.get(word)
        stems = self.stems.get(word[:SHORTEST_STEM])
        rest = None if typed[0].islower() else self.names if typed[0].isalpha() else self.figures
        if not stems and not rest:
            return found or []
        return [*(found or []), *(kept for stem, kept in stems or [] if word.startswith(stem)), *(rest or [])]


def index(phrases: "Iterable[Phrase]") -> "Index[Phrase]":
    """Phrases by their first word."""
    found: Index[Phrase] = Index()
    for phrase in phrases:
        found.put(phrase, phrase)
    return found


def named(sources: "Iterable[tuple[str, str]]") -> "Index[tuple[str, Phrase]]":
    """Patterns, each given with a name, in one index. Raises Unreadable for one outside the language."""
    found: Index[tuple[str, Phrase]] = Index()
    for name, source in sources:
        phrase = read(source, {})
        found.put(phrase, (name, phrase))
    return found


def firsts(phrase: Phrase) -> list[Word | Kind]:
    """What a phrase may begin with; an optional beginning gives way to what follows it."""
    result: list[Word | Kind] = []
    for element in phrase:
        if isinstance(element, Choice):
            result += [first for option in element.options for first in firsts(option)]
            if element.optional:
                continue
        elif not isinstance(element, Gap):
            result.append(element)
        return result
    return result


def shortest(phrase: Phrase) -> int:
    """How many words it takes at least."""
    return sum(_least(element) for element in phrase)


def _least(element: Element) -> int:
    if isinstance(element, Choice):
        return 0 if element.optional else min(shortest(option) for option in element.options)
    return 0 if isinstance(element, Gap) else 1


def read(source: str, lists: Mapping[str, Choice]) -> Phrase:
    """`source` as a phrase. Raises Unreadable for what is not in the language, or begins with a gap."""
    parts = _parts(source)
    phrase, rest = _sequence(parts, lists, until="")
    if rest:
        raise Unreadable(f"{source}: {rest[0]}")
    if not phrase or isinstance(phrase[0], Gap) or not firsts(phrase):
        raise Unreadable(source)
    return phrase


def _parts(source: str) -> list[str]:
    parts, at = [], 0
    while at < len(source):
        found = _PART.match(source, at)
        if not found:
            raise Unreadable(f"{source}: {source[at]}")
        at = found.end()
        if found.group().strip():
            parts.append(found.group())
    return parts


def _sequence(parts: list[str], lists: Mapping[str, Choice], until: str) -> tuple[Phrase, list[str]]:
    elements: list[Element] = []
    while parts and parts[0] not in ("|", ")", "]"):
        head, *parts = parts
        if head in ("(", "["):
            choice, parts = _choice(parts, lists, ")" if head == "(" else "]")
            elements.append(choice)
        else:
            elements += _single(head, lists)
    if not until and parts:
        raise Unreadable(parts[0])
    return tuple(elements), parts


def _choice(parts: list[str], lists: Mapping[str, Choice], close: str) -> tuple[Choice, list[str]]:
    options: list[Phrase] = []
    while True:
        option, parts = _sequence(parts, lists, until=close)
        if not option or isinstance(option[0], Gap) or not parts:
            raise Unreadable(close)
        options.append(option)
        mark, *parts = parts
        if mark == close:
            return _one(tuple(options), close == "]"), parts
        if mark != "|":
            raise Unreadable(mark)


def _one(options: tuple[Phrase, ...], optional: bool) -> Choice:
    """One choice for all places where the same is written: where it leads in a text is then found out once."""
    alike = _ALIKE.get((options, optional))
    if alike is None:
        alike = _ALIKE[options, optional] = Choice(options, optional)
    return alike


def _single(part: str, lists: Mapping[str, Choice]) -> list[Element]:
    if part[0] == "~":
        return [Gap(min(int(part[1:]), LONGEST_GAP))]
    if part[0] == "@":
        if part[1:] not in lists:
            raise Unreadable(part)
        return [lists[part[1:]]]
    if part[0] == "{":
        if part[1:-1] not in KINDS:
            raise Unreadable(part)
        return [Kind(part[1:-1])]
    return _words(part)


def _words(part: str) -> list[Element]:
    stem = part.endswith("*")
    folded = split(part.rstrip("*")).folded
    if not folded or (stem and len(folded[-1]) < SHORTEST_STEM):
        raise Unreadable(part)
    return [Word(word, stem and number == len(folded) - 1) for number, word in enumerate(folded)]
