"""Which phrases can begin at a word at all: one look at a word for all rules, and one at a sentence for the rest.

Most sentences hold the first word of some phrase and not the others that it needs; those are never walked.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pocplan.wording.engine.patterns import Choice, Index, Kind, Phrase, Word, firsts
from pocplan.wording.engine.words import Words

Need = int | Word


class Entry(NamedTuple):
    """A phrase of a rule (its number), and what its sentence must hold besides the first word."""

    rule: int
    phrase: Phrase
    needs: frozenset[Need]


class Anchors:
    """All phrases of some rules by their first words, and what each word may satisfy."""

    def __init__(self, phrases: Iterable[Sequence[Phrase]]) -> None:
        self.entries: Index[Entry] = Index()
        self.needed: Index[Need] = Index()
        known: set[Need] = set()
        for number, rule in enumerate(phrases):
            for phrase in rule:
                entry = Entry(number, phrase, frozenset(_needs(phrase)))
                self.entries.put(phrase, entry)
                for element in phrase:
                    need = _need(element)
                    if need is not None and need not in known:
                        known.add(need)
                        self.needed.put((element,), need)


def _needs(phrase: Phrase) -> Iterator[Need]:
    return (need for element in phrase if (need := _need(element)) is not None)


def _need(element: object) -> Need | None:
    """What a sentence must hold for an element; None for what may be absent or is no word."""
    if isinstance(element, Word):
        return element
    if isinstance(element, Choice) and not element.optional:
        return None if any(isinstance(first, Kind) for first in firsts((element,))) else id(element)
    return None


class Reading:
    """One text read with one set of anchors; remembers each word that it met, and nothing after the text."""

    def __init__(self, words: Words, anchors: Anchors) -> None:
        self.words, self.anchors = words, anchors
        self._entries: dict[tuple[str, str], list[Entry]] = {}
        self._satisfied: dict[str, list[Need]] = {}

    def candidates(self, first: int, stop: int) -> dict[int, list[tuple[int, Phrase]]]:
        """By rule, the places of a sentence with the phrases that can stand there."""
        held = frozenset[Need]().union(*map(self._of, self.words.folded[first:stop]))
        found: dict[int, list[tuple[int, Phrase]]] = {}
        for at in range(first, stop):
            for rule, phrase, needs in self._beginning(at):
                if needs <= held:
                    found.setdefault(rule, []).append((at, phrase))
        return found

    def _of(self, word: str) -> list[Need]:
        known = self._satisfied.get(word)
        if known is None:
            known = self._satisfied[word] = self.anchors.needed.beginning(word, "a")
        return known

    def _beginning(self, at: int) -> list[Entry]:
        word, sign = self.words.folded[at], self.words.typed[at][0]
        alike = "a" if sign.islower() else "A" if sign.isalpha() else "0"
        known = self._entries.get((word, alike))
        if known is None:
            known = self._entries[word, alike] = self.anchors.entries.beginning(word, alike)
        return known


def sentences(words: Words) -> Iterator[tuple[int, int]]:
    """(first word, word after the last) of each sentence."""
    first = 0
    while first < len(words):
        yield first, words.stops[first]
        first = words.stops[first]
