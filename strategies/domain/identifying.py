"""Where the words of a document stand, for the check that stops what names or locates somebody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pocplan.wording.domain.identifying import Passage, demand_nobody_identified
from strategies.documents.passages import spots
from strategies.models import Rendition, Version, VersionPart
from strategies.queries.wording import place_of


def demand_nobody_in_version(version: Version | Rendition) -> None:
    """Raises Identifies with section, paragraph and words where a frozen text names or locates somebody."""
    titles = [Passage(version.title, _("Title"))]
    named = _of_picture(version.body.get("picture", {}))
    demand_nobody_identified([*titles, *passages_of(version.body["sections"]), *named], version.language)


def demand_nobody_in_annexes(parts: Iterable[VersionPart], language: str) -> None:
    """The same of frozen annexes."""
    for part in parts:
        demand_nobody_identified([Passage(part.title, _("Title")), *passages_of(part.body["sections"])], language)


def _of_picture(picture: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Passage]:
    """What people typed of a threat or a place."""
    rows = (row for name in sorted(picture) for row in picture[name])
    return (Passage(row[name], _("The picture")) for row in rows for name in ("title", "place") if row.get(name))


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
    return (Passage(spot.text, place_of(spot)) for spot in spots(sections))
