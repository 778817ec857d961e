"""The typed form of formatted text: there and back, and not a word less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.documents.clean import HIDDEN, clean, words
from strategies.documents.markup import to_html, to_text

BLOCKS = [
    "<p>One <strong>two</strong> <em>three</em>.</p>",
    "<p>1. Not a list</p>",
    "<p># no heading, * no list, [no link], ~no~ a_b_c | no cell</p>",
    "<p>R&amp;D &lt;u&gt; 3 &lt; 4 &amp;amp; &lt;unknown&gt;</p>",
    "<p>x <u>under</u> H<sub>2</sub>O m<sup>2</sup></p>",
    '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer noopener">there</a></p>',
    "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
    '<ol start="3"><li>a</li><li>b</li></ol>',
    "<h3>Heading</h3>",
    "<p>a<br>b</p>",
    "<p>one</p><p>two</p>",
    "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1 | 2</td><td>x<br>y</td></tr></tbody></table>",
    "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></tbody></table>",
    '<table><tbody><tr><td colspan="2">joined</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>',
]


def again(html: str) -> str:
    return clean(to_html(to_text(html))[0])


@pytest.mark.parametrize("html", BLOCKS)
def test_a_block_comes_back_as_it_was(html: str) -> None:
    assert again(html) == clean(html)


def test_footnotes_stand_in_lines_of_their_own() -> None:
    html, notes = '<p>Word<sup data-note="1">1</sup>.</p>', ["Source: <em>minutes</em>"]
    text = to_text(html, notes)
    assert text == "Word[^1].\n\n[^1]: Source: *minutes*"
    assert to_html(text) == (html, notes)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).filter(lambda one: not HIDDEN.search(one)))
def test_plain_words_survive_the_way_through_the_field(text: str) -> None:
    from html import escape

    html = clean(f"<p>{escape(text, quote=False)}</p>")
    assert words(again(html)) == words(html)
