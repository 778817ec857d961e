"""Every piece of running text of a document in the form that is hashed, with where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from strategies.documents.markup import BETWEEN, running_in

TITLE, PARAGRAPH, FOOTNOTE, COMMENT = "section_title", "paragraph", "footnote", "comment"
ACTIVITY = "activity"
# In rows these are keys, codes and days; what people typed is in the other fields.
CODES = ("key", "kind", "risk", "tier", "component", "phases", "starts", "ends", "letter", "level", "due", "latest_on")


@dataclass(frozen=True)
class Spot:
    """A text, the number and title of its section, and its part there: `part` is one of the above or a row's field.

    `key` is that of the paragraph, row or section, `number` the paragraph's.
    """

    section: int
    section_title: str
    key: str
    part: str
    number: int
    text: str
    voices: tuple[tuple[int, int, str], ...] = ()  # from, to and language of what a writer set one for


def spots(sections: Sequence[Mapping[str, Any]]) -> Iterator[Spot]:
    """Titles, paragraphs, footnotes and rows in the order of the page; empty ones are left out."""
    for at, section in enumerate(sections, start=1):
        title = section["title"]
        yield Spot(at, title, section["key"], TITLE, 0, title)
        for number, block in enumerate(section["blocks"], start=1):
            texts = [(PARAGRAPH, block["html"]), *((FOOTNOTE, note) for note in block["notes"])]
            yield from (_spot(at, title, block["key"], part, number, html) for part, html in texts if html)
        for row in section.get("rows", ()):
            yield from (Spot(at, title, row["key"], name, 0, value) for name, value in _typed(row) if value)


def _spot(at: int, title: str, key: str, part: str, number: int, html: str) -> Spot:
    spoken = running_in(html)
    voices, start = [], 0
    for language, text in spoken:
        if language:
            voices.append((start, start + len(text), language))
        start += len(text) + len(BETWEEN)
    return Spot(at, title, key, part, number, BETWEEN.join(text for _language, text in spoken), tuple(voices))


def _typed(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What people typed into a row; what an activity is and where are read together."""
    typed = {name: value for name, value in row.items() if name not in CODES and isinstance(value, str)}
    if row.get("kind") == "activity":
        yield ACTIVITY, ": ".join(filter(None, (typed.pop("title", ""), typed.pop("place", ""))))
    yield from typed.items()
