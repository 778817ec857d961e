"""Sections and blocks move up and down, one place at a time, by buttons that need no script."""

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from strategies.domain.annexes import start_annex
from strategies.domain.blocks import Typed, add_block, save_block
from strategies.domain.clearances import ask_clearance
from strategies.domain.moving import move_block, move_section
from strategies.domain.sections import mark_section
from strategies.domain.strategies import start_strategy
from strategies.models import Block, Section, Strategy
from strategies.queries.assembly import document_of
from strategies.queries.strategies import (
    block_for,
    blocks_of_annex,
    blocks_of_section,
    section_for,
    sections_of,
    strategy_for,
)  # fmt: skip
from tests.world import World


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="T")
        for word in ("one", "two", "three"):
            add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed(f"<p>{word}</p>"))
    return strategy


def words(world: World, draft: Strategy) -> list[str]:
    with world.acting("adviser") as actor:
        blocks = blocks_of_section(actor, sections_of(actor, draft).order_by("lineage").get(code="purpose"))
        return [block.html[3:-4] for block in blocks]


def block(world: World, draft: Strategy, word: str) -> Block:
    with world.acting("adviser") as actor:
        return block_for(actor, Block.objects.visible_to(actor).get(html=f"<p>{word}</p>").pk)


def titles(world: World, draft: Strategy) -> list[str]:
    with world.acting("adviser") as actor:
        return [section.title for section in sections_of(actor, draft)]


def first(world: World, draft: Strategy) -> Section:
    with world.acting("adviser") as actor:
        return section_for(actor, sections_of(actor, draft)[0].pk)


def test_blocks_move_by_buttons(world: World, draft: Strategy) -> None:
    client, here = world.client("civil.affairs"), first(world, draft)
    page = reverse("strategies:section", args=[here.pk])
    move = {word: reverse("strategies:move_block", args=[block(world, draft, word).pk]) for word in ("one", "three")}
    shown = client.get(page).text
    assert shown.count(f'formaction="{move["one"]}"') == 1, "the first one only goes down"
    answer = client.post(move["three"], {"do": "up"})
    assert answer.status_code == 302 and answer["Location"].startswith(page)
    assert words(world, draft) == ["one", "three", "two"]
    assert client.post(move["one"], {"do": "down"}).status_code == 302
    assert words(world, draft) == ["three", "one", "two"]
    refused = client.post(move["three"], {"do": "up"})
    assert refused.status_code == 400 and "first one already" in refused.text
    assert world.client("cluster.lead").post(move["one"], {"do": "up"}).status_code == 404
    assert world.client("srsg").post(move["one"], {"do": "up"}).status_code == 400


def test_sections_move_and_the_document_follows(world: World, draft: Strategy) -> None:
    before, here = titles(world, draft), first(world, draft)
    settings, client = reverse("strategies:section_settings", args=[here.pk]), world.client("adviser")
    assert client.post(settings, {"do": "down"}).status_code == 302
    assert titles(world, draft) == [before[1], before[0], *before[2:]]
    with world.acting("adviser") as actor:
        printed = document_of(actor, draft)["sections"]
        assert [one["title"] for one in printed[:2]] == [before[1], before[0]]
    assert client.post(settings, {"do": "up"}).status_code == 302
    refused = client.post(settings, {"do": "up"})
    assert refused.status_code == 400 and "first one already" in refused.text
    assert titles(world, draft) == before
    with world.acting("adviser") as actor, pytest.raises(Refused, match="last one"):
        move_section(actor=actor, section=section_for(actor, sections_of(actor, draft).last().pk), up=False)


def test_a_frozen_text_keeps_its_order(world: World, draft: Strategy) -> None:
    one, here = block(world, draft, "one"), first(world, draft)
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        with pytest.raises(Refused, match="stage"):
            move_block(actor=actor, block=block_for(actor, one.pk), up=False)
        with pytest.raises(Refused, match="stage"):
            move_section(actor=actor, section=section_for(actor, here.pk), up=False)


def test_moving_loses_no_words_of_whoever_writes_and_unmarks_the_section(world: World, draft: Strategy) -> None:
    one, here = block(world, draft, "one"), first(world, draft)
    with world.acting("adviser") as actor:
        mark_section(actor=actor, section=here, ready=True)
        move_block(actor=actor, block=block_for(actor, one.pk), up=False)
        assert section_for(actor, here.pk).state == "drafting"
        assert save_block(actor=actor, block=one, version=1, typed=Typed("<p>one!</p>")).version == 2
    assert words(world, draft) == ["two", "one!", "three"]


def test_blocks_inserted_between_and_withdrawn_ones_do_not_get_in_the_way(world: World, draft: Strategy) -> None:
    one = block(world, draft, "one")
    with world.acting("adviser") as actor:
        for word in ("b", "a"):
            add_block(actor=actor, parent=one.section, typed=Typed(f"<p>{word}</p>"), after=one)
    world.query("UPDATE strategies_block SET withdrawn_at = now() WHERE html = '<p>two</p>'")
    three = block(world, draft, "three")
    for _ in range(2):
        with world.acting("adviser") as actor:
            move_block(actor=actor, block=block_for(actor, three.pk), up=True)
    assert words(world, draft) == ["one", "three", "a", "b"]
    gone = block(world, draft, "two")
    with world.acting("adviser") as actor, pytest.raises(Refused, match="taken out"):
        move_block(actor=actor, block=gone, up=True)


def test_an_annex_moves_in_its_own_room_alone(world: World, draft: Strategy) -> None:
    with world.acting("force.planner") as actor:
        annex = start_annex(actor=actor, strategy=strategy_for(actor, draft.pk), letter="A", title="Ford")
        made = [add_block(actor=actor, parent=annex, typed=Typed(f"<p>{word}</p>")) for word in ("x", "y")]
        move_block(actor=actor, block=block_for(actor, made[1].pk), up=True)
        assert [one.html for one in blocks_of_annex(actor, annex)] == ["<p>y</p>", "<p>x</p>"]
    address = reverse("strategies:move_block", args=[made[0].pk])
    assert world.client("adviser").post(address, {"do": "up"}).status_code == 404


def test_each_move_is_in_the_journal(world: World, draft: Strategy) -> None:
    one, here = block(world, draft, "one"), first(world, draft)
    with world.acting("adviser") as actor:
        move_block(actor=actor, block=block_for(actor, one.pk), up=False)
        move_section(actor=actor, section=section_for(actor, here.pk), up=False)
    rows = world.query("SELECT verb, facts FROM journal_entry WHERE verb LIKE 'move%' ORDER BY verb")
    assert rows == [("move_block", {"up": False}), ("move_section", {"up": False})]
