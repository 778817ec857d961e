"""Free text as it comes: letters encoded twice are mended, and what seems to name a person is noticed."""

import re
from collections.abc import Iterator

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_DOUBLY = re.compile(r"[ÂÃâÐÎ][\u0080-\u00bf\u20ac\u201a-\u201e\u2020-\u2026\u02c6\u2030\u0160\u2039\u0152\u017d"
                     r"\u2018-\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]")  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’'-]+"
_PERSON = re.compile(
    rf"""
      \b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sheikh|Cheikh|Pastor|Pasteur|Imam|Abbé|Mme|Mlle|Monsieur|Madame)\.?\s+{_NAME}
    | \bM\.\s+{_NAME}
    | \b(?:named|identified\ as|by\ the\ name\ of|whose\ name\ is|nommée?s?|dénommée?s?|prénommée?s?
        |identifiée?s?\ comme)\s+{_NAME}(?:\s+{_NAME})+
    | {_NAME}\s+{_NAME},?\s+(?:aged\s+)?\(?\d{{1,2}}(?:[\s-]years?(?:[\s-]old)?\b|[\s-]ans\b|\),)
    | \b(?:victim|witness|source|victime|témoin),?\s+{_NAME}\s+{_NAME}
    | (?:\btel\b|\btél\b|\bphone|☎|\+\d{{2,3}})[\s.:]*\d[\d .-]{{6,}}\d
    | [\w.+-]+@[\w-]+\.\w+
    """,
    re.VERBOSE,
)
# What no such text goes without, so that most texts are not searched at all.
_HINT = re.compile(
    r"M[rs.]|Mrs|Miss|Dr|Prof|[SC]heikh|Past|Imam|Abb|Mme|Mlle|Mons|Madame|name|identif|nomm|aged|\d[\s-]?(?:year|ans|\))"
    r"|ictim|itness|ource|émoin|[Tt][eé]l|phone|☎|\+\d|@"
)


def clean(text: str) -> str:
    """Without what is not seen, and without blanks around; lines stay lines."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()


def mend(text: str) -> str:
    """Letters that were encoded twice, or three times, as they were meant; all else untouched."""
    for _turn in range(3):
        if not _DOUBLY.search(text):
            break
        text = _FOREIGN.sub(_decoded_again, text)
    return text


def _decoded_again(found: re.Match[str]) -> str:
    raw = bytearray()
    for sign in found.group():
        try:
            raw += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > 0xFF:
                return found.group()
            raw.append(ord(sign))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def seems_to_name_a_person(text: str) -> bool:
    """Better once too often: whoever looks at it can let it through."""
    return bool(what_names_a_person(text))


def what_names_a_person(text: str) -> str:
    """The first words that seem to name one, or nothing."""
    return next(all_that_name_a_person(text), "")


def all_that_name_a_person(text: str) -> Iterator[str]:
    """Every group of words that seems to name one, or says how to reach one."""
    if _HINT.search(text):
        yield from (found.group().strip() for found in _PERSON.finditer(text))
