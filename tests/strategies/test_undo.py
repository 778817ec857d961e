"""What was taken out a moment ago comes back by one click, and not later."""

import re

import pytest
from django.urls import reverse

from strategies.domain.blocks import Typed, add_block
from strategies.domain.rows import add_body
from strategies.domain.strategies import start_strategy
from strategies.models import Block, Body
from strategies.queries.strategies import sections_of
from tests.world import World

OFFER = re.compile(r'<form class="banner is-low undo"[^>]* action="([^"]+)"')


@pytest.fixture
def text(world: World) -> tuple[Block, Body]:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        block = add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>First.</p>"))
        return block, add_body(actor=actor, strategy=strategy, fields={"name": "Joint operations centre"})


@pytest.mark.parametrize("kind", ["block", "row"])
def test_it_comes_back_by_one_click_and_is_offered_once(world: World, text: tuple[Block, Body], kind: str) -> None:
    row = text[0] if kind == "block" else text[1]
    drop = ("drop_block", [row.pk]) if kind == "block" else ("drop_row", ["body", row.pk])
    client = world.client("adviser")
    answer = client.post(reverse(f"strategies:{drop[0]}", args=drop[1]), {"version": row.version}, follow=True)
    [back] = OFFER.findall(answer.text)
    assert not OFFER.findall(client.get("/").text)
    for who, status in (("force.commander", 400), ("cluster.lead", 404)):
        assert world.client(who).post(back).status_code == status
    assert client.post(back).status_code == 302
    with world.acting("adviser") as actor:
        assert type(row).objects.visible_to(actor).get(pk=row.pk).withdrawn_at is None


@pytest.mark.parametrize("kind", ["block", "row"])
def test_too_late_is_said(world: World, text: tuple[Block, Body], kind: str) -> None:
    row = text[0] if kind == "block" else text[1]
    table = row._meta.db_table
    world.query(f"UPDATE {table} SET withdrawn_at = now() - interval '31 seconds' WHERE id = %s", [str(row.pk)])
    back = reverse("strategies:block_back", args=[row.pk])
    if kind == "row":
        back = reverse("strategies:row_back", args=["body", row.pk])
    answer = world.client("adviser").post(back)
    assert answer.status_code == 400
    assert "too long ago" in answer.text
