"""The response form as a Word file with room to write, and what somebody wrote into it."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.oxml import OxmlElement

from strategies.documents.blank import blank
from strategies.documents.canonical import Body
from strategies.documents.clean import plain
from strategies.documents.direction import speak_in, turn
from strategies.documents.errors import UnusableFile
from strategies.documents.ooxml import Element, W, parse
from strategies.documents.pieces import flat, read_line
from strategies.documents.returned import COMMENT, Answered, Lost, Returned, Said
from strategies.documents.runs import paragraphs
from strategies.documents.safety import LARGEST_FILE, MAIN, open_docx
from strategies.enums.rounds import STATED_BY_PEOPLE

SEVERAL, DAY, ROW = "several", "day", "row"
_BOX = "☐"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")

Node = Any  # of python-docx, which brings no types


def form_docx(body: Body, *, title: str, digest: str, language: str, template: bytes = b"") -> bytes:
    """The form for a text: the titles of its sections, the positions, and cells to write in. No word of the text.

    It begins with the style `template` of who hands it out, as its other Word files do.
    """
    with override(language):
        document: Node = blank(template)
        speak_in(document, language)
        properties = document.core_properties
        properties.title, properties.language = _("Response form"), language
        properties.author = properties.last_modified_by = properties.comments = ""
        document.add_paragraph(_("Response form"), style="Title")
        for line in _opening(title):
            document.add_paragraph(line)
        for heading, head, rows in _tables(body):
            document.add_paragraph(heading, style="Heading 1")
            _table(document, head, rows)
        document.add_paragraph(f"{_hash_label()}: {digest}")
        turn([document.element.body])
        buffer = io.BytesIO()
        document.save(buffer)
        return _without_hours(buffer)


def _without_hours(packed: io.BytesIO) -> bytes:
    """The same file with no time of making in it: the same form is the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in made.namelist():
            settled.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _opening(title: str) -> list[str]:
    return [
        title,
        _("Consulted is not endorsed, and silence is not consent."),
        _("Write no name, telephone number or place by which a victim, a witness or a source can be found."),
    ]


def _tables(body: Body) -> list[tuple[str, list[str], list[str]]]:
    """Heading, names of the columns, and the first cell of each row."""
    words = _words()
    marks = [str(one.label) for one in STATED_BY_PEOPLE]
    said = [_("What you say"), _("The words it is about"), _("Suggested text")]
    sections = [*_titles(body), words["else"]]
    who = [words[name] for name in ("organisation", "day", "agreement")]
    return [
        (_("Who answers"), [_("Question"), _("Answer")], who),
        (_("Position: mark one"), [_("Position"), _("Mark")], [*marks, words["reason"]]),
        (_("Section by section"), [_("Section"), *said], sections),
    ]


def _words() -> dict[str, str]:
    return {
        "organisation": _("Organisation"),
        "day": _("Day"),
        "agreement": _("May it be named? Reference of its written agreement"),
        "reason": _("Reason, needed for a concern or an objection"),
        "else": _("Anything else"),
    }


def _hash_label() -> str:
    return _("Hash of the version (SHA-256)")


def _titles(body: Body) -> list[str]:
    return [f"{number}. {one['title']}" for number, one in enumerate(body["sections"], start=1)]


def _table(document: Node, head: list[str], firsts: list[str]) -> None:
    table = document.add_table(1 + len(firsts), len(head))
    table.style = "Table Grid"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for row, words in zip(list(table.rows)[1:], firsts, strict=True):
        row.cells[0].text = words


def read_form(data: bytes | Path, body: Body, *, digest: str, language: str) -> Returned | None:
    """What stands in the cells of a filled-in form; None for a file that is no form.

    Raises UnusableFile for what is no sound Word file, and for the form of another text.
    """
    root = parse(open_docx(data, limit=LARGEST_FILE).markup[MAIN])
    with override(language):
        rows = list(_rows(root))
        words = {name: flat(one) for name, one in _words().items()}  # as the first cells of the rows are read
        if not {words["organisation"], words["agreement"]} <= {row[0] for row in rows}:
            return None
        if digest not in {word for line in paragraphs(root) for word in _line(line).split()}:
            raise UnusableFile(_("This form belongs to another text or another version. Fill in the form of this one."))
        return _Form(body, rows, words).read()


def _rows(root: Element) -> Iterator[list[str]]:
    for row in root.iter(W + "tr"):
        cells = ["\n".join(filter(None, map(_line, paragraphs(cell)))) for cell in row.iter(W + "tc")]
        if cells:
            yield [flat(cells[0]), *cells[1:]]


def _line(line: Element) -> str:
    """The words of a line as they stand with everything tracked in it accepted."""
    return "".join(one.text for one in read_line(line).pieces if not one.struck_by).strip()


class _Form:
    """A form being read, row by row."""

    def __init__(self, body: Body, rows: list[list[str]], words: Mapping[str, str]) -> None:
        self.body, self.rows, self.words = body, rows, words
        self.sections = dict(zip(map(flat, _titles(body)), body["sections"], strict=True))
        self.answers = {row[0]: row[1] for row in rows if len(row) == 2}
        self.found = Returned(reviewers=1)

    def read(self) -> Returned:
        self.found.answered = Answered(
            organisation=flat(self.answers.get(self.words["organisation"], "")),
            agreement=flat(self.answers.get(self.words["agreement"], "")),
            day=self._day(flat(self.answers.get(self.words["day"], ""))),
            position=self._position(),
            reason=self.answers.get(self.words["reason"], "").strip(),
        )
        for row in self.rows:
            if len(row) >= 4 and row[0] != flat(_("Section")):
                self._say(row[0], [one.strip() for one in row[1:4]])
        return self.found

    def _day(self, text: str) -> str:
        iso, written = _ISO.search(text), _WRITTEN.search(text)
        parts = iso.groups() if iso else written.groups()[::-1] if written else ()
        try:
            year, month, day = map(int, parts)
            return date(year, month, day).isoformat()
        except ValueError:
            if text:
                self.found.lost.append(Lost(DAY, text))
            return ""

    def _position(self) -> str:
        marked = [one for one in STATED_BY_PEOPLE if self.answers.get(flat(str(one.label)), "").strip(f" \n{_BOX}")]
        if len(marked) > 1:
            self.found.lost.append(Lost(SEVERAL, ", ".join(str(one.label) for one in marked)))
        return marked[0].value if len(marked) == 1 else ""

    def _say(self, title: str, said: list[str]) -> None:
        words, quote, suggestion = said
        if not words and not suggestion:
            if quote:
                self.found.lost.append(Lost("nothing", f"{title}: {quote}"))
            return
        section = self.sections.get(title)
        if section is None and title != self.words["else"]:
            self.found.lost.append(Lost(ROW, f"{title}: {words or suggestion}"))
            return
        place = _where(section, flat(quote)) if section else ""
        at = (len(self.found.said), 0)
        self.found.said.append(Said(COMMENT, 1, place, words, flat(quote), suggestion, 0, at))


def _where(section: Mapping[str, Any], quote: str) -> str:
    """The one passage of a section that holds these words; the section where none does, or several do."""
    held = [one["key"] for one in section["blocks"] if quote and quote in flat(plain(one["html"]))]
    return held[0] if len(held) == 1 else section["key"]
