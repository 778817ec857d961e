"""Rows of a strategy changed in the cells of their tables: what the form takes and refuses, no more and no less."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pocplan.access.errors import Refused
from strategies.domain.cells import SAID
from strategies.domain.clearances import ask_clearance
from strategies.domain.guards import GUARDS
from strategies.domain.prohibitions import demand_prohibitions_answered
from strategies.domain.rows import (
    add_activity,
    add_body,
    add_indicator,
    add_responsibility,
    add_threat,
)
from strategies.domain.strategies import start_strategy, take_back
from strategies.models import Activity, Strategy
from strategies.queries.assembly import document_of
from strategies.queries.rows import row_for, rows_of
from strategies.queries.strategies import sections_of, strategy_for
from strategies.web.views.kinds import KINDS
from tests.strategies import test_life
from tests.strategies.test_life import ACTIVITY
from tests.sweep.samples import NOBODYS
from tests.world import World

draft = test_life.draft
WITHIN = {"HX-Request": "true"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
# One cell of each kind: what is typed there, and what of the row stays as it was.
CELLS = [
    ("activity", "title", {"title": "Night patrols", "place": "Hesk"}, "component"),
    ("activity", "tier", {"tier": 3}, "title"),
    ("activity", "phases", {"phases": ["response", "consolidation"]}, "tier"),
    ("activity", "component", {"component": "police"}, "phases"),
    ("activity", "period", {"starts": "2027-01-01", "ends": "2027-02-01"}, "phases"),
    ("threat", "risk", {"risk": "abduction"}, "actor"),
    ("threat", "exposed", {"exposed": "Traders", "vulnerability": "They walk at night."}, "risk"),
    ("responsibility", "letter", {"letter": "accountable"}, "task"),
    ("body", "chair", {"chair": "The adviser"}, "name"),
    ("indicator", "latest", {"latest": "12", "latest_on": "2026-11-01"}, "target"),
]


def planted(world: World, strategy: Strategy) -> dict[str, Any]:
    """A row of each kind."""
    with world.acting("adviser") as actor:
        given = {"actor": actor, "strategy": strategy_for(actor, strategy.pk)}
        task = {"task": "Alert network", "post_id": actor.post_id, "letter": "consulted"}
        aim = {"objective": "Safe roads", "title": "Ambushes", "target": "0", "level": "outcome"}
        return {
            "activity": add_activity(**given, fields={**ACTIVITY, "lead_post_id": actor.post_id, "resources": "Fuel"}),
            "threat": add_threat(**given, fields={"title": "Attacks", "risk": "attacks", "actor": "Armed men"}),
            "responsibility": add_responsibility(**given, fields=task),
            "body": add_body(**given, fields={"name": "JOC", "rhythm": "weekly"}),
            "indicator": add_indicator(**given, fields={**aim, "lead_post_id": actor.post_id}),
        }


@pytest.fixture
def started(shared_world: World) -> Strategy:
    with shared_world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="T")


def at(kind: str, row: Any, cell: str = "") -> str:
    return reverse("strategies:row_cell", args=[kind, row.pk, cell]) if cell else whole(kind, row)


def whole(kind: str, row: Any) -> str:
    return reverse("strategies:row", args=[kind, row.pk])


def asked(client: Client, address: str, values: dict[str, Any] | None = None) -> Any:
    return client.post(address, values, headers=WITHIN) if values is not None else client.get(address, headers=WITHIN)


def words(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split())


def stored(world: World, row: Any) -> Any:
    with world.acting("adviser") as actor:
        return row_for(actor, type(row), row.pk)


def tables(client: Client, strategy: Strategy) -> str:
    return words(client.get(reverse("strategies:activities", args=[strategy.pk])))


def test_what_stays_is_what_the_form_of_the_whole_row_asks() -> None:
    for name, kind in KINDS.items():
        fields = set(kind.form.base_fields) - {"version"}
        assert fields == set(SAID[kind.model]), name
        assert {one for column in kind.columns for one in column.fields} <= fields, name


@pytest.mark.parametrize(("kind", "cell", "typed", "stays"), CELLS)
def test_a_cell_gives_its_form_alone_and_then_the_row_anew(
    shared_world: World, started: Strategy, kind: str, cell: str, typed: dict[str, Any], stays: str
) -> None:
    row, client = planted(shared_world, started)[kind], shared_world.client("adviser")
    form = words(asked(client, at(kind, row, cell)))
    assert form.startswith('<form class="form in-cell"') and 'name="version" value="1"' in form and "<html" not in form
    for name in typed:
        assert f'id="{row.pk}-{name}' in form, name
    assert f'name="{stays}"' not in form
    line = words(asked(client, at(kind, row, cell), {**typed, "version": 1}))
    assert line.startswith(f'<tr id="row-{row.pk}">') and line.endswith("</tr>")
    assert TOKEN.sub("", line) in TOKEN.sub("", tables(client, started))
    after = stored(shared_world, row)
    for name in SAID[type(row)]:
        seen = getattr(after, name)
        assert (str(seen) == str(typed[name])) if name in typed else seen == getattr(row, name), name
    assert after.version == 2


def test_two_people_at_one_row(shared_world: World, started: Strategy) -> None:
    row, client = planted(shared_world, started)["activity"], shared_world.client("civil.affairs")
    words(asked(shared_world.client("adviser"), at("activity", row, "title"), {"title": "Theirs", "version": 1}))
    late = words(asked(client, at("activity", row, "title"), {"title": "Mine", "version": 1}), 409)
    assert late.startswith("<form") and "Stored meanwhile by somebody else" in late and "<dd>Theirs</dd>" in late
    assert 'value="Mine"' in late and 'name="version" value="2"' in late and "Look at it as it stands now" in late
    # At another cell of the row as well; sent again, it takes nothing of theirs away.
    late = words(asked(client, at("activity", row, "tier"), {"tier": 3, "version": 1}), 409)
    assert 'name="version" value="2"' in late and "before you" in late
    assert "<tr" in words(asked(client, at("activity", row, "tier"), {"tier": 3, "version": 2}))
    after = stored(shared_world, row)
    assert (after.title, after.tier, after.version) == ("Theirs", 3, 3)


def test_a_post_has_one_role_in_a_task_by_its_cells_as_well(shared_world: World, started: Strategy) -> None:
    row, client = planted(shared_world, started)["responsibility"], shared_world.client("adviser")
    add = reverse("strategies:add_row", args=[started.pk, "responsibility"])
    words(asked(client, add, {"task": "Patrols", "post_id": row.post_id, "letter": "informed"}))
    refused = words(asked(client, at("responsibility", row, "task"), {"task": "Patrols", "version": 1}), 409)
    assert "has a role in this task already" in refused and 'value="Patrols"' in refused
    assert "Stored meanwhile" not in refused
    assert stored(shared_world, row).task == "Alert network"


def test_what_is_refused_stands_in_the_cell_with_what_was_typed(shared_world: World, started: Strategy) -> None:
    rows, client = planted(shared_world, started), shared_world.client("adviser")
    dates = {"starts": "2027-02-01", "ends": "2027-01-01", "version": 1}
    refused = words(asked(client, at("activity", rows["activity"], "period"), dates), 400)
    assert "before the first" in refused and 'value="2027-02-01"' in refused
    for typed in ({"title": ""}, {"title": "x" * 301}, {"title": "a\u202eb"}, {"title": "a\x00b"}, {}):
        answer = asked(client, at("activity", rows["activity"], "title"), {**typed, "version": 1})
        assert words(answer, 400).startswith("<form") and "errors" in answer.text
    for wrong in ({"tier": 9}, {"tier": "x"}, {"tier": 1, "version": "x"}):
        words(asked(client, at("activity", rows["activity"], "tier"), {"version": 1, **wrong}), 400)
    # What is at fault elsewhere in the row is named.
    shared_world.query("UPDATE strategies_activity SET tier = 9 WHERE id = %s", [str(rows["activity"].pk)])
    police = {"component": "police", "version": 1}
    refused = words(asked(client, at("activity", rows["activity"], "component"), police), 400)
    assert "In another cell of this row, “Tier”: Choose one of the listed values." in refused
    assert stored(shared_world, rows["activity"]).version == 1


def test_who_only_reads_is_refused_and_the_other_side_finds_nothing(shared_world: World, started: Strategy) -> None:
    rows = planted(shared_world, started)
    head = shared_world.client("srsg")
    assert "data-cell" not in tables(head, started) and "data-grid" not in tables(head, started)
    words(asked(head, at("activity", rows["activity"], "tier"), {"tier": 3, "version": 1}), 400)
    for verb in ("move_row", "drop_row"):
        address = reverse(f"strategies:{verb}", args=["activity", rows["activity"].pk])
        assert "may not do this" in words(asked(head, address, {"do": "up", "version": 1}), 400)
    for who in ("cluster.lead", "observer", "other.adviser", "admin"):
        client = shared_world.client(who)
        for name, more in (("row_cell", ["title"]), ("move_row", []), ("drop_row", []), ("row", [])):
            for values in (None, {"title": "x", "version": 1, "do": "up"}):
                keys = (rows["activity"].pk, NOBODYS)
                places = [reverse(f"strategies:{name}", args=["activity", key, *more]) for key in keys]
                one, none = (asked(client, place, values).status_code for place in places)
                assert one == none and one in (404, 405), (who, name)
    client = shared_world.client("adviser")
    for kind, cell in (("activity", "due"), ("activity", "nothing"), ("picture", "title"), ("threat", "title")):
        address = reverse("strategies:row_cell", args=[kind, rows["activity"].pk, cell])
        assert asked(client, address).status_code == 404
    assert stored(shared_world, rows["activity"]).version == 1


def test_what_the_force_knows_stays_marked(shared_world: World, started: Strategy) -> None:
    client = shared_world.client("adviser")
    with shared_world.acting("adviser") as actor:
        fields = {**ACTIVITY, "known_from_force": True}
        row = add_activity(actor=actor, strategy=strategy_for(actor, started.pk), fields=fields)
    words(asked(client, at("activity", row, "tier"), {"tier": 3, "version": 1}))
    assert stored(shared_world, row).known_from_force
    sent = {**ACTIVITY, "version": 2}
    assert "Only a post of the Force" in words(asked(client, whole("activity", row), sent), 400)
    assert stored(shared_world, row).known_from_force


def test_a_row_is_added_and_changed_as_a_whole_in_its_table(shared_world: World, started: Strategy) -> None:
    client = shared_world.client("adviser")
    add = reverse("strategies:add_row", args=[started.pk, "activity"])
    assert "No activity yet" in tables(client, started) and add in tables(client, started)
    form = words(asked(client, add))
    assert form.startswith('<form class="form in-cell whole"') and 'id="activity-title"' in form
    assert 'name="hrddp_needed"' in form and "data-keep" in form
    refused = words(asked(client, add, {**ACTIVITY, "phases": []}), 400)
    assert "Choose at least one phase." in refused and ACTIVITY["title"] in refused
    assert ACTIVITY["title"] in words(asked(client, add, ACTIVITY))
    with shared_world.acting("adviser") as actor:
        row = rows_of(actor, Activity, started).get()
    assert words(asked(client, whole("activity", row))).startswith('<form class="form in-cell whole"')
    line = words(asked(client, whole("activity", row), {**ACTIVITY, "title": "More", "version": 1}))
    assert line.startswith("<tr") and "More" in line


def test_a_row_is_taken_out_after_a_question_and_put_back(shared_world: World, started: Strategy) -> None:
    row, client = planted(shared_world, started)["body"], shared_world.client("adviser")
    out = reverse("strategies:drop_row", args=["body", row.pk])
    question = words(asked(client, out))
    assert "Take this row out of the text? JOC" in question and 'name="version" value="1"' in question
    assert "<html" in words(client.get(out)) and "data-keep" not in question
    assert "before you" in words(asked(client, out, {"version": 7}), 409)
    gone = words(asked(client, out, {"version": 1}))
    back = reverse("strategies:row_back", args=["body", row.pk])
    assert gone.startswith('<tr class="gone') and back in gone and "JOC" not in tables(client, started)
    assert words(asked(client, back, {})).startswith(f'<tr id="row-{row.pk}"')
    words(asked(client, out, {"version": 3}))
    late = "UPDATE strategies_body SET withdrawn_at = now() - interval '1 hour' WHERE id = %s"
    shared_world.query(late, [str(row.pk)])
    assert "too long ago" in words(asked(client, back, {}), 400)


def test_rows_move_and_say_where_they_stand(shared_world: World, started: Strategy) -> None:
    first, client = planted(shared_world, started)["activity"], shared_world.client("adviser")
    with shared_world.acting("adviser") as actor:
        given = {"actor": actor, "strategy": strategy_for(actor, started.pk)}
        second = add_activity(**given, fields={**ACTIVITY, "title": "Second"})
    move = {row: reverse("strategies:move_row", args=["activity", row.pk]) for row in (first, second)}
    up = words(asked(client, move[second], {"do": "up"}))
    assert up.startswith(f'<tr id="row-{second.pk}" data-page="1" data-before="row-{first.pk}">')
    down = words(asked(client, move[second], {"do": "down"}))
    assert down.startswith(f'<tr id="row-{second.pk}" data-page="1" data-before="">')
    refused = words(asked(client, move[second], {"do": "down"}), 400)
    assert "last one already" in refused and 'name="do" value="down"' in refused
    words(asked(client, move[second], {"do": "sideways"}), 400)
    assert client.post(move[second], {"do": "up"}).status_code == 302
    assert "first one already" in words(client.post(move[second], {"do": "up"}), 400)
    with shared_world.acting("adviser") as actor:
        assert [row.pk for row in rows_of(actor, Activity, started)] == [second.pk, first.pk]
    told = shared_world.query("SELECT facts FROM journal_entry WHERE verb = 'move_row' ORDER BY at, facts::text")
    assert {"up": True} in [facts for (facts,) in told]


def test_without_a_script_each_cell_leads_to_a_page(shared_world: World, started: Strategy) -> None:
    row, client = planted(shared_world, started)["activity"], shared_world.client("adviser", language="fr")
    listed = tables(client, started)
    for name in ("title", "tier", "phases", "component", "post", "period"):
        assert at("activity", row, name) in listed
    assert whole("activity", row) in listed and at("activity", row, "due") not in listed
    seen = words(client.get(at("activity", row, "tier")))
    assert "<html" in seen and 'name="tier"' in seen and 'name="title"' not in seen
    assert client.post(at("activity", row, "tier"), {"tier": 1, "version": 1}).status_code == 302
    late = words(client.post(at("activity", row, "tier"), {"tier": 2, "version": 1}), 409)
    assert "<html" in late and 'name="version" value="2"' in late
    assert stored(shared_world, row).tier == 1


def section_page(world: World, strategy: Strategy, code: str) -> str:
    with world.acting("adviser") as actor:
        return reverse("strategies:section", args=[sections_of(actor, strategy).get(code=code).pk])


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("activities", "activity"),
        ("threats", "threat"),
        ("roles", "responsibility"),
        ("coordination", "body"),
        ("monitoring", "indicator"),
    ],
)
def test_a_section_with_rows_shows_their_table_where_it_is_drafted(
    shared_world: World, started: Strategy, code: str, kind: str
) -> None:
    rows, here = planted(shared_world, started), section_page(shared_world, started, code)
    for who, writes in (("adviser", True), ("srsg", False)):
        shown = words(shared_world.client(who).get(here))
        assert [one for one, row in rows.items() if f'id="row-{row.pk}"' in shown] == [kind]
        assert ("data-grid" in shown) == ("cells.js" in shown) == (whole(kind, rows[kind]) in shown) == writes
    client, at_rows = shared_world.client("adviser"), f'{reverse("strategies:activities", args=[started.pk])}#{kind}"'
    assert "<table" not in words(client.get(section_page(shared_world, started, "purpose")))
    read = reverse("strategies:detail", args=[started.pk])
    assert at_rows in words(client.get(read, {"section": here.split("/")[-2]})) and at_rows not in words(
        client.get(read)
    )


def test_a_frozen_text_takes_nothing(world: World, draft: Strategy) -> None:
    rows, client = planted(world, draft), world.client("adviser")
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
    assert "data-cell" not in tables(client, draft)
    refused = words(asked(client, at("activity", rows["activity"], "tier"), {"tier": 3, "version": 1}), 400)
    assert "at the stage" in refused and 'value="3" selected' in refused
    add = reverse("strategies:add_row", args=[draft.pk, "activity"])
    assert "at the stage" in words(asked(client, add, ACTIVITY), 400)
    with world.acting("adviser") as actor:
        take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
    words(asked(client, at("activity", rows["activity"], "tier"), {"tier": 3, "version": 1}))


def test_prohibited_places_and_a_state_that_threatens_stop_what_was_typed_in_a_cell(
    world: World, draft: Strategy
) -> None:
    rows, client = planted(world, draft), world.client("adviser")

    def answered() -> None:
        with world.acting("adviser") as actor:
            demand_prohibitions_answered(actor, draft, document_of(actor, draft)["sections"])

    answered()
    base = {"title": "Patrol base", "place": "Kova primary school", "version": 1}
    words(asked(client, at("activity", rows["activity"], "title"), base))
    with pytest.raises(Refused, match=r"Prohibited.*Patrol base: Kova primary school"):
        answered()
    with world.acting("adviser") as actor, pytest.raises(Refused, match="Prohibited"):
        GUARDS["ready_to_submit"](actor, strategy_for(actor, draft.pk))
    words(asked(client, at("activity", rows["activity"], "title"), {**base, "place": "Kova", "version": 2}))
    answered()
    words(asked(client, at("threat", rows["threat"], "actor"), {"actor": "The army", "version": 1}))
    with pytest.raises(Refused, match="The state is named as a threat: The army"):
        answered()
