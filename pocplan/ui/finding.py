"""Search over all that a hat reads: each app registers what can be found, one page asks them all.

    register(Findable("threats", _("Threats"), "threats:detail", threats_read, ("title", "place_said")))

A query takes the actor and gives rows that it may read; nothing is ranked or counted over anybody else's.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from pocplan.access.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_WORDS = 6
FIRST = 5  # of each kind, where all kinds are looked through
LONGEST, BEFORE = 160, 60
OUTSIDE = "(?![^<>]*>)"  # of tags: what stands in one is followed by its end
Rows = Callable[[Actor], QuerySet[Any]]
Narrowing = Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True)
class Findable:
    """A kind of row: what it is called, where one is read, and the texts of it that words are looked for in.

    The first text is what a row is called by, unless `name` says it; the others say more. `address` says where one
    is read that has no page of its own. Texts with `as_read` hold markup, in which no word is looked for.
    `by` finds rows of which there are too many to look through: by an index, from all that was typed.
    """

    key: str
    heading: "StrOrPromise"
    page: str
    rows: Rows
    texts: tuple[str, ...]
    name: Callable[[Any], str] | None = None
    address: Callable[[Any], str] | None = None
    as_read: Callable[[str], str] | None = None
    by: Narrowing | None = None


@dataclass(frozen=True)
class Found:
    """One row as the page of a search shows it."""

    title: str
    says: str
    address: str
    room: Any


@dataclass(frozen=True)
class Group:
    kind: Findable
    found: list[Found]
    more: bool


_kinds: dict[str, Findable] = {}


def register(*kinds: Findable) -> None:
    """Add kinds under keys of their own; called once, when the app is ready."""
    for kind in kinds:
        if _kinds.get(kind.key, kind) != kind:
            raise ValueError(f"Two kinds are registered as {kind.key}.")
        _kinds[kind.key] = kind


def kinds() -> Sequence[Findable]:
    return list(_kinds.values())


def kind_called(key: str) -> Findable | None:
    return _kinds.get(key)


def looked_for(actor: Actor, kind: Findable, words: str) -> QuerySet[Any]:
    """Rows of one kind that hold every word, in their own order."""
    rows = kind.rows(actor).select_related("compartment")
    if kind.by:
        return kind.by(rows, words)
    for pattern in patterns(words):
        rows = rows.filter(_anywhere(kind.texts, f"(?:{pattern}){OUTSIDE}" if kind.as_read else pattern))
    return rows


def found_everywhere(actor: Actor, words: str) -> list[Group]:
    """The first of each kind; every kind is asked once, whatever the others hold."""
    return [group for group in _groups(actor, words) if group.found]


def _groups(actor: Actor, words: str) -> Iterator[Group]:
    for kind in kinds():
        rows = list(looked_for(actor, kind, words)[: FIRST + 1])
        yield Group(kind, shown(kind, rows[:FIRST], words), len(rows) > FIRST)


def shown(kind: Findable, rows: Sequence[Any], words: str) -> list[Found]:
    """Each row by its name, with a text of it that holds one of the words where there is one."""
    sought = re.compile("|".join(patterns(words)))
    return [_shown(kind, row, sought) for row in rows]


def _shown(kind: Findable, row: Any, sought: re.Pattern[str]) -> Found:
    texts = [(kind.as_read or str)(getattr(row, name) or "") for name in kind.texts]
    first, others = (kind.name(row), texts) if kind.name else (texts[0], texts[1:])
    says = next((one for one in others if sought.search(one)), "") or next((one for one in others if one), "")
    address = kind.address(row) if kind.address else reverse(kind.page, args=[row.pk])
    return Found(_short(first or says), _short(_around(says, sought)), address, row.compartment)


def _around(text: str, sought: re.Pattern[str]) -> str:
    """A text from shortly before the first word that was looked for."""
    text = " ".join(text.split())
    word = sought.search(text)
    if word is None or word.end() < LONGEST:
        return text
    before, _space, after = text[word.start() - BEFORE : word.start()].partition(" ")
    return f"… {after if _space else before}{text[word.start() :]}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _anywhere(texts: Sequence[str], pattern: str) -> Q:
    found = Q()
    for name in texts:
        found |= Q(**{f"{name}__regex": pattern})
    return found


def patterns(words: str) -> list[str]:
    """For each word a pattern that is blind to accents, ligatures and cases; every sign in it means itself."""
    return [_pattern(word) for word in unicodedata.normalize("NFC", words).split()[:MOST_WORDS]]


def _pattern(word: str) -> str:
    for ligature, letters in LIGATURES.items():
        word = word.replace(ligature, letters).replace(ligature.upper(), letters)
    text = "".join(_letter(sign) for sign in word)
    for ligature, letters in LIGATURES.items():
        alone = "".join(_letter(sign) for sign in letters)
        text = text.replace(alone, f"(?:{alone}|[{ligature}{ligature.upper()}])")
    return text


def _letter(sign: str) -> str:
    base = _base(sign)
    if base in ALIKE:
        return f"[{ALIKE[base]}]"
    if sign in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    if sign.lower() != sign.upper():
        return f"[{sign.lower()[0]}{sign.upper()[0]}]"
    return sign if sign.isalnum() else re.escape(sign)


def _base(sign: str) -> str:
    """The letter without its accents, small."""
    plain = [one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one)]
    return plain[0].lower() if len(plain) == 1 else sign


def _alike() -> dict[str, str]:
    """Every Latin letter with all of its forms, in both cases."""
    found: dict[str, str] = {}
    for sign in map(chr, range(0x41, 0x250)):
        base = _base(sign)
        if base.isascii() and base.isalpha():
            found[base] = found.get(base, "") + sign
    return found


APOSTROPHES = "'’ʼ"
LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
ALIKE = _alike()
