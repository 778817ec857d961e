"""Published resolutions: one text with its paragraphs (JSON), or a registry of mission and resolution (CSV)."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from missions.published import cells
from missions.published.table import MOST_BYTES, decoded
from pocplan.access.errors import Refused

_SYMBOL = re.compile(r"S[-/_ ](?:RES[-/_ ])?(\d{4}[-/_ ]\d{1,4})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"^\s*(\d{1,3})\.\s+(?=[A-Z])", re.MULTILINE)
_UNTIL = re.compile(r"until\s+(\d{1,2}\s+[A-Z][a-z]+\s+\d{4})")
_PROTECTION = re.compile(r"protect\w*\s+(?:of\s+)?civilians", re.IGNORECASE)
_EXTENDS = re.compile(r"\b(?:extend|renew)", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    """One operative paragraph; `row` is its line in the text."""

    row: int
    number: str
    text: str
    notes: tuple[str, ...] = ()

    @property
    def is_on_protection(self) -> bool:
        return bool(_PROTECTION.search(self.text))


@dataclass
class Resolution:
    """One text: how it is cited, its days, its paragraphs."""

    symbol: str
    adopted_on: date
    expires_on: date | None
    paragraphs: list[Paragraph]
    notes: list[str] = field(default_factory=list)


def resolution(name: str, content: bytes) -> Resolution:
    """One resolution as JSON with Date and Content. Raises Refused, with the key that is wrong."""
    said = _object(content)
    text = said.get("Content")
    if not isinstance(text, str) or not text.strip():
        raise Refused(_("Content: the text of the resolution is missing."), "Content")
    adopted = cells.day(str(said.get("Date", "")), "Date")
    if adopted is None:
        raise Refused(_("Date: the day of the resolution is missing."), "Date")
    notes = [_("Title: this is a draft. Correct the number when it is adopted.")] if _is_draft(said) else []
    expires = expiry(text)
    if expires is None:
        notes.append(_("Content: no single day is said until which a mandate is extended."))
    return Resolution(_symbol(name, said), adopted, expires, _paragraphs(text), notes)


def expiry(text: str) -> date | None:
    """The day until which a text extends a mandate; None where it names none, or several."""
    flat = " ".join(text.split())
    days = {
        found[1]
        for sentence in re.split(r"[;.]\s", flat)
        if _EXTENDS.search(sentence)
        for found in _UNTIL.finditer(sentence)
    }
    try:
        return cells.day(days.pop(), "Content") if len(days) == 1 else None
    except Refused:
        return None


def _object(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise Refused(_("The file has more than 5 MB. This table has some 10 KB: choose the right file."))
    try:
        said = json.loads(decoded(content))
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is not a JSON file that can be read.")) from error
    if not isinstance(said, dict):
        raise Refused(_("This JSON file does not hold one resolution."))
    return said


def _is_draft(said: dict[str, Any]) -> bool:
    return "draft" in str(said.get("Title", "")).lower()


def _symbol(name: str, said: dict[str, Any]) -> str:
    for text in (str(said.get("ID", "")), name):
        if found := _SYMBOL.search(text):
            return "S/" + re.sub(r"[-_ ]", "/", found[1])
    raise Refused(_("ID: neither the file nor its name says which document this is, such as S/2018/257."), "ID")


def _paragraphs(text: str) -> list[Paragraph]:
    """The numbered paragraphs in order; a number out of turn stands inside the one before."""
    starts: list[re.Match[str]] = []
    for found in _PARAGRAPH.finditer(text):
        if int(found[1]) > (int(starts[-1][1]) if starts else 0):
            starts.append(found)
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return [
        Paragraph(
            text.count("\n", 0, start.start(1)) + 1, start[1], _flowing(text[start.end() : end]), _gap(one, starts)
        )
        for one, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _gap(at: int, starts: list[re.Match[str]]) -> tuple[str, ...]:
    here, following = int(starts[at][1]), int(starts[at + 1][1]) if at + 1 < len(starts) else int(starts[at][1]) + 1
    if following == here + 1:
        return ()
    missing = ", ".join(str(number) for number in range(here + 1, following))
    return (
        _("Paragraph %(numbers)s is not numbered in the file and stands at the end of this one.")
        % {"numbers": missing},
    )


def _flowing(text: str) -> str:
    """Lines that a page broke in mid-sentence, joined; a line that starts an item stays one."""
    joined = re.sub(r"\s*\n(?!\s*\([a-z]+\))\s*", " ", text.strip())
    return "\n".join(" ".join(line.split()) for line in joined.split("\n"))
