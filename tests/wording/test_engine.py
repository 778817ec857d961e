"""The language of patterns, and texts that are not as they should be."""

from dataclasses import replace

import pytest

from pocplan.wording.engine.patterns import Unreadable, read
from pocplan.wording.engine.rules import check, rule, word_lists
from pocplan.wording.engine.shipped import LANGUAGES, keys, parts, shipped, terms, told
from pocplan.wording.engine.words import split


def found(text, language="en"):
    return [(finding.rule, finding.words) for finding in check(text, shipped(language))]


def own(*patterns, **data):
    return [rule("own", "why", "what", {"patterns": patterns, **data}, word_lists({"aid": ["aid", "relief"]}))]


def test_every_rule_has_patterns_and_words_in_both_languages():
    for language in LANGUAGES:
        found = {one.key for part in ("", *parts()) for one in shipped(language, "", part)}
        assert found == set(keys()) and parts() == {"activity", "actor"}
        assert all(told(key, part, language) for key in keys() for part in ("title", "reason", "better"))


@pytest.mark.parametrize("pattern", ["", "~3 mission", "(a|", "a)", "@unknown aid", "{colour} aid", "ai*", "a|b", "()"])
def test_a_pattern_outside_the_language_is_refused(pattern):
    with pytest.raises(Unreadable):
        read(pattern, {})


def test_stems_lists_gaps_and_choices():
    rules = own("qip* ~2 humanitarian @aid")
    (finding,) = check("The QIPs are truly humanitarian relief.", rules)
    assert finding.words == "QIPs are truly humanitarian relief"
    assert not check("The QIPs are all of them truly humanitarian relief.", rules)
    assert not check("The QIPs end. Humanitarian relief begins.", rules)


def test_exceptions_before_after_in_the_sentence_and_in_names():
    assert not check("It is not aid.", own("aid", unless_before=["not"]))
    assert not check("Aid is wrong here.", own("aid", unless_after=["wrong"]))
    far = "Wrong, as was said at length before by many of us at the meeting, is aid."
    assert not check(far, own("aid", unless_sentence=["wrong"]))
    assert not check("The Aid Fund.", own("aid", names=["aid fund"]))


@pytest.mark.parametrize("text", [
    "LA MISSION EST NEUTRE.", "La mission est neu\u00adtre.", "La mission est neu\u200btre.",
    "La mission est \u202eneutre.",
])  # fmt: skip
def test_unseen_marks_do_not_hide_a_word(text):
    assert [key for key, _ in found(text, "fr")] == ["mission_neutral"]


def test_accents_apart_and_curly_apostrophes_are_one():
    import unicodedata

    text = "L’équipe consultée a validé la stratégie ; l'absence de réponse vaut accord."
    assert [f[0] for f in found(text, "fr")] == [f[0] for f in found(unicodedata.normalize("NFD", text), "fr")] != []


def test_places_are_places_of_the_text():
    text = "Über alles: “the mission is neutral” – so ist es."
    (finding,) = check(text, shipped("en"))
    assert text[finding.start : finding.end] == finding.words == "mission is neutral"


def test_figures_are_no_telephones_and_telephones_are():
    assert not found("The budget of 12 500 000 for 2025-2026 and resolution 76/274, document S/2018/257.")
    assert found("Tel. 0812 345 678") and found("Reach her at +236 70 12 34 56.")


@pytest.mark.parametrize("text", ["", " ", "\x00", "…" * 1000, "(" * 1000, "qip " * 500, "A" * 100_000])
def test_odd_texts_find_nothing_and_break_nothing(text):
    assert found(text) == []


def test_the_work_grows_with_the_text_and_no_faster(monkeypatch):
    from pocplan.wording.engine import matching

    steps = []
    walk = matching._walk
    monkeypatch.setattr(matching, "_walk", lambda *args: steps.append(1) or walk(*args))
    dense = "the mission and the cluster agreed to deploy "

    def work(times):
        steps.clear()
        check(dense * times, shipped("en"))
        return len(steps)

    assert work(400) < 2.3 * work(200)


def test_full_stops_after_short_words_end_nothing():
    assert split("Mr. Doe and No. 4. Then").sentence == [0, 0, 0, 0, 0, 1]
    assert split("Small aid, i.e. a well").sentence == [0] * 6


def test_a_mark_without_a_space_ends_a_sentence_but_a_full_stop_does_not():
    assert split("one;two and 3.5").sentence == [0, 1, 1, 1, 1]


def test_a_colon_and_the_first_point_of_its_list_are_one_sentence():
    assert split("Our friends:\n- cluster\n- mission").sentence == [0, 0, 0, 1]
    assert split("Our friends:\n\nThe cluster").sentence == [0, 0, 1, 1]


def test_a_row_of_one_part_is_asked_about_once_in_a_sentence():
    text = "Soldiers and, as many say at the market, the police"
    assert [one.words for one in check(text, shipped("en", part="actor"))] == [text]
    assert len(check("Soldiers. Then the police.", shipped("en", part="actor"))) == 2


def test_the_glossary_is_whole_in_both_languages_and_keeps_the_two_meanings_of_impartiality_apart():
    for language in LANGUAGES:
        found = terms(language)
        assert all(one.word and one.other and one.told and one.source for one in found)
        assert len({one.told for one in found}) == len(found) and sum("impartial" in one.word for one in found) == 2
    assert terms("ar") == terms("en")


@pytest.mark.parametrize(("part", "language", "text", "rule"), [
    ("activity", "en", "Temporary operating base: Kova primary school", "facility"),
    ("activity", "en", "Night patrols stop beside the clinic", "facility"),
    ("activity", "en", "Patrols leave the school", ""),
    ("activity", "en", "Patrols: Besh Valley road", ""),
    ("activity", "fr", "Base opérationnelle : lycée de Kova", "facility"),
    ("activity", "fr", "Les troupes quittent l’école", ""),
    ("actor", "en", "National army and its allies", "state_threat"),
    ("actor", "en", "Non-state armed group", ""),
    ("actor", "fr", "Forces de défense", "state_threat"),
    ("actor", "fr", "Groupe armé non étatique", ""),
    ("", "en", "The army threatens a school with its base at the clinic.", ""),
])  # fmt: skip
def test_rules_for_one_part_of_a_document(part, language, text, rule):
    assert [finding.rule for finding in check(text, shipped(language, "", part))] == ([rule] if rule else [])


def test_a_denial_is_near_in_its_own_clause_only():
    rules = own("aid", unless_before=["not"], unless_after=["wrong"])
    assert check("Where the mission does not go, aid is given.", rules)
    assert check("Aid is given, which some find wrong.", rules)
    assert not check("Where it goes, it is not aid.", rules)
    across = own("the gift (was|is) ~9 aid", unless_before=["not ~3 aid"])
    assert check("The gift was, as some do not say, aid.", across)
    assert not check("The gift was, as they say, not quite aid.", across)


def test_a_denial_does_not_leave_the_clause_that_a_word_begins():
    heeded = word_lists({"clauses": ["where", "because"]})
    (rules,) = [rule("own", "", "", {"patterns": ["aid"], "unless_before": ["not"], "unless_after": ["no"]}, heeded)]
    assert check("They give aid where there is no road.", [rules])
    assert check("Where it does not go because aid is slow.", [rules])
    assert not check("They give aid to no village.", [rules])
    assert not check("Because it is not aid.", [rules])


def test_what_is_said_aside_denies_nothing_of_what_stands_before():
    heeded = word_lists({"asides": ["which", "who"]})
    aside = rule("own", "", "", {"patterns": ["aid"], "unless_before": ["not"], "unless_after": ["not"]}, heeded)
    assert check("They give aid to people who do not ask.", [aside])
    assert not check("The aid did not come.", [aside])
    assert not check("Not those who give aid.", [aside])


def test_places_of_one_rule_that_stand_together_in_a_sentence_are_marked_once():
    rules = own("aid")
    assert [one.words for one in check("Aid and more aid came.", rules)] == ["Aid and more aid"]
    assert len(check("Aid came and then there was more aid.", rules)) == 2
    assert len(check("This is aid. Aid came.", rules)) == 2


def test_what_only_sounds_like_a_denial_is_none_and_what_is_spoken_about_is_not_used():
    heeded = word_lists({"emphatic": ["not only"], "mentioned": ["do not write"]})

    def marked(text, **data):
        return check(text, [rule("own", "", "", {"patterns": ["aid"], "unless_before": ["not"], **data}, heeded)])

    assert marked("It is not only aid.") and not marked("It is not aid.")
    assert not marked("Do not write of this matter as aid.")
    assert marked("Do not write of this matter as aid.", unless_before=[], stops=True)


def test_words_that_a_rule_of_more_weight_flags_are_left_to_it():
    (less,), (more,) = own("aid", yields=["more"]), own("some aid")
    more = replace(more, key="more")
    assert [one.rule for one in check("There is some aid.", [less, more])] == ["more"]
    assert [one.rule for one in check("There is aid.", [less, more])] == ["own"]


@pytest.mark.parametrize(("text", "marked"), [
    ("Write to the witness at grace.poni@mail.example today.", True),
    ("Write to the secretariat at office@mail.example today.", False),
    ("The witness spoke at a meeting.", False),
])  # fmt: skip
def test_an_address_for_letters_beside_somebody_is_found(text, marked):
    assert bool(found(text)) == marked
