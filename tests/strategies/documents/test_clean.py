"""Formatted text: harmless, even, and with its words intact."""

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies.documents.clean import HIDDEN, TAGS, clean, plain, words
from strategies.documents.errors import UnusableText

PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<em>", "</em>", "<br>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>",
         "</table>", "<script>", "</script>", "<a href='javascript:x'>", "<a href='https://example.org/?a=1&b=2'>",
         "</a>", "<sup data-note='1'>1</sup>", "&amp;", "&lt;p&gt;", "<", ">", '"', " ", "  \n ", "<li>", "</li>",
         "<ul>", "</ul>", "<img src=x onerror=y>", "civils", "é", "1", "protégés", "\u00a0",
         "<p onclick='x' style='y'>"]
    )
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5).filter(lambda text: not HIDDEN.search(text)),
    max_size=14,
).map("".join)  # fmt: skip


@given(PIECES)
@example("<li><table><li>")
def test_cleaning_twice_is_cleaning_once(html):
    once = clean(html)
    assert clean(once) == once


class Seen(HTMLParser):
    """What a browser would find in it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        assert not any((value or "").startswith("javascript") for _, value in attrs)


@given(PIECES)
def test_nothing_but_the_list_of_tags_comes_through(html):
    seen = Seen(clean(html))
    assert seen.tags <= TAGS
    assert seen.attributes <= {"href", "rel", "data-note", "start", "type", "colspan", "rowspan", "scope"}


@given(st.lists(st.text("abcé<>&\"'", min_size=1, max_size=6), max_size=6))
def test_words_are_the_words(texts):
    html = "".join(f"<p>{escape(text)}</p>" for text in texts)
    assert words(clean(html)) == texts


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
        ("<div>one</div><div>two</div>", "one two"),
        ("<p>one\n   two</p>\n\n<p> three</p>", "<p>one two</p><p>three</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noreferrer noopener">x</a>'),
        ('<td onclick="x">1</td>', "1"),
        ('10\u00a0% <sup data-note="2">2</sup>', '10&nbsp;% <sup data-note="2">2</sup>'),
    ],
)
def test_examples(html, expected):
    assert clean(html) == expected


def test_plain_leaves_footnote_signs_out_and_keeps_lines():
    html = '<p>One<sup data-note="1">1</sup> &amp; two</p><ul><li>three</li></ul><p>x<sup>2</sup></p>'
    assert plain(html) == "One & two\nthree\nx2"
    assert words("<table><tr><td>a</td><td>b</td></tr></table>") == ["a", "b"]


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x0b", "\u202e", "\u202a", "\u2066", "\u2069", "\ufeff", "\ud800"]
)
def test_characters_that_nobody_sees_are_refused_with_their_place(character):
    with pytest.raises(UnusableText) as caught:
        clean(f"<p>Troops will patrol{character} the town</p>", where="Section 3, paragraph 2")
    sentence = str(caught.value)
    assert "Section 3, paragraph 2, after “Troops will patrol”" in sentence
    assert f"U+{ord(character):04X}" in sentence


def test_an_override_hidden_as_an_entity_is_found():
    with pytest.raises(UnusableText, match="202E"):
        clean("<p>safe&#x202e;</p>")


def test_a_million_characters_are_refused_before_any_work():
    with pytest.raises(UnusableText, match="1000000"):
        clean("x" * 1_000_000)


def test_hostile_brackets_do_not_stall():
    assert clean("<" * 50_000 + '"' * 40_000).count("&lt;") == 50_000
