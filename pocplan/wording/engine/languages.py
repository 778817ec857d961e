"""Which language a text is in, among those that have rules, told by its small words."""

from pocplan.wording.engine.shipped import LANGUAGES
from pocplan.wording.engine.words import fold

_WORDS = {
    "en": "the of and to in is was that for with by on are at from who has her his they she he",
    "fr": "le la les des de du et est un une dans pour par qui que au aux sur elle il son sa ont",
}
_SMALL = {language: frozenset(words.split(" ")) for language, words in _WORDS.items()}
LOOKED_AT = 400


def language_of(text: str, otherwise: str = "") -> str:
    """The language whose small words are more; `otherwise` where none is, empty where that has no rules."""
    words = [fold(word.strip('.,;:!?«»“”"()')) for word in text.replace("’", " ").replace("'", " ").split()[:LOOKED_AT]]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    best = max(counts, key=lambda language: (counts[language], language == otherwise))
    if counts[best]:
        return best
    return otherwise if otherwise in LANGUAGES else ""
