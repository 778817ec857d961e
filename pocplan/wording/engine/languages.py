"""Which language a text is in, among those that have rules, told by its small words."""

from pocplan.wording.engine.shipped import LANGUAGES
from pocplan.wording.engine.words import fold

_WORDS = {
    "en": "the of and to in is was that for with by on are at from who has her his they she he",
    "fr": "le la les des de du et est un une dans pour par qui que au aux sur elle il son sa ont",
}
_SMALL = {language: frozenset(words.split(" ")) for language, words in _WORDS.items()}
LOOKED_AT = 400
CLEARLY, TIMES = 4, 3  # small words of another language at least, and how many times those of the text's own


def language_of(text: str, otherwise: str = "") -> str:
    """The language whose small words are more; `otherwise` where none is, empty where that has no rules."""
    counts = _counts(text)
    best = max(counts, key=lambda language: (counts[language], language == otherwise))
    if counts[best]:
        return best
    return otherwise if otherwise in LANGUAGES else ""


def spoken_in(text: str, otherwise: str = "") -> str:
    """The language of a passage within a text of `otherwise`: another one only where that is beyond doubt."""
    counts = _counts(text)
    own = counts.pop(otherwise, 0)
    best = max(counts, key=lambda language: counts[language])
    rest = max((own, *(count for language, count in counts.items() if language != best)))
    return best if counts[best] >= max(CLEARLY, TIMES * rest) else otherwise


def _counts(text: str) -> dict[str, int]:
    """How many of its first words are small words of each language."""
    parts = text.replace("’", " ").replace("'", " ").split()[:LOOKED_AT]
    words = [fold(word.strip('.,;:!?«»“”"()')) for word in parts]
    return {language: sum(word in small for word in words) for language, small in _SMALL.items()}
