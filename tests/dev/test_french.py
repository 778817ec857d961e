"""One French word for each word of the domain: docs/guide/french.md, held against every translation."""

import re
from pathlib import Path

import pytest

from pocplan.dev.messages import LOCALE, Entry, merge

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "french.md"


def _terms() -> list[tuple[list[str], str, list[str]]]:
    rows = [line.strip("| \n").split(" | ") for line in GUIDE.read_text(encoding="utf-8").splitlines() if "|" in line]
    return [(english.split(", "), french, never.split(", ")) for english, french, never in rows[2:]]


def _speaks_of(words: list[str], entry: Entry) -> bool:
    return bool(re.search(rf"\b({'|'.join(map(re.escape, words))})s?\b", entry.words["msgid"], re.IGNORECASE))


def _banned(never: list[str], text: str) -> str:
    """The first of these words in the text, also in the plural and the feminine; one alone for “au”."""
    if never == ["au"]:
        return "au" if text.strip().lower() == "au" else ""
    found = re.search(rf"\b({'|'.join(map(re.escape, never))})e?s?\b", text, re.IGNORECASE)
    return found[0] if found else ""


@pytest.mark.parametrize(("words", "french", "never"), _terms())
def test_no_translation_uses_a_second_word(words: list[str], french: str, never: list[str]) -> None:
    wrong = [
        f"“{entry.words['msgid'][:80]}” says « {_banned(never, text)} »: write « {french} »"
        for entry in merge()
        for text in entry.translations
        if _speaks_of(words, entry) and _banned(never, text)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_is_read() -> None:
    assert len(_terms()) >= 10
    assert _banned(["validation", "validé"], "Versions validées")
    assert not _banned(["au"], "du 1er au 3")
    assert (LOCALE / "fr" / "parts").is_dir()
