"""Where the words of the domain stand in a text, so that a reader can be shown what they mean here."""

from collections.abc import Mapping
from dataclasses import dataclass

from pocplan.wording.engine.matching import Text, labelled
from pocplan.wording.engine.patterns import Index, Phrase
from pocplan.wording.engine.shipped import LANGUAGES, Term, seen, terms
from pocplan.wording.engine.words import split


@dataclass(frozen=True)
class Met:
    """Words of a text and the terms that they stand for: more than one where a word has two meanings."""

    start: int
    end: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Glossary:
    """What one reader is told in texts of one language: terms by key, and phrases with the key of what they mean.

    A phrase whose key is not `told` means nothing to this reader.
    """

    told: Mapping[str, Term]
    phrases: tuple[Index[tuple[str, Phrase]], ...]


def glossary(language: str, reader: str = "") -> Glossary:
    """The shipped terms as met in texts of `language`, told in the language of the reader."""
    phrases = (seen(language),) if language in LANGUAGES else ()
    return Glossary({one.key: one for one in terms(reader or language)}, phrases)


def met_in(text: str, known: Glossary) -> list[Met]:
    """Each term at the first place where it stands in `text`."""
    if not known.phrases:
        return []
    words, found = split(text), dict[tuple[int, int], list[Term]]()
    plain = Text(words)
    for phrases in known.phrases:
        for key, first, after in labelled(plain, phrases):
            if key in known.told:
                found.setdefault((words.starts[first], words.ends[after - 1]), []).append(known.told[key])
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
