"""What was stated on the due diligence of an activity stands until what it weighed is changed, on whichever way."""

from typing import Any

import pytest

from strategies.domain.cells import SAID
from strategies.domain.rows import add_activity, state_due_diligence
from strategies.models import Activity, Strategy
from strategies.queries.rows import stopped_by_due_diligence
from strategies.queries.strategies import strategy_for
from tests.records.test_cases import opened
from tests.strategies import test_life
from tests.strategies.test_life import ACTIVITY
from tests.strategies.test_row_cells import WITHIN, asked, at, stored, whole, words
from tests.world import World

draft = test_life.draft


def supporting(world: World, strategy: Strategy, **fields: Any) -> Activity:
    """An activity that supports a security force, with its due diligence stated as approved."""
    with world.acting("adviser") as actor:
        given = {**ACTIVITY, "place": "Hesk", "hrddp_needed": True, **fields}
        row = add_activity(actor=actor, strategy=strategy_for(actor, strategy.pk), fields=given)
    with world.acting("human.rights") as actor:
        return state_due_diligence(actor=actor, activity=row, state="approved")


def typed_of(row: Activity) -> dict[str, Any]:
    """The form of the whole activity as it stands stored."""
    fields = {name: getattr(row, name) for name in SAID[Activity]}
    ticks = {"hrddp_needed": "on" if row.hrddp_needed else "", "known_from_force": ""}
    return {**{name: value or "" for name, value in fields.items()}, **ticks, "version": row.version}


ANEW = "it is asked for anew"
# Of each field, what else it could say, and whether due diligence had weighed it.
CHANGES = [
    ("title", "Fuel for the army", True), ("tier", 3, True), ("component", "police", True), ("place", "Kova", True),
    ("resources", "Two trucks", True), ("starts", "2027-01-01", True), ("ends", "2027-02-01", True),
    ("phases", ["consolidation"], False), ("lead_post_id", "", False), ("hrddp_case_id", "", False),
]  # fmt: skip


@pytest.mark.parametrize("within", [True, False])
def test_due_diligence_stands_until_what_it_weighed_is_changed(world: World, draft: Strategy, within: bool) -> None:
    client, row = world.client("adviser"), supporting(world, draft)
    for name, value, was_weighed in CHANGES:
        answer = client.post(
            whole("activity", row), {**typed_of(row), name: value}, headers=WITHIN if within else {}, follow=True
        )
        assert (ANEW in words(answer)) == was_weighed, name
        row = stored(world, row)
        assert row.hrddp_state == ("requested" if was_weighed else "approved"), name
        with world.acting("human.rights") as actor:
            assert [one.pk for one, _why in stopped_by_due_diligence(actor, draft)] == [row.pk] * was_weighed
            row = state_due_diligence(actor=actor, activity=row, state="approved")


def test_a_cell_puts_due_diligence_back_as_the_form_does_and_says_so(world: World, draft: Strategy) -> None:
    client, row = world.client("adviser"), supporting(world, draft)
    kept = words(asked(client, at("activity", row, "phases"), {"phases": ["response"], "version": row.version}))
    assert "Approved" in kept and ANEW not in kept
    said = words(asked(client, at("activity", row, "title"), {"title": row.title, "place": "Kova", "version": 3}))
    assert said.startswith(f'<tr id="row-{row.pk}" data-says="This changed what') and ANEW in said
    assert stored(world, row).hrddp_state == "requested"
    # Once asked for anew, there is nothing more to say.
    again = words(asked(client, at("activity", row, "tier"), {"tier": 2, "version": 4}))
    assert ANEW not in again
    # No cell takes it away, nor does it take what only those say who answer for it.
    sly = {"tier": 1, "version": 5, "hrddp_needed": "", "hrddp_state": "approved", "title": "Sly"}
    words(asked(client, at("activity", row, "tier"), sly))
    after = stored(world, row)
    assert (after.hrddp_needed, after.hrddp_state, after.title) == (True, "requested", ACTIVITY["title"])
    # Whoever unticks it and ticks it again begins anew.
    for ticked in ("", "on"):
        after = stored(world, row)
        words(client.post(whole("activity", row), {**typed_of(after), "hrddp_needed": ticked}, follow=True))
    assert stored(world, row).hrddp_state == "requested"


def test_a_change_of_what_was_weighed_takes_the_case_away_until_it_is_named_again(
    world: World, draft: Strategy
) -> None:
    case, client = opened(world), world.client("adviser", language="fr")
    row = supporting(world, draft)
    name = {**typed_of(row), "hrddp_case_id": case.pk}
    words(client.post(whole("activity", row), name, follow=True))
    row = stored(world, row)
    assert row.hrddp_case_id == case.pk and row.hrddp_state == "requested"
    words(asked(client, at("activity", row, "phases"), {"phases": ["response"], "version": row.version}))
    row = stored(world, row)
    assert row.hrddp_case_id == case.pk
    said = words(client.post(whole("activity", row), {**typed_of(row), "title": "Munitions"}, follow=True))
    assert "Son dossier n’est plus indiqué" in said
    row = stored(world, row)
    assert (row.hrddp_case_id, row.hrddp_state) == (None, "requested")
    # Named again on its own, it counts; taken away, no older word comes to life.
    for chosen, state in ((case.pk, "requested"), ("", "requested")):
        words(client.post(whole("activity", row), {**typed_of(row), "hrddp_case_id": chosen}, follow=True))
        row = stored(world, row)
        assert (row.hrddp_case_id or "", row.hrddp_state) == (chosen, state)
