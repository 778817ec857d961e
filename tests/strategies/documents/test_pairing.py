"""Texts that share no key are compared by their words: taken in again from a file, or pasted elsewhere."""

import subprocess
from pathlib import Path

import pytest

from strategies.documents.clean import plain
from strategies.documents.pairing import MOST, paired
from strategies.documents.redline import redline
from strategies.documents.word import read_docx

REAL = Path(__file__).parents[4] / "shared" / "data"
TEXTS = "12_text_privacy-impact-assessment_{}.md"


def text(name, *paragraphs, title="Purpose"):
    blocks = [
        {"key": f"{name}{at}", "kind": "paragraph", "html": html, "notes": []} for at, html in enumerate(paragraphs)
    ]
    return {"header": {}, "sections": [{"key": name, "code": "", "title": title, "rows": [], "blocks": blocks}]}


def told(old, new):
    return [(one.key, one.status, one.is_moved) for part in redline(old, new).sections for one in part.blocks]


PATROL = "<p>Patrols stay at the market until it closes.</p>"
ALERT = "<p>Alerts are answered within six hours.</p>"


def test_the_same_text_under_other_keys_is_the_same_text():
    assert told(text("a", PATROL, ALERT), text("b", PATROL, ALERT)) == [("b0", "same", False), ("b1", "same", False)]


def test_a_paragraph_that_was_cut_and_pasted_has_moved():
    assert told(text("a", PATROL, ALERT), text("b", ALERT, PATROL)).count(("b0", "same", True)) == 1


def test_a_paragraph_written_anew_is_changed_and_what_shares_little_is_not():
    other = "<p>Alerts are answered within four hours by name.</p>"
    assert told(text("a", PATROL, ALERT), text("b", other)) == [("a0", "removed", False), ("b0", "changed", False)]
    assert [one[1] for one in told(text("a", "<p>The river.</p>"), text("b", "<p>The road.</p>"))] == [
        "removed",
        "added",
    ]


def test_a_key_that_both_know_says_more_than_words():
    old, new = text("a", PATROL, ALERT), text("a", ALERT, PATROL)
    assert paired(old, new) is old
    assert [one[1] for one in told(old, new)] == ["changed", "changed"]


def test_two_that_say_the_same_are_paired_in_their_order_and_empty_ones_never():
    assert told(text("a", PATROL, PATROL), text("b", PATROL, PATROL)) == [("b0", "same", False), ("b1", "same", False)]
    assert [one[1] for one in told(text("a", "<p></p>"), text("b", "<p></p>"))] == ["removed", "added"]


def test_a_text_of_thousands_is_paired_where_it_is_equal():
    many = [f"<p>Paragraph number {at} of many.</p>" for at in range(10 * MOST)]
    changed = [one.replace("many", "all") for one in many]
    assert {one[1] for one in told(text("a", *many), text("b", *many))} == {"same"}
    assert {one[1] for one in told(text("a", *many), text("b", *changed))} == {"removed", "added"}


def words(html, without):
    """The words of a redline without what one side does not have."""
    while (start := html.find(f"<{without}>")) >= 0:
        html = html[:start] + html[html.index(f"</{without}>", start) + len(without) + 3 :]
    return plain(html).split()


def published(name, folder):
    """A policy text as a file that a program of others makes of it, taken in."""
    made = folder / f"{name}.docx"
    subprocess.run(["pandoc", "-f", "gfm", REAL / TEXTS.format(name), "-o", made], check=True)
    return text(name, *(one.html for one in read_docx(made).blocks), title="Privacy")


@pytest.mark.realdata
def test_the_three_versions_of_a_published_policy_compare_well(tmp_path):
    if not (REAL / TEXTS.format("fr")).exists():
        pytest.skip("the shared data folder does not lie beside the project")
    draft, final, french = (published(name, tmp_path) for name in ("en_draft", "en_final", "fr"))
    for old, new in ((draft, final), (final, french), (draft, french)):
        blocks = [one for part in redline(old, new).sections for one in part.blocks]
        for body, gone in ((old, "ins"), (new, "del")):
            said = sorted(word for one in blocks for word in words(one.html, gone))
            assert said == sorted(word for one in body["sections"][0]["blocks"] for word in plain(one["html"]).split())
    counts = redline(draft, final).counts
    assert (counts["same"], counts["changed"], counts["moved"]) == (6, 5, 0)
    assert redline(final, french).counts["changed"] == 0
