"""The shipped rules of a language, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pocplan.wording.engine.patterns import Choice, Index, Phrase, named
from pocplan.wording.engine.rules import Rules, rule, word_lists

LANGUAGES = ("en", "fr")
_HOME = Path(__file__).resolve().parent.parent / "rules"


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((_HOME / f"{name}.toml").read_text("utf-8"))


def keys() -> tuple[str, ...]:
    """The rules that exist, in the order in which they are told."""
    return tuple(_data("reasons"))


def told(key: str, part: str, language: str) -> str:
    """The `title`, `reason` or `better` of a rule in a language; English where the language has none."""
    words: dict[str, str] = _data("reasons")[key][part]
    return words.get(language) or words["en"]


@dataclass(frozen=True)
class Term:
    """A word of the domain: itself and the other language's, what it means here, and what that rests on.

    One that is `own` is kept in a room of the application; all others are shipped.
    """

    key: str
    word: str
    other: str
    told: str
    source: str
    seen: tuple[str, ...] = ()
    own: bool = False


def terms(language: str) -> list[Term]:
    """The glossary in a language, English where there is none of it, in the order of the file."""
    here = language if language in LANGUAGES else "en"
    other = next(one for one in LANGUAGES if one != here)
    return [
        Term(
            key,
            row[here],
            row[other],
            row["told"][here],
            row["source"][here],
            tuple(row["seen"][here]) if "seen" in row else (),
        )
        for key, row in _data("terms").items()
    ]


@cache
def seen(language: str) -> Index[tuple[str, Phrase]]:
    """The phrases by which a reader of a text meets each term, with the term's key."""
    return named((one.key, source) for one in terms(language) for source in one.seen)


@cache
def lists(language: str) -> dict[str, Choice]:
    """The named lists that patterns of a language may use."""
    return word_lists(_data(language)["lists"])


@cache
def _all(language: str, reader: str) -> Rules:
    return Rules(
        rule(one["key"], told(one["key"], "reason", reader or language), told(one["key"], "better", language),
             {**one, "yields": _data("reasons")[one["key"]].get("yields", ())}, lists(language))
        for one in _data(language)["rule"]
    )  # fmt: skip


@cache
def shipped(language: str, reader: str = "", part: str = "") -> Rules:
    """The rules for texts in `language`, their reasons in the language of the `reader`; with those for one part."""
    return Rules(rule for rule in _all(language, reader) if rule.only in ("", part))


@cache
def shipped_rule(language: str, key: str) -> Rules:
    """One rule alone, for a place that refuses what elsewhere is only asked about."""
    return Rules(rule for rule in shipped(language) if rule.key == key)


@cache
def parts() -> frozenset[str]:
    """The parts of documents that have rules of their own."""
    return frozenset(one["only"] for language in LANGUAGES for one in _data(language)["rule"] if "only" in one)


@cache
def stopping(language: str) -> Rules:
    """The rules whose findings stop a release, rather than warn."""
    return Rules(rule for rule in shipped(language) if rule.stops)
