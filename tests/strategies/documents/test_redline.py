"""A redline loses no word of either text, and a merge loses no word of either edit."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from strategies.documents.redline import merge, redline_html, taken_back, taken_in, tokens

WORDS = st.lists(
    st.sampled_from(
        ("patrol", "the", "market,", "road", "until", "dark;", "<b>", "</b>", "&amp;", "école", "14:00", ".")
    ),
    max_size=30,
)
PASSAGE = WORDS.map(" ".join)


def words(passage: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", passage))


@given(PASSAGE)
def test_tokens_are_the_passage_again(passage: str) -> None:
    assert "".join(tokens(passage)) == passage


@given(PASSAGE, PASSAGE)
def test_accepting_gives_the_newer_words_and_declining_the_older(older: str, newer: str) -> None:
    redlined = redline_html(older, newer)
    assert taken_in(redlined) == words(newer)
    assert taken_back(redlined) == words(older)


@given(PASSAGE, PASSAGE)
def test_the_marks_of_the_newer_text_are_kept(older: str, newer: str) -> None:
    kept = [one for one in tokens(redline_html(older, newer)) if one in ("<b>", "</b>")]
    assert kept == [one for one in tokens(newer) if one in ("<b>", "</b>")]


def test_a_changed_word_is_marked_alone() -> None:
    assert redline_html("<p>until dark</p>", "<p>until dawn</p>") == "<p>until <del>dark</del><ins>dawn</ins></p>"


@given(PASSAGE, PASSAGE)
def test_an_edit_of_one_side_alone_merges_cleanly(base: str, edited: str) -> None:
    assert merge(base, edited, base) == (edited, True)
    assert merge(base, base, edited) == (edited, True)


@given(PASSAGE, PASSAGE, PASSAGE)
def test_no_new_word_of_either_edit_is_lost(base: str, mine: str, theirs: str) -> None:
    merged, _ = merge(base, mine, theirs)
    for edited in (mine, theirs):
        new = {one for one in tokens(edited) if one.strip()} - set(tokens(base))
        assert new <= set(tokens(merged))


def test_edits_at_different_places_merge_cleanly() -> None:
    base = "Patrols stay on the road until the market closes."
    mine = "Patrols stay on the bridge until the market closes."
    theirs = "Patrols stay on the road until the market opens."
    assert merge(base, mine, theirs) == ("Patrols stay on the bridge until the market opens.", True)


def test_edits_of_the_same_word_keep_both() -> None:
    merged, clean = merge("until dark", "until dawn", "until noon")
    assert not clean
    assert "dawn" in merged
    assert "noon" in merged
