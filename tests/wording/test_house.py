"""Phrases that a room keeps of its own: what can be read, and that nothing is read twice or for another room."""

import pytest

from pocplan.wording.engine.glossary import Glossary, glossary, met_in
from pocplan.wording.engine.house import Avoided, Seen, as_phrase, phrases_of, readable, rules_of
from pocplan.wording.engine.patterns import Unreadable, read, shortest
from pocplan.wording.engine.rules import check
from pocplan.wording.engine.shipped import Term

DESK = Term("desk", "protection desk", "guichet", "Where people ask for help.", "", own=True)


@pytest.mark.parametrize("phrase", [
    "", "*", "de*", "(desk", "{name}", "{name} desk", "[desk]", "[a|b] [c]", "[a] ~2 [b]", "@list", "~2 desk",
    "a ~1 b ~1 c ~1 d ~1 e", "({name}|desk) office", "(" * 60, "…",
])  # fmt: skip
def test_a_phrase_that_would_mark_anything_or_cannot_be_read_is_refused(phrase):
    with pytest.raises(Unreadable):
        readable(phrase)


def test_how_many_words_a_phrase_takes_at_least():
    assert [shortest(read(one, {})) for one in ("a", "a [b] ~3 c", "(a b|c) d", "l’equipe {number}")] == [1, 2, 2, 3]


def test_a_word_as_it_stands_is_a_phrase_whatever_signs_are_in_it():
    for word in ("protection of civilians (PoC)", "must / should", "l’Équipe [1|2]", "~4*", "{x}"):
        assert readable(as_phrase(word))
    assert as_phrase("–") == ""


def test_phrases_are_read_once_for_each_room_and_anew_when_they_change():
    desk = (Seen("desk", ("protection desk*",)),)
    assert phrases_of(1, desk) is phrases_of(1, desk)
    assert phrases_of(2, desk) is not phrases_of(1, desk)
    assert phrases_of(1, (Seen("desk", ("desk",)),)) is not phrases_of(1, desk)


def test_what_cannot_be_read_any_more_is_left_out():
    assert (
        met_in("A desk (desk.", Glossary({"desk": DESK}, (phrases_of(1, (Seen("desk", ("(desk", "{name}")),)),))) == []
    )


def test_terms_of_a_room_are_met_beside_the_shipped_ones_unless_nobody_is_told_them():
    shipped, own = glossary("en"), phrases_of(1, (Seen("desk", ("protection desk*",)), Seen("poc2", ("poc",))))
    told = {**shipped.told, "desk": DESK, "poc2": Term("poc2", "PoC", "", "Here.", "", own=True)}
    text = "PoC needs protection desks."
    met = met_in(text, Glossary(told, (own, *shipped.phrases)))
    assert [[term.key for term in one.terms] for one in met] == [["poc2", "poc"], ["desk"]]
    assert text[met[1].start : met[1].end] == "protection desks"
    del told["poc"], told["desk"]
    assert [one.terms[0].key for one in met_in(text, Glossary(told, (own, *shipped.phrases)))] == ["poc2"]


def test_words_not_to_use_are_marked_but_not_in_the_term_itself_nor_where_they_are_spoken_of():
    rules = rules_of(
        1, "en", (Avoided(("desk*", "complaint* office"), ("protection desk*",), "why", "protection desk"),)
    )
    (one,) = check("The protection desk is open. The complaints office is not.", rules)
    assert (one.words, one.reason, one.better, one.stops) == ("complaints office", "why", "protection desk", False)
    assert not check("Do not write complaints office.", rules)
    assert rules_of(1, "en", ()) == () and not rules_of(1, "fr", (Avoided(("(",), (), "", ""),))
