"""Terms that a room keeps of its own: phrases that people typed, read once for as long as they stay the same.

What was read is kept by the room and by all that was typed there, and the rows are asked for each time:
nothing of one room is ever found under another, and what was changed is read anew.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pocplan.wording.engine.patterns import Index, Kind, Phrase, Unreadable, firsts, named, read, shortest
from pocplan.wording.engine.rules import Rules, rule
from pocplan.wording.engine.shipped import lists
from pocplan.wording.engine.words import split

OWN_TERM = "own_term"  # the one rule that all of them make
ROOMS_REMEMBERED = 64
MOST_GAPS = 3  # each makes the places where a phrase may go on many more


class Seen(NamedTuple):
    """By which phrases a reader meets one term."""

    key: str
    phrases: tuple[str, ...]


class Avoided(NamedTuple):
    """Phrases that are not to be used for one term; in its own phrases they are left alone."""

    phrases: tuple[str, ...]
    own: tuple[str, ...]
    reason: str
    better: str


def readable(source: str) -> Phrase:
    """A phrase that somebody typed.

    Raises Unreadable for what is none, for what needs no word or begins with none, and for more than three gaps.
    """
    phrase = read(source, {})
    begins = not any(isinstance(first, Kind) for first in firsts(phrase))
    if source.count("~") > MOST_GAPS or not shortest(phrase) or not begins:
        raise Unreadable(source)
    return phrase


def as_phrase(word: str) -> str:
    """A word as it stands, as a phrase; empty where it has neither letter nor figure."""
    return " ".join(split(word).folded)


@lru_cache(maxsize=ROOMS_REMEMBERED)
def phrases_of(room: int, terms: tuple[Seen, ...]) -> Index[tuple[str, Phrase]]:
    """The phrases of one room's terms with the keys of these."""
    return named((one.key, source) for one in terms for source in _readable(one.phrases))


@lru_cache(maxsize=ROOMS_REMEMBERED)
def rules_of(room: int, language: str, terms: tuple[Avoided, ...]) -> Rules:
    """What one room does not want to read in texts of a language, as rules that warn."""
    return Rules(
        rule(OWN_TERM, one.reason, one.better, {"patterns": patterns, "names": _readable(one.own)}, lists(language))
        for one in terms
        if (patterns := _readable(one.phrases))
    )


def _readable(sources: Iterable[str]) -> list[str]:
    """Without what cannot be read any more, should the language of patterns ever become narrower."""
    return [source for source in sources if _is_readable(source)]


def _is_readable(source: str) -> bool:
    try:
        return bool(readable(source))
    except Unreadable:
        return False
