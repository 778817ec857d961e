"""Open suggestions go out as tracked changes; programs that are not ours read them back."""

import io
import os
import shutil
import subprocess
from datetime import UTC, datetime

import docx
import pytest

from strategies.documents.export import export_docx
from strategies.documents.remarks import Remark
from strategies.documents.word import read_docx
from tests.strategies.documents.test_export import body
from tests.strategies.documents.test_remarks import block, read_back

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
OFFICE = os.environ.get("POCPLAN_SOFFICE") or shutil.which("soffice")
HTML = '<p>Patrols <strong>stay until</strong> the market<sup data-note="1">1</sup> closes at night.</p>'
JOINED = (
    '<table><tbody><tr><th colspan="2">Risk</th></tr><tr><td rowspan="2">Ferry fails</td><td>a</td></tr>'
    "<tr><td>b</td></tr></tbody></table>"
)
ARABIC = "<p>حماية المدنيين في القطاع الشرقي</p>"
SAID = [
    Remark("a", "Protection cluster", "One hour more.", AT, "until the market", "until the last stall", "unused"),
    Remark("t", "A humanitarian organisation", "Say which.", AT, "Ferry fails", "The ferry at the crossing fails"),
    Remark("r", "Safran Relief", "Name it.", AT, "القطاع", "قطاع"),
]


def text():
    noted = {**block("a", HTML), "notes": ["Counted in May."]}
    return body(noted, block("t", JOINED), block("r", ARABIC))


def told(node):
    """Words, and what is struck, added or said of them, in their order: (kind, author, date, words)."""
    if isinstance(node, list):
        return [found for part in node for found in told(part)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Str":
        return [node["c"]]
    if node.get("t") == "Note":
        return [("note", "", "", " ".join(told(node["c"])))]
    if node.get("t") == "Span":
        (_, kinds, facts), inside = node["c"]
        for kind in ("deletion", "insertion", "comment-start"):
            if kind in kinds:
                return [(kind, dict(facts)["author"], dict(facts)["date"], " ".join(map(str, told(inside))))]
    return told(node.get("c", []))


def changes(data, tmp_path):
    return [one for one in told(read_back(tmp_path, data)["blocks"]) if isinstance(one, tuple)]


def by_kind(found, kind):
    return [(author, words) for one, author, _, words in found if one == kind]


def through_office(data, tmp_path, target="docx:Office Open XML Text"):
    """The same file, opened and saved by LibreOffice, which writes identifiers and styles anew; or as a PDF."""
    if not OFFICE and not os.environ.get("POCPLAN_CI"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "out.docx").write_bytes(data)
    saved = tmp_path / "saved"
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", target, "--outdir", str(saved), str(tmp_path / "out.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (saved / f"out.{target.partition(':')[0]}").read_bytes()


def printed(paper):
    """What stands on each page of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


CHANGES = {
    "deletion": [
        ("Protection cluster", "until the market"),
        ("A humanitarian organisation", "Ferry fails"),
        ("Safran Relief", "القطاع"),
    ],
    "insertion": [
        ("Protection cluster", "until the last stall"),
        ("A humanitarian organisation", "The ferry at the crossing fails"),
        ("Safran Relief", "قطاع"),
    ],
    "comment-start": [(one.author, one.words) for one in SAID],
}


def test_open_suggestions_are_tracked_changes_with_their_author_and_date(tmp_path):
    found = changes(export_docx(text(), remarks=SAID), tmp_path)
    struck = [(author, " ".join(words for one, words in by_kind(found, "deletion") if one == author)) for author, _ in
              CHANGES["deletion"]]  # fmt: skip
    assert struck == CHANGES["deletion"]
    assert by_kind(found, "insertion") == CHANGES["insertion"]
    assert by_kind(found, "comment-start") == CHANGES["comment-start"]
    assert {date for kind, _, date, _ in found if kind != "note"} == {"2026-11-03T09:30:00Z"}
    assert by_kind(found, "note") == [("", "Counted in May.")]


def test_libreoffice_opens_it_and_keeps_words_changes_comments_notes_and_cells(tmp_path):
    data = export_docx(text(), remarks=SAID)
    saved = through_office(data, tmp_path)
    found = changes(saved, tmp_path)
    for kind in ("deletion", "insertion"):  # a program cuts runs as it likes
        whole = [
            (who, " ".join(words for one, words in by_kind(found, kind) if one == who)) for who, _ in CHANGES[kind]
        ]
        assert whole == CHANGES[kind]
    comments = [(one.author, one.text) for one in docx.Document(io.BytesIO(saved)).comments]
    assert comments == CHANGES["comment-start"]
    assert by_kind(found, "note") == [("", "Counted in May.")]
    ours, theirs = read_docx(data), read_docx(saved)
    assert [one.words for one in theirs.blocks] == [one.words for one in ours.blocks]
    assert 'rowspan="2"' in theirs.blocks[3].html and 'colspan="2"' in theirs.blocks[3].html


def test_right_to_left_lines_are_told_to_word(tmp_path):
    data = export_docx(text(), remarks=SAID)
    (tmp_path / "text.docx").write_bytes(data)
    markup = subprocess.run(["unzip", "-p", str(tmp_path / "text.docx"), "word/document.xml"], capture_output=True)
    assert markup.stdout.count(b"<w:bidi/>") == 1
    assert markup.stdout.count(b"<w:rtl/>") == 4  # before, struck, added, after


def test_two_suggestions_on_the_same_words_are_one_change_and_one_comment(tmp_path):
    first = Remark("a", "A", "one", AT, "the market", "the bazaar", "one: the bazaar")
    second = Remark("a", "B", "two", AT, "market", "stalls", "two: stalls")
    gone = Remark("a", "C", "three", AT, "words that are gone", "x", "three: x")
    found = changes(export_docx(body(block("a", HTML)), remarks=[first, second, gone]), tmp_path)
    assert by_kind(found, "insertion") == [("A", "the bazaar")]
    assert sorted(by_kind(found, "comment-start")) == [("A", "one"), ("B", "two: stalls"), ("C", "three: x")]


def test_what_speaks_of_the_whole_text_or_a_section_is_in_the_file(tmp_path):
    said = [Remark("", "A", "of all", AT), Remark("s", "B", "of the section", AT), Remark("gone", "C", "lost", AT)]
    whole = read_back(tmp_path, export_docx(body(block("a", HTML)), remarks=said))
    found = told(whole["meta"]["title"]["c"]) + told(whole["blocks"])
    at = {one[1]: found[place + 1] for place, one in enumerate(found) if isinstance(one, tuple)}
    assert at["B"] == "Purpose"
    assert {one[3] for one in found if isinstance(one, tuple)} >= {"of all", "of the section", "lost"}


def test_accepting_nothing_changes_no_word():
    plain, drawn = read_docx(export_docx(text())), read_docx(export_docx(text(), remarks=SAID))
    assert [one.words for one in plain.blocks][:2] == [one.words for one in drawn.blocks][:2]
