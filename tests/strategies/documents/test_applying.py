"""A suggested text in the place of the words that it changes; the frame and the marks stay."""

import pytest

from strategies.documents.applying import applied, changed_span
from strategies.documents.clean import plain
from strategies.documents.errors import UnusableText

MARKED = (
    '<p>Patrols <strong>stay</strong> on the road.<sup data-note="1">1</sup></p>'
    "<ul><li>AT&amp;T mast</li><li>two</li></ul>"
)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("patrols stay on the road", "patrols remain on the road", (8, 12, "remain")),
        ("patrols stay", "patrols stay away", (8, 12, "stay away")),
        ("stay away", "away", (0, 9, "away")),
        ("one two three four", "one 2 three 4", (4, 18, "2 three 4")),
    ],
)
def test_a_change_is_from_its_first_word_to_its_last(old: str, new: str, wanted: tuple[int, int, str]) -> None:
    start, end, words = changed_span(old, new)
    assert (start, end, words) == wanted
    assert old[:start] + words + old[end:] == new


@pytest.mark.parametrize(
    ("quote", "words", "wanted"),
    [
        ("stay", "remain", "<p>Patrols <strong>remain</strong> on the road.<sup"),
        ("stay on the", "stay away from the", "<strong>stay</strong> away from the road.<sup"),
        ("AT&T mast", "AT&T mast & <tower>", "<li>AT&amp;T mast &amp; &lt;tower&gt;</li>"),
        ("two", "2 and 3", "<li>2 and 3</li>"),
        ("Patrols", "All patrols", "<p>All patrols <strong>"),
    ],
)
def test_words_come_and_go_inside_their_marks(quote: str, words: str, wanted: str) -> None:
    start = plain(MARKED).index(quote)
    made = applied(MARKED, start, start + len(quote), words)
    assert wanted in made
    assert plain(made) == plain(MARKED).replace(quote, words)


@pytest.mark.parametrize(("quote", "words"), [("mast\ntwo", "mast"), ("two", "two\nthree"), ("mast\ntwo", "mast two")])
def test_a_suggestion_that_changes_the_frame_is_left_to_a_person(quote: str, words: str) -> None:
    start = plain(MARKED).index(quote)
    with pytest.raises(UnusableText):
        applied(MARKED, start, start + len(quote), words)
