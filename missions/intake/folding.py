"""Names made comparable: without accents, signs and words such as “province”. We fold; the database need not."""

import re
import unicodedata

LONGEST = 120
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_SIGNS = re.compile(r"[\W_]+")
_LEVELS = (
    "province provinces prefecture prefectures region regions district state county sub subprefecture sous department"
    " departement territoire territory commune wilaya governorate cercle zone payam"
)
_LEVEL_WORDS = frozenset(_LEVELS.split())
_OF = frozenset(("de", "du", "des", "la", "le", "of", "the", "d", "l"))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """“Ombella-M’Poko” and “Ombella MPoko” are alike."""
    return _SIGNS.sub("", _plain(text))[:LONGEST]


def fold_bare(text: str) -> str:
    """The same without the words for a level: “Ouham-Pendé province” and “Ouham Pende” are alike."""
    words = [word for word in _SIGNS.split(_plain(text)) if word]
    bare = [word for word in words if word not in _LEVEL_WORDS]
    if len(bare) < len(words):
        while bare and bare[0] in _OF:
            bare = bare[1:]
    return "".join(bare)[:LONGEST] or fold(text)
