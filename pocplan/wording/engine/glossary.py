"""Where the words of the domain stand in a text, so that a reader can be shown what they mean here."""

from dataclasses import dataclass

from pocplan.wording.engine.matching import Text, matches
from pocplan.wording.engine.shipped import LANGUAGES, Term, seen, terms
from pocplan.wording.engine.words import split


@dataclass(frozen=True)
class Met:
    """Words of a text and the terms that they stand for: more than one where a word has two meanings."""

    start: int
    end: int
    terms: tuple[Term, ...]


def met_in(text: str, language: str, reader: str = "") -> list[Met]:
    """Each term at the first place where it stands in `text`, told in the language of the reader."""
    if language not in LANGUAGES:
        return []
    words, told = split(text), {one.key: one for one in terms(reader or language)}
    plain, found = Text(words), dict[tuple[int, int], list[Term]]()
    for key, phrases in seen(language):
        for first, after in matches(plain, phrases):
            found.setdefault((words.starts[first], words.ends[after - 1]), []).append(told[key])
    return _once(_apart([Met(start, end, tuple(found[start, end])) for start, end in sorted(found, key=_widest)]))


def _once(met: list[Met]) -> list[Met]:
    """Only the first of those that stand for the same."""
    first: dict[tuple[str, ...], Met] = {}
    for one in met:
        first.setdefault(tuple(term.key for term in one.terms), one)
    return list(first.values())


def _widest(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], -place[1]


def _apart(met: list[Met]) -> list[Met]:
    """In the order of the text, without what stands inside another: a PoC site is no PoC."""
    kept: list[Met] = []
    for one in met:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
