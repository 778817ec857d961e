"""The tables of rows a page at a time: where a row stands, where one comes back to, and what it costs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from strategies.domain.rows import add_activity, add_threat, withdraw_row
from strategies.domain.strategies import start_strategy
from strategies.domain.undoing import put_row_back
from strategies.models import Activity, Strategy
from strategies.queries.references import named_activity
from strategies.queries.rows import row_for, rows_before, rows_of, taken_out
from strategies.queries.strategies import strategy_for
from tests.counting import queries, statements
from tests.strategies import test_row_cells
from tests.strategies.test_life import ACTIVITY
from tests.strategies.test_row_cells import asked, at, section_page, whole, words
from tests.world import World

started = test_row_cells.started
ROW = re.compile(r'<tr id="row-([0-9a-f-]+)"')
PAGES = ("page", "section")


def many(world: World, strategy: Strategy, number: int, **fields: Any) -> list[Activity]:
    """So many activities more, in this order."""
    with world.acting("adviser") as actor:
        given = {"actor": actor, "strategy": strategy_for(actor, strategy.pk)}
        fields = {**ACTIVITY, "lead_post_id": actor.post_id, "hrddp_needed": True, **fields}
        return [add_activity(**given, fields={**fields, "title": f"Row {one}"}) for one in range(1, number + 1)]


def address(strategy: Strategy, query: str = "") -> str:
    return reverse("strategies:activities", args=[strategy.pk]) + query


def shown(client: Client, where: str) -> list[str]:
    return ROW.findall(words(client.get(where)))


def keys(rows: list[Activity]) -> list[str]:
    return [str(row.pk) for row in rows]


def moves(client: Client, row: Activity, way: str, ask: Callable[..., Any] = asked) -> Any:
    return ask(client, reverse("strategies:move_row", args=["activity", row.pk]), {"do": way})


def plainly(client: Client, where: str, values: dict[str, Any]) -> Any:
    return client.post(where, values)


@pytest.mark.parametrize("on", PAGES)
def test_a_table_shows_a_page_and_says_which(shared_world: World, started: Strategy, on: str) -> None:
    rows, client = many(shared_world, started, 51), shared_world.client("adviser")
    where = address(started) if on == "page" else section_page(shared_world, started, "activities")
    assert shown(client, where) == keys(rows[:25])
    assert shown(client, f"{where}?activity=2") == keys(rows[25:50])
    last = words(client.get(f"{where}?activity=3"))
    assert ROW.findall(last) == keys(rows[50:]) and "Page 3 of 3" in last and 'data-page="3" aria-label' in last
    assert 'href="?activity=2#activity"' in last and 'aria-label="Pages: Activities"' in last
    # Nonsense gives the first page, too far the last, and a row that is not there or not mine the first.
    for wrong in ("", "x", "-1", "0", "9" * 40, "%00", "2' OR 1=1", str(started.pk)):
        assert len(shown(client, f"{where}?activity={wrong}")) in (1, 25), wrong
    led = words(client.get(f"{where}?activity={rows[30].pk}"))
    assert ROW.findall(led) == keys(rows[25:50]) and "The row stands on page 2 of 3." in led


def test_each_table_is_paged_for_itself_and_the_others_stay_where_they_are(
    shared_world: World, started: Strategy
) -> None:
    many(shared_world, started, 60)
    with shared_world.acting("adviser") as actor:
        given = {"actor": actor, "strategy": strategy_for(actor, started.pk)}
        for number in range(30):
            add_threat(**given, fields={"title": f"Threat {number:02}", "risk": "attacks"})
    for who in ("adviser", "srsg"):
        seen = words(shared_world.client(who).get(address(started, "?activity=2&threat=2&x=1")))
        assert "Row 26<" in seen and "Row 25<" not in seen and "Threat 25" in seen and "Threat 24" not in seen
        assert 'href="?activity=3&amp;threat=2#activity"' in seen and 'href="?threat=1&amp;activity=2#threat"' in seen
    here = section_page(shared_world, started, "activities")
    assert 'href="?activity=2&amp;page=7#activity"' in words(shared_world.client("adviser").get(f"{here}?page=7"))


def test_who_saves_without_a_script_comes_back_to_the_row(shared_world: World, started: Strategy) -> None:
    rows, client = many(shared_world, started, 30), shared_world.client("adviser")
    row = rows[27]
    back = address(started, f"?activity={row.pk}#row-{row.pk}")
    assert client.post(at("activity", row, "phases"), {"phases": ["response"], "version": 1}).url == back
    assert back.replace("&", "&amp;") in words(client.get(whole("activity", row)))
    new = client.post(reverse("strategies:add_row", args=[started.pk, "activity"]), ACTIVITY).url
    assert shown(client, new)[-1] in new and "The row stands on page 2 of 2." in words(client.get(new))
    # What was refused says so where it was typed; what was taken out leaves one on its page.
    refused = client.post(at("activity", row, "title"), {"title": "", "version": 2})
    assert refused.status_code == 400 and back in words(refused, 400)
    out = client.post(reverse("strategies:drop_row", args=["activity", row.pk]), {"version": 2})
    assert out.url == address(started, "?activity=2#activity")


def test_a_row_moves_over_the_border_of_a_page_and_says_where_it_stands(shared_world: World, started: Strategy) -> None:
    rows, client = many(shared_world, started, 51), shared_world.client("adviser")
    up = words(moves(client, rows[25], "up"))
    assert up.startswith(f'<tr id="row-{rows[25].pk}" data-page="1" data-before="row-{rows[24].pk}">')
    assert shown(client, address(started))[-1] == str(rows[25].pk)
    down = words(moves(client, rows[25], "down"))
    assert down.startswith(f'<tr id="row-{rows[25].pk}" data-page="2" data-before="row-{rows[26].pk}">')
    assert shown(client, address(started)) == keys(rows[:25])
    there = moves(client, rows[49], "down", plainly).url
    assert there == address(started, f"?activity={rows[49].pk}#row-{rows[49].pk}")
    assert "The row stands on page 3 of 3." in words(client.get(there))
    new = words(asked(client, reverse("strategies:add_row", args=[started.pk, "activity"]), ACTIVITY))
    assert 'data-page="3" data-before=""' in new


def test_rows_in_one_place_move_and_are_counted_apart(shared_world: World, started: Strategy) -> None:
    rows, client = many(shared_world, started, 4), shared_world.client("adviser")
    shared_world.query("UPDATE strategies_activity SET position = 20 WHERE strategy_id = %s", [str(started.pk)])
    with shared_world.acting("adviser") as actor:
        order = list(rows_of(actor, Activity, started))
        assert [rows_before(actor, row) for row in order] == [0, 1, 2, 3]
    last = words(moves(client, order[3], "up"))
    assert f'data-before="row-{order[2].pk}"' in last
    with shared_world.acting("adviser") as actor:
        assert keys(list(rows_of(actor, Activity, started))) == keys([order[0], order[1], order[3], order[2]])
        first = row_for(actor, Activity, order[0].pk)
        withdraw_row(actor=actor, row=first, version=first.version)
        assert rows_before(actor, taken_out(actor, Activity, first.pk)) == 0
        put_row_back(actor=actor, row=taken_out(actor, Activity, first.pk))
        assert rows_of(actor, Activity, started)[0].pk == first.pk
    assert len(rows) == 4


def test_a_reference_leads_to_the_page_of_its_activity(shared_world: World, started: Strategy) -> None:
    rows, client = many(shared_world, started, 26), shared_world.client("adviser")
    with shared_world.acting("adviser") as actor:
        strategy = strategy_for(actor, started.pk)
        led = named_activity(row_for(actor, Activity, rows[25].pk), strategy).address
        withdraw_row(actor=actor, row=row_for(actor, Activity, rows[0].pk), version=1)
        gone = named_activity(taken_out(actor, Activity, rows[0].pk), strategy).address
    assert str(rows[25].pk) in shown(client, led) and gone.endswith("#activity") and "?" not in gone


def costs(client: Client, row: Activity) -> dict[str, int]:
    """How many questions each request of a cell asks."""
    move = reverse("strategies:move_row", args=["activity", row.pk])
    tried: dict[str, tuple[str, dict[str, Any] | None]] = {
        "form": (at("activity", row, "tier"), None),
        "save": (at("activity", row, "tier"), {"tier": 3, "version": 1}),
        "late": (at("activity", row, "tier"), {"tier": 1, "version": 1}),
        "move": (move, {"do": "up"}),
    }
    found = {}
    for name, (address, values) in tried.items():
        with statements() as seen:
            assert asked(client, address, values).status_code == (409 if name == "late" else 200)
        found[name] = len(seen)
    return found


def test_a_table_and_its_cells_ask_the_same_number_of_questions_with_five_rows_fifty_and_a_thousand(
    world: World,
) -> None:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="T")
    client, counts, page = world.client("adviser"), [], address(strategy)
    here = section_page(world, strategy, "activities")
    add = reverse("strategies:add_row", args=[strategy.pk, "activity"])
    for more in (5, 44, 948):  # and one that the table itself adds each time
        row = many(world, strategy, more)[-1]
        client.get(page)
        ways = {"page": page, "section": here, "led": f"{page}?activity={row.pk}", "last": f"{page}?activity=99"}
        asked_for = {name: queries(client, where) for name, where in ways.items()}
        with statements() as adding:
            words(asked(client, add, ACTIVITY))
        counts.append({**asked_for, **costs(client, row), "add": len(adding)})
    assert counts[0] == counts[1] == counts[2]
