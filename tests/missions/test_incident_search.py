"""Incidents in the search: by their whole reference, over the index that a room comes first in, by nobody else."""

import json
from urllib.parse import quote

import pytest
from django.db import connections

from missions.models import Incident
from pocplan.ui.finding import kind_called, looked_for
from tests.counting import queries
from tests.missions.test_incident_imports import stored, table
from tests.world import World

NOWHERE = "Nothing that you read in this post holds these words."


MORE = (
    "INSERT INTO missions_incident SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),"
    " 'source', s, 'reference', coalesce({reference}, i.reference)))).* FROM missions_incident i, {numbers}"
    " WHERE reference = 'OTHER'"
)


@pytest.fixture
def kept(world: World) -> None:
    """Committed, so that a reader of the other side, whose login is another, could meet it."""
    with world.acting("human.rights") as actor:
        stored(actor, table({"reference": "SE 2026-014/B", "place name": "Fort Namoshe"}, {"reference": "OTHER"}))
        stored(actor, table({"reference": "HR-7"}), audience="human_rights")


def found(world: World, who: str, words: str, kind: str = "") -> str:
    answer = world.client(who).get(f"/search/?words={quote(words)}&kind={kind}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_incident_is_found_by_the_whole_of_its_reference(world: World, kept: None) -> None:
    key = world.query("SELECT id::text FROM missions_incident WHERE reference = 'SE 2026-014/B'")[0][0]
    for words in ("SE 2026-014/B", "se 2026-014/b", "  SE   2026-014/B "):
        for kind in ("", "incidents"):
            body = found(world, "adviser", words, kind)
            assert f'href="/incidents/{key}/"' in body, (words, kind)
            assert body.count('href="/incidents/') - body.count('href="/incidents/"') == 1
    for words in ("SE 2026-014", "2026-014/B", "SE 2026-014/_", "SE%", "SE.2026-014/B"):
        assert NOWHERE in found(world, "adviser", words, "incidents"), words


def test_nobody_finds_what_lies_in_rooms_of_others(world: World, kept: None) -> None:
    for who, words in (("adviser", "HR-7"), ("cluster.lead", "SE 2026-014/B"), ("observer", "OTHER")):
        assert NOWHERE in found(world, who, words, "incidents"), (who, words)
    assert "HR-7" in found(world, "human.rights", "hr-7", "incidents")


def test_many_of_one_reference_cost_no_more_questions(world: World, kept: None) -> None:
    client, address = world.client("adviser"), "/search/?words=OTHER&kind=incidents"
    before = queries(client, address)
    world.query(MORE.format(reference="NULL", numbers="unnest(ARRAY['ucdp', 'acled', 'awsd']) s"))
    assert queries(client, address) == before <= 17
    assert found(world, "adviser", "OTHER", "incidents").count("<h3><a") == 4


def test_only_rooms_of_the_reader_are_entered(world: World, kept: None) -> None:
    """The room and the reference are both in the condition on the index, so no hidden row is touched."""
    world.query(MORE.format(reference="'N' || s", numbers="(SELECT n::text AS s FROM generate_series(1, 9000) n) n"))
    world.query("ANALYZE missions_incident")
    kind = kind_called("incidents")
    assert kind is not None
    with world.acting("adviser") as actor, connections[actor.alias].cursor() as cursor:
        sql, params = looked_for(actor, kind, "OTHER").query.sql_with_params()
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        said = cursor.fetchone()[0]
    scans = list(_scans(json.loads(said)[0]["Plan"] if isinstance(said, str) else said[0]["Plan"]))
    scan = next(one for one in scans if one.get("Relation Name") == Incident._meta.db_table)
    assert scan["Index Name"] == "incidents_by_reference"
    assert all(name in scan["Index Cond"] for name in ("compartment_id", "reference")), scan


def _scans(plan: dict) -> list[dict]:  # type: ignore[type-arg]
    return [plan, *(scan for inner in plan.get("Plans", []) for scan in _scans(inner))]
