"""What is written in a text is found by its words, where it is read, by who reads its room alone."""

import re

import pytest
from django.utils.html import strip_tags

from strategies.domain.annexes import start_annex
from strategies.domain.blocks import Typed, add_block, withdraw_block
from strategies.domain.releases import withdraw_release
from strategies.domain.strategies import start_strategy
from strategies.models import Block, ReleaseRow, Strategy
from strategies.queries.strategies import sections_of, strategy_for
from strategies.web.places import PER_PAGE
from tests.strategies.test_house_terms import shared
from tests.ui.test_search import NOWHERE, looked
from tests.world import World

TEXT = "<p>Herders &amp; farmers of <strong>Nam</strong> moshe cross the ford at night.</p>"


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="Protection of civilians in Orvane")


def written(world: World, draft: Strategy, text: str, who: str = "adviser") -> str:
    with world.acting(who) as actor:
        section = sections_of(actor, strategy_for(actor, draft.pk))[1]
        return str(add_block(actor=actor, parent=section, typed=Typed(text)).pk)


def test_a_passage_is_found_by_its_words_and_not_by_how_it_looks(world: World, draft: Strategy) -> None:
    block = written(world, draft, TEXT)
    for words in ("herders & farmers", "FORD night", "nam moshe"):
        said = looked(world, "adviser", words, "passages")
        assert re.search(rf'href="/strategies/sections/[0-9a-f-]{{36}}/#b-{block}"', said), words
        assert draft.title in said
        for who in ("cluster.lead", "cluster.member", "observer", "other.adviser"):
            assert NOWHERE in looked(world, who, words, "passages"), (who, words)
    for words in ("strong", "ong p"):
        assert NOWHERE in looked(world, "adviser", words, "passages"), words
    with world.acting("adviser") as actor:
        withdraw_block(actor=actor, block=Block.objects.visible_to(actor).get(pk=block), version=1)
    assert NOWHERE in looked(world, "adviser", "ford night", "passages")


def test_a_long_passage_shows_the_words_and_leads_to_its_page(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        section = sections_of(actor, draft)[1]
        for _number in range(PER_PAGE):
            add_block(actor=actor, parent=section, typed=Typed("<p>Rain.</p>"))
    block = written(world, draft, f"<p>{'Long ago it rained. ' * 40}The millers of Besh keep watch.</p>")
    said = looked(world, "adviser", "millers", "passages")
    assert f"?page=2#b-{block}" in said
    assert "rained. The millers of Besh keep watch." in said and "…" in said


def test_an_annex_is_found_in_its_own_room_alone(world: World, draft: Strategy) -> None:
    with world.acting("force.planner") as actor:
        annex = start_annex(actor=actor, strategy=strategy_for(actor, draft.pk), letter="A", title="Force posture")
        add_block(actor=actor, parent=annex, typed=Typed("<p>A company stands at the quarry.</p>"))
    assert f"/strategies/annexes/{annex.pk}/#b-" in looked(world, "force.planner", "quarry", "passages")
    for who in ("adviser", "cluster.lead", "police.planner"):
        assert NOWHERE in looked(world, who, "quarry", "passages"), who


def test_a_title_that_looks_like_a_list_breaks_no_search(world: World) -> None:
    with world.acting("adviser") as actor:
        odd = start_strategy(actor=actor, title='["Ford <b> plan')
        add_block(actor=actor, parent=sections_of(actor, odd)[0], typed=Typed(f'["ford {"a" * 200}millers'))
    address = shared(world, odd)
    for who, kind in (("adviser", "passages"), ("adviser", ""), ("cluster.lead", "shared_texts"), ("cluster.lead", "")):
        for words in ("ford", "millers"):
            said = looked(world, who, words, kind)
            assert "[&quot;Ford &lt;b&gt; plan" in said and NOWHERE not in said, (who, words)
    with world.acting("adviser") as actor:
        withdraw_release(actor=actor, release=ReleaseRow.objects.visible_to(actor).get())
    assert address not in looked(world, "cluster.lead", "ford", "shared_texts")


def test_a_shared_text_is_found_by_who_received_it(world: World, draft: Strategy) -> None:
    written(world, draft, TEXT)
    address = shared(world, draft)
    said = looked(world, "cluster.lead", "herders & night", "shared_texts")
    assert f'href="{address}"' in said and "Herders &amp; farmers of Nam moshe cross" in " ".join(
        strip_tags(said).split()
    )
    for words in ("html", "sections", "strong"):
        assert NOWHERE in looked(world, "cluster.lead", words, "shared_texts"), words
    for who in ("other.adviser", "observer"):
        assert NOWHERE in looked(world, who, "herders night", "shared_texts"), who
