"""A mission's own incident system keeps events up to date through the API, by its own references."""

from typing import Any

import pytest

from missions.models import Incident
from pocplan.jobs.files import folder
from tests.api.test_api import ask
from tests.counting import statements
from tests.world import World

PATH = "/incidents/by-reference/"
ONE = {"reference": "JOC-1", "date": "2026-03-01", "country": "KEN", "killed": 2, "what_happened": "Traders robbed."}
TWO = {"reference": "JOC-2", "date": "2026-03", "country": "KEN", "latitude": 1.5, "longitude": 38.25}


def put(world: World, *rows: dict[str, Any], who: str = "human.rights") -> Any:
    return ask(world, who, "put", PATH, {"rows": list(rows)})


def held(world: World) -> dict[str, Incident]:
    with world.acting("human.rights") as actor:
        return {one.reference: one for one in Incident.objects.visible_to(actor)}


def test_rows_are_kept_by_their_references_and_again_change_nothing(world: World) -> None:
    done = put(world, ONE, TWO)
    assert (done.status_code, done.json()) == (200, {"new": 2, "changed": 0, "unchanged": 0, "held": 0}), done.text
    before = held(world)
    assert (before["JOC-1"].killed, before["JOC-2"].day_precision) == (2, "month")
    assert put(world, ONE, TWO).json() == {"new": 0, "changed": 0, "unchanged": 2, "held": 0}
    assert {key: one.digest for key, one in held(world).items()} == {key: one.digest for key, one in before.items()}
    assert put(world, {**ONE, "killed": 3}).json() == {"new": 0, "changed": 1, "unchanged": 0, "held": 0}
    assert (held(world)["JOC-1"].killed, held(world)["JOC-1"].pk) == (3, before["JOC-1"].pk)


def test_one_row_at_fault_stores_none_and_is_named(world: World) -> None:
    kept = set(folder().iterdir())
    refused = put(world, ONE, {**TWO, "country": "XQZ"})
    assert refused.status_code == 400
    assert refused.json()["detail"] == "Row 2, country: Its country is not known.", refused.text
    assert held(world) == {}
    assert set(folder().iterdir()) == kept
    assert not world.query("SELECT 1 FROM missions_incidentimport")


@pytest.mark.parametrize(
    "row",
    [
        {**ONE, "killed": -1},
        {**ONE, "reference": ""},
        {**ONE, "date": "2040-01-01"},
        {**ONE, "killed": "many"},
        {**ONE, "date": ""},
        {**ONE, "latitude": "nan", "longitude": 3},
        {**ONE, "country": "K\x00N"},
        {**ONE, "killed": 10**30},
    ],
)
def test_what_cannot_be_is_refused_in_words(world: World, row: dict[str, Any]) -> None:
    answer = put(world, row)
    assert answer.status_code == 400 and answer.json()["detail"], answer.text
    assert held(world) == {}


def test_every_row_of_a_program_is_a_row(world: World) -> None:
    # In a table this one would be one of tags.
    assert put(world, {**ONE, "reference": "#1", "place": "#4", "kind": "#7", "country": "KEN"}).json()["new"] == 1


def test_a_text_that_seems_to_name_somebody_waits_for_a_look(world: World) -> None:
    done = put(world, {**ONE, "what_happened": "The victim, named Paul Okar, was taken."})
    assert done.json()["held"] == 1
    assert "Okar" not in held(world)["JOC-1"].text


def test_too_many_rows_are_refused(world: World) -> None:
    answer = put(world, *({**ONE, "reference": f"R{number}"} for number in range(1_001)))
    assert answer.status_code == 400 and "Send at most 1000 rows at a time." in answer.text


def test_nobody_learns_what_another_keeps(world: World) -> None:
    put(world, ONE)
    for who in ("cluster.lead", "other.adviser"):
        assert put(world, ONE, who=who).json() == {"new": 1, "changed": 0, "unchanged": 0, "held": 0}
    assert put(world, ONE, who="observer").status_code == 404
    assert len(held(world)) == 1


def test_a_hundred_rows_ask_no_more_often_than_ten(world: World) -> None:
    asked = []
    put(world, {**ONE, "reference": "first"})
    for count in (10, 100):
        with statements() as found:
            put(world, *({**ONE, "reference": f"{count}-{number}"} for number in range(count)))
        asked.append(len(found))
    assert asked[0] == asked[1]
