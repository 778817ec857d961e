"""A text as a row of words that remember where they stood."""

import re
import unicodedata
from dataclasses import dataclass

# Marks that a reader does not see inside a word: soft hyphens, joiners, turns of direction.
_UNSEEN = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(rf"\+?[^\W_](?:[^\W_]|[\u0300-\u036f{_UNSEEN}])*")
# What a colon announces begins with the first point of the list below it.
_LIST = re.compile(r":\s*\n\s*(?:[-*•–]|\d+[.)])\s")
_STRIP = re.compile(f"[\u0300-\u036f{_UNSEEN}]")
_STOP = re.compile(r"[.!?…;]|\n\s*(?:\n|[-*•–]\s|\d+[.)]\s)|\u2029")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d"})
# After these a full stop is no end of a sentence.
_SHORT = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "art", "para", "paras", "tel", "ext", "cf", "vs", "mme",
    "mlle", "me", "p", "pp", "vol", "av", "bd", "lt", "col", "gen", "capt", "maj", "sgt", "sr", "fr", "br", "rev",
    "e", "g", "al", "approx", "incl", "esp",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel rows: the folded word, its place, its sentence, the word as typed, where its sentence stops."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    typed: list[str]
    stops: list[int]

    def __len__(self) -> int:
        return len(self.folded)

    def between(self, at: int) -> str:
        """What stands between a word and the one before it; all of the text's beginning before the first."""
        return self.text[self.ends[at - 1] if at else 0 : self.starts[at]]


def fold(word: str) -> str:
    """The word without case, accents, ligatures and unseen marks: 'L’Équipe' and 'l’equipe' are one."""
    apart = unicodedata.normalize("NFKD", word).casefold().translate(_LIGATURES)
    return _STRIP.sub("", apart)


def split(text: str) -> Words:
    """Words of `text` in order, with sentences counted from nought. Apostrophes and hyphens part words."""
    words = Words(text, [], [], [], [], [], [])
    sentence, last = 0, 0
    for found in _WORD.finditer(text):
        if words.folded and _ends(words, text, last, found.start()):
            sentence += 1
        last = found.end()
        words.folded.append(fold(found.group()))
        words.starts.append(found.start())
        words.ends.append(last)
        words.sentence.append(sentence)
        words.typed.append(found.group())
    words.stops.extend(_stops(words.sentence))
    return words


def _stops(sentences: list[int]) -> list[int]:
    stops, stop = [0] * len(sentences), len(sentences)
    for at in range(len(sentences) - 1, -1, -1):
        if at + 1 < len(sentences) and sentences[at] != sentences[at + 1]:
            stop = at + 1
        stops[at] = stop
    return stops


def _ends(words: Words, text: str, start: int, stop: int) -> bool:
    between = text[start:stop]
    if between in (" ", ".") or not _STOP.search(between) or _LIST.match(between):
        return False
    before = words.folded[-1]
    return not (between.startswith(".") and (before in _SHORT or _initial(words.typed[-1])))


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()
