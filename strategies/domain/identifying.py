"""Where the words of a document stand, for the check that stops what names or locates somebody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pocplan.wording.domain.identifying import Passage, demand_nobody_identified
from strategies.documents.markup import running
from strategies.models import Rendition, Version
from strategies.queries.worded import FIELDS

# In rows these are keys, codes and days; what people typed is in the other fields.
CODES = ("key", "kind", "risk", "tier", "component", "phases", "starts", "ends", "letter")


def demand_nobody_in_version(version: Version | Rendition) -> None:
    """Raises Identifies with section, paragraph and words where a frozen text names or locates somebody."""
    titles = [Passage(version.title, _("Title"))]
    demand_nobody_identified([*titles, *passages_of(version.body["sections"])], version.language)


def demand_nobody_in_comments(comments: Iterable[Mapping[str, Any]], language: str) -> None:
    """Raises Identifies, each comment under its number, where words or a suggested text name or locate somebody."""
    passages = (
        Passage(item[name], _("Comment %(number)s") % {"number": number})
        for number, item in enumerate(comments, start=1)
        for name in ("words", "suggestion")
    )
    demand_nobody_identified(passages, language)


def demand_nobody_in(text: str, language: str, field: str) -> str:
    """The text again, for one field; raises Identifies with the field where it names or locates somebody."""
    demand_nobody_identified([Passage(text)], language, field)
    return text


def passages_of(sections: Sequence[Mapping[str, Any]]) -> Iterator[Passage]:
    """Each title, paragraph, footnote and row of sections in the form that is hashed."""
    for section in sections:
        title = section["title"]
        yield Passage(title, _("Section “%(title)s”") % {"title": title})
        for number, block in enumerate(section["blocks"], start=1):
            place = _("Section “%(title)s”, paragraph %(number)s") % {"title": title, "number": number}
            yield Passage(running(block["html"]), place)
            yield from (Passage(running(note), _("%(place)s, footnote") % {"place": place}) for note in block["notes"])
        for row in section.get("rows", ()):
            yield from _row(title, row)


def _row(title: str, row: Mapping[str, Any]) -> Iterator[Passage]:
    for name, value in row.items():
        if isinstance(value, str) and value and name not in CODES:
            place = _("Section “%(title)s”, row, %(field)s") % {"title": title, "field": FIELDS[name]}
            yield Passage(value, place)
