"""Comments stand beside their words in the Word file; pandoc, which is not ours, reads them back."""

import json
import subprocess
from datetime import UTC, datetime

import pytest

from strategies.documents.export import export_docx
from strategies.documents.remarks import Remark
from tests.strategies.documents.test_export import body, came_back

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def block(key, html):
    return {"key": key, "kind": "paragraph", "html": html, "notes": []}


def read_back(tmp_path, data):
    file = tmp_path / "text.docx"
    file.write_bytes(data)
    command = ["pandoc", "--track-changes=all", "-f", "docx", "-t", "json", str(file)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def spans(node):
    """Starts and ends of comments and the plain words, in their order."""
    if isinstance(node, list):
        return [found for part in node for found in spans(part)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Str":
        return [node["c"]]
    if node.get("t") == "Span" and "comment-start" in node["c"][0][1]:
        facts = dict(node["c"][0][2])
        return [("start", facts["author"], facts["date"], " ".join(spans(node["c"][1])))]
    if node.get("t") == "Span" and "comment-end" in node["c"][0][1]:
        return [("end",)]
    return spans(node.get("c", []))


def test_a_comment_stands_around_its_words_across_formatting(tmp_path):
    text = body(block("k", "<p>Patrols stay <strong>until the market</strong> closes at night.</p>"))
    remark = Remark("k", "Protection cluster", "One hour more.", AT, quote="stay until the market closes")
    found = spans(read_back(tmp_path, export_docx(text, remarks=[remark]))["blocks"])
    start = found.index(("start", "Protection cluster", "2026-11-03T09:30:00Z", "One hour more."))
    assert found[start + 1 : found.index(("end",))] == ["stay", "until", "the", "market", "closes"]


@pytest.mark.parametrize("quote", ["", "words that are gone"])
def test_a_comment_whose_words_are_gone_stands_at_its_block(tmp_path, quote):
    text = body(block("a", "<p>First.</p>"), block("b", "<p>Second.</p>"), block("c", ""))
    remarks = [Remark("b", "A", "here", AT, quote), Remark("c", "B", "empty block", AT, quote)]
    found = spans(read_back(tmp_path, export_docx(text, remarks=remarks))["blocks"])
    at = {mark[1]: place for place, mark in enumerate(found) if mark[0] == "start"}
    assert found[at["A"] + 1] == "Second."
    assert found[at["B"] + 1] == "Purpose"  # beside the heading of its section


def test_comments_in_cells_and_two_on_one_line(tmp_path):
    rows = "<tr><th>Risk</th><th>Answer</th></tr><tr><td>Ferry fails</td><td>Reserve</td></tr>"
    table = f"<table><tbody>{rows}</tbody></table>"
    remarks = [Remark("k", "A", "one", AT, "Ferry"), Remark("k", "B", "two", AT, "fails")]
    found = spans(read_back(tmp_path, export_docx(body(block("k", table)), remarks=remarks))["blocks"])
    marks = [mark[0] if isinstance(mark, tuple) else mark for mark in found]
    assert marks[marks.index("start") :][:6] == ["start", "Ferry", "end", "start", "fails", "end"]


def test_comments_change_no_word_of_the_text():
    html = "<p>Words with <em>some</em> weight, and ‘quotes’.</p>"
    remarks = [Remark("k", "A", "x", AT, "some weight"), Remark("k", "B", "y", AT, "weight, and")]
    assert (
        came_back(export_docx(body(block("k", html)), remarks=remarks))[0]
        == came_back(export_docx(body(block("k", html))))[0]
    )


def test_marking_stamp_and_page_number_stand_on_each_page(tmp_path):
    data = export_docx(body(block("k", "<p>Text.</p>")), marking="Shared with Protection Cluster", stamp="Version 2")
    file = tmp_path / "text.docx"
    file.write_bytes(data)
    parts = subprocess.run(["unzip", "-p", str(file), "word/header*.xml", "word/footer*.xml"], capture_output=True)
    assert b"Shared with Protection Cluster" in parts.stdout
    assert b"Version 2" in parts.stdout and b"PAGE" in parts.stdout
