"""The page that checks a strategy's words: marks, reasons, better wordings, for who may read the text."""

import pytest
from django.urls import reverse

from strategies.domain.blocks import Typed, add_block
from strategies.domain.strategies import start_strategy
from strategies.models import Strategy
from strategies.queries.strategies import sections_of
from tests.world import World


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        text = "<p>The mission is <b>neutral</b> &amp; present. QIPs are not humanitarian assistance.</p>"
        typed = Typed(text, ["<p>Our NGO partners met.</p>"])
        add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=typed)
    return strategy


def test_words_are_marked_with_reason_and_better_wording(world: World, draft: Strategy) -> None:
    page = world.client("adviser").get(reverse("strategies:words", args=[draft.pk])).content.decode()
    assert "<mark>mission is neutral</mark> &amp; present" in page
    assert "<mark>Our NGO" in page
    assert "Neutrality is a humanitarian principle" in page
    assert "carries out its mandate impartially" in page
    assert page.count("<mark>") == 2


def test_the_reason_is_in_the_readers_language_and_the_wording_in_the_texts(world: World, draft: Strategy) -> None:
    client = world.client("adviser")
    page = client.get(reverse("strategies:words", args=[draft.pk]), headers={"accept-language": "fr"}).content.decode()
    assert "La neutralité est un principe humanitaire" in page
    assert "carries out its mandate impartially" in page


def test_who_cannot_read_the_text_finds_no_page(world: World, draft: Strategy) -> None:
    assert world.client("cluster.lead").get(reverse("strategies:words", args=[draft.pk])).status_code == 404


def test_one_section_is_checked_at_a_time(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        other = sections_of(actor, draft)[1]
    client, address = world.client("adviser"), reverse("strategies:words", args=[draft.pk])
    assert "Nothing was found in this section" in client.get(address, {"section": str(other.pk)}).content.decode()
    assert "<mark>" in client.get(address, {"section": "no such section"}).content.decode()
