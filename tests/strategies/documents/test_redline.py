"""A redline may be coarse, but never wrong: taking all changes gives the new words, undoing them the old."""

import random
import time
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.documents.clean import clean, words
from strategies.documents.redline import accepted, merge, pieces, redline, redline_html, rejected
from strategies.documents.tokens import tokens

WORD = st.sampled_from(["civilians", "patrol", "the", "camp", "<", "&", "l’État", "protégés", "10%", "(a)"])
SENTENCE = st.lists(WORD, max_size=8).map(" ".join)
INLINE = st.lists(
    st.one_of(
        SENTENCE.map(escape),
        SENTENCE.map(lambda text: f"<strong>{escape(text)}</strong>"),
        SENTENCE.map(lambda text: f" <em>{escape(text)}</em> "),
        st.just("<br>"),
        st.just('<sup data-note="1">1</sup>'),
    ),
    max_size=4,
).map("".join)
PARAGRAPHS = st.lists(INLINE.map(lambda text: f"<p>{text}</p>"), max_size=4).map("".join)
LISTS = st.lists(INLINE.map(lambda text: f"<li>{text}</li>"), max_size=4).map(
    lambda items: f"<ul>{''.join(items)}</ul>"
)
TABLES = st.lists(
    st.lists(INLINE.map(lambda text: f"<td>{text}</td>"), min_size=1, max_size=3).map(
        lambda row: f"<tr>{''.join(row)}</tr>"
    ),
    max_size=4,
).map(lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>")
HTML = st.one_of(INLINE, PARAGRAPHS, LISTS, TABLES).map(clean)


class Balanced(HTMLParser):
    """Fails where a browser would have to repair."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(HTML, HTML)
def test_taking_all_changes_gives_the_new_text_and_undoing_them_the_old_words(old, new):
    marked = redline_html(old, new)
    assert words(accepted(marked)) == words(new)
    assert words(rejected(marked)) == words(old)
    Balanced(marked)


@given(SENTENCE, SENTENCE)
def test_pieces_make_both_texts_exactly(old, new):
    found = pieces(old, new)
    assert "".join(one.text for one in found if one.operation != "delete") == new
    assert "".join(one.text for one in found if one.operation != "insert") == old
    assert all(one.text for one in found)


@given(HTML)
def test_nothing_is_marked_where_nothing_changed(html):
    assert redline_html(html, html) == html


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("<p>Troops protect civilians.</p>", "<p>Troops must protect civilians.</p>",
         "<p>Troops <ins>must </ins>protect civilians.</p>"),
        ("<p>a</p><p>b</p>", "<p>b</p>", "<p><del>a</del></p><p>b</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li><ins>b</ins></li></ul>"),
        ("<p>one two</p>", "<p>one <strong>two</strong></p>", "<p>one <strong>two</strong></p>"),
        ("<table><tbody><tr><td>x</td><td>1</td></tr></tbody></table>",
         "<table><tbody><tr><td>x</td><td>2</td></tr></tbody></table>",
         "<table><tbody><tr><td>x</td><td><del>1</del><ins>2</ins></td></tr></tbody></table>"),
        ("<p>a</p>", "<h3>a</h3>", "<p><del>a</del></p><h3><ins>a</ins></h3>"),
    ],
)  # fmt: skip
def test_marks_as_people_expect_them(old, new, marked):
    assert redline_html(old, new) == marked


def test_hostile_text_stays_text():
    marked = redline_html("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert "<script" not in marked
    deep = "<blockquote>" * 3000 + "x" + "</blockquote>" * 3000
    assert "x" in redline_html(deep, deep.replace("x", "y"))


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_merge_with_an_unchanged_side_is_the_other_side(base, other):
    assert merge(base, other, base) == (other, True)
    assert merge(base, base, other) == (other, True)
    assert merge(base, other, other) == (other, True)


def test_a_merge_takes_both_changes_where_they_do_not_meet():
    base = "<p>Troops protect civilians in the camp by day.</p>"
    mine, theirs = base.replace("Troops", "Patrols"), base.replace("by day", "by day and night")
    assert merge(base, mine, theirs) == ("<p>Patrols protect civilians in the camp by day and night.</p>", True)


def test_edits_at_different_places_merge_cleanly():
    base = "Patrols stay on the road until the market closes."
    merged = merge(base, base.replace("road", "bridge"), base.replace("closes", "opens"))
    assert merged == ("Patrols stay on the bridge until the market opens.", True)


@given(HTML)
def test_tokens_are_the_passage_again(html):
    assert "".join(tokens(html)) == html


def test_a_merge_that_meets_keeps_both_texts_and_says_so():
    merged, is_clean = merge("<p>five bases</p>", "<p>six bases</p>", "<p>seven bases</p>")
    assert not is_clean
    assert words(merged) == ["seven", "six", "bases"]


@given(SENTENCE, SENTENCE, SENTENCE)
def test_a_merge_never_drops_a_word_that_somebody_added(base, mine, theirs):
    merged, _ = merge(*(escape(text, quote=False) for text in (base, mine, theirs)))
    added = (set(mine.split()) | set(theirs.split())) - set(base.split())
    assert added <= set(words(merged))


def block(key, text, **more):
    return {"key": key, "kind": "paragraph", "html": f"<p>{text}</p>", "notes": [], **more}


def body(**sections):
    return {
        "header": {"title": "Strategy"},
        "sections": [
            {"key": key, "code": key, "title": key, "blocks": blocks, "rows": []} for key, blocks in sections.items()
        ],
    }


def test_blocks_are_matched_by_key_and_moves_are_told_from_changes():
    old = body(a=[block("1", "one"), block("2", "two"), block("3", "three")], b=[block("4", "four")])
    new = body(a=[block("3", "three"), block("1", "one!"), block("5", "five")], b=[block("4", "four")])
    found = redline(old, new)
    seen = [(one.key, one.status, one.is_moved) for one in found.sections[0].blocks]
    assert seen == [("3", "same", True), ("1", "changed", False), ("2", "removed", False), ("5", "added", False)]
    assert found.counts == {"same": 2, "changed": 1, "removed": 1, "added": 1, "moved": 1}
    assert not found.sections[1].is_changed
    assert "changed: 1" in found.summary()
    assert redline(old, old).summary() == "Nothing changed."


def test_a_block_in_another_section_is_moved_and_a_lost_section_keeps_its_words():
    old, new = (
        body(a=[block("1", "one")], b=[block("2", "two"), block("3", "x")]),
        body(a=[block("1", "one"), block("2", "two")]),
    )
    found = redline(old, new)
    assert [one.is_moved for one in found.sections[0].blocks] == [False, True]
    assert found.sections[1].status == "removed"
    assert "<del>x</del>" in found.sections[1].blocks[0].html


def test_header_rows_and_notes_are_compared_too():
    old, new = (
        body(a=[block("1", "one", notes=["<p>Source A</p>"])]),
        body(a=[block("1", "one", notes=["<p>Source B</p>"])]),
    )
    new["header"] = {"title": "Strategy <2>", "distribution": [["Chief", "for action"]]}
    old["sections"][0]["rows"] = [{"key": "r", "title": "Patrol", "tier": 2}, {"key": "s", "title": "gone"}]
    new["sections"][0]["rows"] = [{"key": "r", "title": "Patrol", "tier": 1}]
    found = redline(old, new)
    assert found.header[0].html == "Strategy <ins>&lt;2&gt;</ins>".replace(" <ins>", "<ins> ")
    assert [one.status for one in found.sections[0].rows] == ["changed", "removed"]
    assert found.sections[0].blocks[0].status == "changed"
    assert "<del>A</del><ins>B</ins>" in found.sections[0].blocks[0].notes[0]


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True), st.randoms()
)
def test_every_block_of_both_texts_is_there_once(first, second, chance):
    cut, other = chance.randint(0, 8), chance.randint(0, 8)
    old = body(x=[block(key, key) for key in first[:cut]], y=[block(key, key) for key in first[cut:]])
    new = body(x=[block(key, key) for key in second[:other]], z=[block(key, key) for key in second[other:]])
    keys = [one.key for section in redline(old, new).sections for one in section.blocks]
    assert sorted(keys) == sorted(set(first) | set(second))


def test_a_megabyte_stays_within_its_budget_and_stays_right():
    chance = random.Random(4)
    vocabulary = [f"word{n}" for n in range(3000)]
    texts = [" ".join(chance.choices(vocabulary, k=1500)) for _ in range(100)]
    old = body(a=[block(str(n), text) for n, text in enumerate(texts)])
    new = body(a=[block(str(n), " ".join(chance.sample(text.split(), 1500))) for n, text in enumerate(texts)])
    started = time.process_time()
    found = redline(old, new, seconds=0.5)
    print(f"hostile megabyte: {time.process_time() - started:.1f} s")
    assert found.is_coarse
    for change, then, now in zip(
        found.sections[0].blocks, old["sections"][0]["blocks"], new["sections"][0]["blocks"], strict=True
    ):
        assert words(accepted(change.html)) == words(now["html"])
        assert words(rejected(change.html)) == words(then["html"])
