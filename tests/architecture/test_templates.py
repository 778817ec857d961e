"""Templates show what they are given: no scripts, no styles and no questions in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pocplan.access.queries.rooms import Audible
from tests.architecture.sources import ROOT, Offence, name, say

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TAG = r"(?:<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*)"

INLINE = (
    (r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", "A file in static/js: the policy runs no other."),
    (r"<style\b", "A rule in static/css: the policy takes no other."),
    (r"<[a-zA-Z][^>]*\sstyle=", "A class in static/css."),
    (r"<[a-zA-Z][^>]*\son[a-z]+=", "addEventListener in static/js."),
    (r"javascript:", "A button and a file in static/js."),
    (r"<[a-zA-Z][^>]*\shx-on", "addEventListener in static/js."),
    (r"(?:src|href)=\"(?:https?:)?//", "Nothing is fetched from elsewhere: copy it into static/."),
    (r"\|\s*safe\b|{%\s*autoescape\s+off", "The text's own module cleans it and says that it is clean."),
)
QUESTION = re.compile(
    r"\{[{%][^}]*\.(all|filter|exclude|exists|count|first|last|visible_to|objects|get_queryset|\w+_set)\b(?!\s*=)"
)
# Words that look like a question and are a field or a number that the view gave.
GIVEN = re.compile(r"\b(paginator|who|readers|page|audible|room)\.count\b|forloop\.(first|last)")


@pytest.mark.parametrize(("pattern", "door"), INLINE, ids=[pattern for pattern, _ in INLINE])
def test_nothing_is_written_into_a_page_that_the_policy_forbids(pattern: str, door: str) -> None:
    offences = [
        _offence(path, found.start()) for path in TEMPLATES for found in re.finditer(pattern, _plain(path), re.S)
    ]
    assert not offences, say(offences, door)


def test_templates_say_of_readers_only_what_is_known_of_them() -> None:
    """A name that is not there shows as nothing, and nobody would be said to read what many read."""
    known = {*Audible.__dataclass_fields__, *vars(Audible)}
    offences = [
        _offence(path, found.start())
        for path in TEMPLATES
        for found in re.finditer(r"\b(?:who|readers)\.(\w+)", _plain(path))
        if found[1] not in known
    ]
    assert not offences, say(offences, "A field of Audible, in pocplan/access/queries/rooms.py.")


def test_templates_ask_nothing_of_the_database() -> None:
    offences = list(_questions())
    assert not offences, say(offences, "The view asks a query and hands over rows.")


def _questions() -> Iterator[Offence]:
    for path in TEMPLATES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if QUESTION.search(GIVEN.sub("", line)):
                yield Offence(name(path), number, line)


def _plain(path: Path) -> str:
    """Without comments, whose places stay."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"\{#.*?#\}|<!--.*?-->", lambda found: " " * len(found[0]), text, flags=re.S)


def _offence(path: Path, start: int) -> Offence:
    text = path.read_text(encoding="utf-8")
    number = text.count("\n", 0, start) + 1
    return Offence(name(path), number, text.splitlines()[number - 1])
