"""The open sentences: written with the rules, so they show what is meant, and that it stays so."""

import pytest

from pocplan.wording.engine.shipped import LANGUAGES, parts, shipped
from tests.wording.corpus import fires, rows, score

REACHED = {"en": (0.98, 0.98), "fr": (0.98, 0.98)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_open_sentences_are_told_apart(language):
    reached = score(rows("open", language), language)
    assert (reached.precision, reached.recall) >= REACHED[language] and reached.recall >= REACHED[language][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_open_sentences_that_fire_and_that_do_not(language):
    sentences = rows("open", language)
    assert all(row["words"] in row["text"] for row in sentences)
    known = {one.key for part in ("", *parts()) for one in shipped(language, part=part)}
    for answer in (True, False):
        assert {row["category"] for row in sentences if fires(row) == answer} == known
