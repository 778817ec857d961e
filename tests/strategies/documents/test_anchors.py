"""A comment stays with the words it is about, and says so when they are gone."""

from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from strategies.documents.anchors import Anchor, find, make, make_from_quote
from strategies.documents.clean import plain
from strategies.documents.errors import UnusableText

TEXT = "The Force patrols the road to the camp by day. Night patrols begin when the road is safe for civilians."


def body(**blocks):
    made = [{"key": key, "kind": "paragraph", "html": f"<p>{text}</p>", "notes": []} for key, text in blocks.items()]
    return {"header": {}, "sections": [{"key": "s", "code": "s", "title": "S", "blocks": made, "rows": []}]}


def on(quote, text=TEXT, key="a"):
    start = text.index(quote)
    return make(body(**{key: text}), key, start, start + len(quote))


def quoted(found, **blocks):
    return plain(blocks[found.block])[found.start : found.end]


def test_the_words_are_found_in_the_version_they_were_quoted_from():
    anchor = on("Night patrols")
    found = find(anchor, body(a=TEXT))
    assert (found.status, quoted(found, a=TEXT)) == ("exact", "Night patrols")
    assert anchor.prefix.endswith("by day. ")
    assert anchor.suffix.startswith(" begin")


@pytest.mark.parametrize(
    ("blocks", "status", "words"),
    [
        ({"a": "<strong>The Force</strong> " + TEXT[10:]}, "exact", "Night patrols begin"),
        ({"a": "From June on. " + TEXT}, "moved", "Night patrols begin"),
        ({"a": "Something else.", "b": TEXT}, "moved", "Night patrols begin"),
        ({"b": TEXT}, "moved", "Night patrols begin"),
        ({"a": TEXT.replace("Night patrols", "Evening walks")}, "fuzzy", "Evening walks begin"),
        ({"a": "Now patrols at night begin. Nothing else stayed."}, "fuzzy", None),
        ({"a": "Quite another text about budgets."}, "lost", None),
        ({}, "lost", None),
    ],
)
def test_in_a_later_version(blocks, status, words):
    found = find(on("Night patrols begin"), body(**blocks))
    assert found.status == status
    if words:
        assert quoted(found, **blocks) == words


def test_of_two_places_the_one_with_the_old_surroundings_is_chosen():
    start = TEXT.rindex("the road")
    anchor = make(body(a=TEXT), "a", start, start + len("the road"))
    later = "Mind the road. " + TEXT
    found = find(anchor, body(a=later))
    assert found.start == later.rindex("the road")


def test_words_that_now_stand_at_the_old_place_by_chance_are_not_taken_for_the_old_ones():
    text = "aaa the road bbb. ccc the road ddd."
    start = text.rindex("the road")
    anchor = make(body(a=text), "a", start, start + 8)
    later = "aaaa the road bbb. ccc the road ddd."
    assert find(anchor, body(a=later)).start == later.rindex("the road")


def test_a_short_quote_is_not_believed_in_another_block():
    assert find(on("the"), body(b="the end of the world")).status == "lost"


@given(st.lists(st.text("ab cdé<&", min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_whatever_is_quoted_is_found_where_it_was(texts, data):
    version = body(**{f"k{at}": escape(text) for at, text in enumerate(texts)})
    key = data.draw(st.sampled_from(sorted(f"k{at}" for at in range(len(texts)))))
    text = plain(f"<p>{escape(texts[int(key[1:])])}</p>")
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    assume(text[start:end].strip())
    anchor = make(version, key, start, end)
    found = find(Anchor.from_json(anchor.as_json()), version)
    assert (found.status, found.block, found.start, found.end) == ("exact", key, start, end)


@given(st.text("ab c", max_size=40), st.text("ab c", max_size=40))
def test_every_answer_lies_inside_its_block(quote_text, later):
    assume(plain(quote_text).strip())
    words = plain(quote_text)
    found = find(make(body(a=words), "a", 0, len(words)), body(a=later))
    if found.status != "lost":
        text = plain(f"<p>{later}</p>")
        assert 0 <= found.start < found.end <= len(text)


def test_words_as_copied_from_a_page_are_found_over_line_ends():
    made = make_from_quote(body(a="one<br>two three"), "a", "one  two")
    assert made.quote == "one\ntwo"
    assert make_from_quote(body(a="x y x y"), "a", "x", near=4).start == 4
    with pytest.raises(UnusableText):
        make_from_quote(body(a="one"), "a", "four")


@pytest.mark.parametrize(
    ("key", "start", "end"), [("z", 0, 3), ("a", 3, 3), ("a", -1, 3), ("a", 0, 10_000), ("a", 3, 4)]
)
def test_what_cannot_be_anchored_is_refused(key, start, end):
    with pytest.raises(UnusableText):
        make(body(a=TEXT), key, start, end)


def test_too_many_words_are_refused():
    with pytest.raises(UnusableText, match="2000"):
        make(body(a="word " * 1000), "a", 0, 4000)
