"""A reviewer without an account comments and tracks changes in Word; what was said finds its passage again."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from strategies.documents.errors import UnusableFile
from strategies.documents.export import export_docx
from strategies.documents.returned import Lost, Ours, read_returned
from strategies.documents.tracked import propose
from tests.strategies.documents.test_export import body
from tests.strategies.documents.test_remarks import block
from tests.strategies.documents.test_tracked import AT, HTML, JOINED, SAID, through_office

PARAGRAPH = "<p>The patrol stays at the market, the road and the river.</p>"
NOTED = {**block("a", HTML), "notes": ["Counted in May."]}
TEXT = body(NOTED, block("b", PARAGRAPH), block("t", JOINED), rows=[{"title": "Patrol by day"}])
LABELS = {"title": "Activity"}
OURS = Ours(
    comments={(one.author, one.words) for one in SAID},
    changes={(one.author, one.quote, one.suggestion) for one in SAID},
)


_RUN = '<w:r {}><w:t xml:space="preserve">{}</w:t></w:r>'


class Reviewer:
    """Somebody who opens our file in a program and writes in it."""

    def __init__(self, data, name="R. Eviewer"):
        self.file, self.name = docx.Document(io.BytesIO(data)), name
        self.ids = iter(range(900, 999))

    def line(self, words):
        lines = [
            one for one in self.file.element.body.iter(qn("w:p")) if words in "".join(t.text or "" for t in _texts(one))
        ]
        return docx.text.paragraph.Paragraph(lines[0], self.file)

    def run(self, words):
        """The words as a run of their own."""
        line = self.line(words)
        run = next(one for one in line.runs if words in one.text)
        before, _, after = run.text.partition(words)
        run.text = before
        middle, rest = (parse_xml(_RUN.format(nsdecls("w"), text)) for text in (words, after))
        run._r.addnext(middle)
        middle.addnext(rest)
        return docx.text.run.Run(middle, line)

    def comment(self, on, words):
        self.file.add_comment(self.run(on), text=words, author=self.name, initials="R")

    def change(self, words, to):
        propose([self.run(words)._r], to, author=self.name, at=AT, ids=self.ids)

    def saved(self):
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


def _texts(line):
    return line.iter(qn("w:t"), qn("w:delText"))


def sent(remarks=()):
    return export_docx(TEXT, labels=LABELS, remarks=remarks)


def reviewed():
    one = Reviewer(sent(SAID[:2]))
    one.comment("at the market", "Which one?")
    one.change("the river", "both rivers")
    one.comment("Patrol by day", "And by night.")
    one.name = "Another"
    one.comment("closes", "When?")
    return one


EXPECTED = [
    ("comment", "a", "When?", "closes", ""),
    ("comment", "b", "Which one?", "at the market", ""),
    ("change", "b", "", "the river", "both rivers"),
    ("comment", "s", "And by night.", "", ""),
]


def facts(found):
    return [(one.kind, one.place, one.words, one.quote, one.suggestion) for one in found.said]


def test_what_was_said_finds_its_passage_and_ours_is_not_said_twice():
    found = read_returned(reviewed().saved(), TEXT, OURS)
    assert facts(found) == EXPECTED
    assert [one.reviewer for one in found.said] == [2, 1, 1, 1]
    assert (found.reviewers, found.lost) == (2, [])


def test_a_program_that_writes_everything_anew_loses_nothing(tmp_path):
    found = read_returned(through_office(reviewed().saved(), tmp_path), TEXT, OURS)
    assert facts(found) == EXPECTED and found.lost == []


def test_without_bookmarks_the_words_themselves_tell_the_place():
    one = reviewed()
    for mark in list(one.file.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    found = read_returned(one.saved(), TEXT, OURS)
    assert set(facts(found)) >= {*EXPECTED[:3]}


def test_insertions_and_deletions_carry_as_many_words_as_tell_the_place():
    one = Reviewer(sent())
    run = one.run("the road")._r
    run.addprevious(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="R"><w:r><w:t xml:space="preserve">only </w:t></w:r></w:ins>'
        )
    )
    (inserted,) = read_returned(one.saved(), TEXT, OURS).said
    assert (inserted.quote, inserted.suggestion) == ("market,", "market, only")
    two = Reviewer(sent())
    two.change("the ", "")
    (deleted,) = read_returned(two.saved(), TEXT, OURS).said
    assert deleted.place == "a" and (deleted.quote, deleted.suggestion) == ("until the", "until")


def test_a_change_upon_our_suggestion_is_the_reviewers_and_an_untouched_one_is_ours():
    one = Reviewer(sent(SAID[:2]))
    (ours, _) = list(one.file.element.body.iter(qn("w:ins")))
    run = ours[0]
    ours.append(parse_xml(f'<w:del {nsdecls("w")} w:id="7" w:author="R"/>'))
    ours[-1].append(run)
    for text in run.iter(qn("w:t")):
        text.tag = qn("w:delText")
    ours.addnext(parse_xml(f'<w:ins {nsdecls("w")} w:id="8" w:author="R"><w:r><w:t>until midnight</w:t></w:r></w:ins>'))
    (said,) = read_returned(one.saved(), TEXT, OURS).said
    assert (said.kind, said.place) == ("change", "a")
    assert (said.quote, said.suggestion) == ("until the market", "until midnight")


def test_what_cannot_be_placed_is_listed_with_its_reason():
    one = Reviewer(sent())
    one.comment("closes", "Left alone.")
    for mark in list(one.file.element.body.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"))):
        mark.getparent().remove(mark)
    for sign in list(one.file.element.body.iter(qn("w:commentReference"))):
        sign.getparent().remove(sign)
    one.change("Patrol by day", "Patrol by night")
    one.line("the road and").add_run(" Written without tracking.")
    found = read_returned(one.saved(), TEXT, OURS)
    assert found.said == []
    assert [(lost.reason, lost.words.split(".")[0]) for lost in found.lost] == [
        ("outside", "Patrol by day → Patrol by night"),
        ("nothing", "Left alone"),
        ("untracked", "The patrol stays at the market, the road and the river"),
    ]


def with_part(data, name, content):
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, content)
    return out.getvalue()


def test_pictures_are_dropped_and_those_with_a_place_are_said():
    data = with_part(
        sent(), "word/media/one.jpeg", b"\xff\xd8\xff\xe1\x00\x00Exif\x00\x00MM\x00*\x00\x00\x88\x25\x00\x04"
    )
    found = read_returned(with_part(data, "word/media/two.png", b"\x89PNG"), TEXT, OURS)
    assert (found.pictures, found.located) == (2, 1)


def test_macros_are_left_out_and_said():
    found = read_returned(with_part(sent(), "word/vbaProject.bin", b"x"), TEXT, OURS)
    assert Lost("macro", "word/vbaProject.bin") in found.lost
    assert found.said == read_returned(sent(), TEXT, OURS).said


def test_names_that_lead_outside_are_refused():
    with pytest.raises(UnusableFile):
        read_returned(with_part(sent(), "../outside.xml", b"x"), TEXT, OURS)


def test_a_title_that_a_passage_repeats_is_no_word_of_that_passage():
    text = {**body(block("a", PARAGRAPH), block("b", "<p>Purpose of it</p>")), "header": {"title": "Purpose of it"}}
    found = read_returned(export_docx(text), text, OURS)
    assert (found.said, found.lost) == ([], [])
