"""What was taken out a moment ago comes back by one click, and not later."""

import re
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from missions.domain.mandates import add_mandate, add_paragraph
from missions.domain.offices import add_office, add_section
from missions.queries.missions import mission_of
from pocplan.people.domain.groups import make_group
from pocplan.people.queries.groups import choices_for
from strategies.domain.blocks import Typed, add_block
from strategies.domain.companions import start_companion
from strategies.domain.inner import comment_inside
from strategies.domain.rights import give_right
from strategies.domain.rows import add_body
from strategies.domain.strategies import start_strategy
from strategies.models import Block, Body
from strategies.queries.companions import companion_sections_of
from strategies.queries.replies import requests_to
from strategies.queries.strategies import sections_of, strategy_for
from tests.consultations.stage import inside, opened
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


def once(world: World, who: str, taken: str, sent: dict[str, str] | None = None) -> str:
    """Take something out as `who`; the page that follows offers it back, the next one does not."""
    client = world.client(who)
    [back] = OFFER.findall(client.post(taken, sent or {}, follow=True).text)
    assert not OFFER.findall(client.get("/").text)
    return str(back)


def post_of(world: World, who: str) -> UUID:
    with world.acting(who) as actor:
        assert actor.post_id
        return actor.post_id


def withdrawn(world: World, table: str, row: object) -> bool:
    ((moment,),) = world.query(f"SELECT withdrawn_at FROM {table} WHERE id = %s", [str(row)])
    return moment is not None


def test_a_section_and_a_right_come_back(world: World, text: tuple[Block, Body]) -> None:
    section = text[0].section_id
    back = once(world, "adviser", reverse("strategies:section_settings", args=[section]), {"do": "withdraw"})
    assert withdrawn(world, "strategies_section", section)
    assert world.client("cluster.lead").post(back).status_code == 404
    assert world.client("adviser").post(back).status_code == 302
    assert not withdrawn(world, "strategies_section", section)
    world.query("UPDATE strategies_section SET withdrawn_at = now() - interval '31 seconds' WHERE id = %s", [section])
    assert "too long ago" in world.client("adviser").post(back).text
    post = post_of(world, "civil.affairs")
    with world.acting("srsg") as actor:
        strategy = strategy_for(actor, text[1].strategy_id)
        give_right(actor=actor, strategy=strategy, post_id=post, right="dispose")
    back = once(world, "srsg", reverse("strategies:right_take", args=[strategy.pk, post, "dispose"]))
    grants = "SELECT count(*)::int FROM strategies_strategygrant"
    assert world.query(grants) == [(0,)]
    assert world.client("adviser").post(back).status_code == 400
    assert (world.client("srsg").post(back).status_code, world.query(grants)) == (302, [(1,)])


def test_words_among_ones_own_and_a_document_of_ones_own_come_back(world: World) -> None:
    opened(world)
    discussed = inside(world)
    with world.acting("cluster.member") as actor:
        said = comment_inside(actor=actor, text=discussed, words="The road is not safe.")
    back = once(world, "cluster.member", reverse("consultations:inner_take_back", args=[said.pk]))
    assert world.client("adviser").post(back).status_code == 404
    assert "Only who wrote this" in world.client("cluster.lead").post(back, follow=True).text
    assert withdrawn(world, "strategies_innercomment", said.pk)
    assert "It is put back" in world.client("cluster.member").post(back, follow=True).text
    assert not withdrawn(world, "strategies_innercomment", said.pk)
    with world.acting("cluster.lead") as actor:
        document = start_companion(actor=actor, request=requests_to(actor).get(), title="What we ask")
        first = companion_sections_of(actor, document)[0]
    settings = reverse("consultations:companion_section_settings", args=[first.pk])
    for table, row, taken, sent in (
        ("companionsection", first, settings, {"do": "withdraw"}),
        ("companion", document, reverse("consultations:companion_out", args=[document.pk]), {}),
    ):
        back = once(world, "cluster.lead", taken, sent)
        assert world.client("other.agency").post(back).status_code == 404
        assert withdrawn(world, f"strategies_{table}", row.pk)
        assert world.client("cluster.lead").post(back).status_code == 302
        assert not withdrawn(world, f"strategies_{table}", row.pk)


def test_what_the_mission_keeps_of_itself_comes_back(world: World) -> None:
    with world.acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission
        mandate = add_mandate(actor=actor, mission=mission, resolution="Resolution 1", adopted_on=date(2026, 1, 1))
        paragraph = add_paragraph(actor=actor, mandate=mandate, number="1", text="Protect civilians.")
        office = add_office(actor=actor, mission=mission, kind="field_office", name="Kelmat office", place="Kelmat")
        unit = add_section(actor=actor, mission=mission, component="civilian", name="Civil affairs")
    for name, row in (("paragraph", paragraph), ("mandate", mandate)):
        back = once(world, "adviser", reverse(f"missions:{name}-withdraw", args=[row.pk]))
        assert world.client("cluster.lead").post(back).status_code == 404
        assert withdrawn(world, row._meta.db_table, row.pk)
        assert "It is put back" in world.client("adviser").post(back, follow=True).text
        assert not withdrawn(world, row._meta.db_table, row.pk)
    for name, row in (("office", office), ("section", unit)):
        back = once(world, "adviser", reverse(f"missions:{name}-close", args=[row.pk]))
        closed = f"SELECT closed_on IS NULL FROM {row._meta.db_table} WHERE id = %s"
        assert world.query(closed, [str(row.pk)]) == [(False,)]
        assert world.client("adviser").post(back).status_code == 302
        assert world.query(closed, [str(row.pk)]) == [(True,)]
    world.query("UPDATE missions_office SET closed_on = current_date - 1 WHERE id = %s", [str(office.pk)])
    assert (
        "too long ago"
        in world.client("adviser").post(reverse("missions:office-back", args=[office.pk]), follow=True).text
    )


def test_a_group_of_addressees_comes_back(world: World) -> None:
    with world.acting("adviser") as actor:
        chosen = [one for choices in choices_for(actor).values() for one in choices][:1]
        group = make_group(actor=actor, name="Sector partners", purpose="", addressees=chosen)
    back = once(world, "adviser", reverse("people:group-withdraw", args=[group.pk]))
    assert world.client("cluster.lead").post(back).status_code == 404
    assert world.client("adviser").post(back).status_code == 302
    assert not withdrawn(world, "people_addresseegroup", group.pk)
