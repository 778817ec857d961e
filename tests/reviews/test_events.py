"""Events that call for a review: a mandate that ends, a cluster that asks, a person who says so."""

from pathlib import Path

import pytest

from missions.domain.gazetteer import take_in_gazetteer
from missions.domain.places import close_facility, enter_facility
from missions.models import Locality
from picture.domain.actors import change_armed_actor, enter_armed_actor
from pocplan.access.queries.rooms import room_of
from strategies.domain.reminders import plan_reviews
from strategies.domain.reviews import open_review, request_review
from strategies.domain.rows import add_activity
from strategies.enums.reviews import SAID_BY_PEOPLE
from strategies.queries.strategies import strategy_for
from tests.consultations.stage import drafted, opened, request_to
from tests.missions.test_gazetteer import LONG, write
from tests.records.test_reviews import happened
from tests.reviews.stage import causes, in_force
from tests.world import World


def test_a_mandate_about_to_end_calls_once_and_only_its_own_mission(world: World) -> None:
    in_force(world)
    world.query("UPDATE missions_mandate SET expires_on = '2027-06-30'")
    world.set_clock("2027-03-31T06:00:00Z")
    plan_reviews()
    assert "mandate_ending" not in causes(world)
    world.set_clock("2027-04-02T06:00:00Z")
    plan_reviews()
    plan_reviews()
    mine = world.query(
        "SELECT count(*)::int FROM missions_mandate m JOIN missions_mission x ON x.id = m.mission_id"
        " JOIN access_owner o ON o.id = x.owner_id WHERE o.short = 'UNMOR'"
    )[0][0]
    assert causes(world).count("mandate_ending") == mine
    assert world.query("SELECT DISTINCT due_on::text FROM strategies_review WHERE cause = 'mandate_ending'") == (
        [("2027-06-30",)] if mine else []
    )


def test_a_cluster_asks_and_the_mission_finds_a_case(world: World) -> None:
    round_ = opened(world)
    world.query(
        "UPDATE strategies_strategy SET stage = 'in_force', effective_on = current_date, review_on = current_date + 365"
        " WHERE id = %s",
        [str(round_.strategy_id)],
    )
    asked = request_to(world, "cluster.lead")
    with world.acting("cluster.lead") as actor:
        request_review(actor=actor, request=asked, words="The road is another one since the flood.")
    plan_reviews()
    plan_reviews()
    assert causes(world) == ["calendar", "cluster_request"]


@pytest.mark.parametrize("cause", SAID_BY_PEOPLE)
def test_what_no_table_knows_is_said_by_a_person(shared_world: World, cause: str) -> None:
    if not shared_world.query("SELECT 1 FROM strategies_strategy"):
        in_force(shared_world)
    strategy = shared_world.query("SELECT id FROM strategies_strategy")[0][0]
    with shared_world.acting("adviser") as actor:
        review = open_review(actor=actor, strategy=strategy_for(actor, strategy), cause=cause, words="It happened.")
    assert (review.state, review.opened_by) == ("open", "Senior PoC Adviser")
    assert cause in causes(shared_world)


def test_support_that_is_suspended_calls_for_a_review(world: World) -> None:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        fields = {"title": "Fuel for the army's patrols", "tier": 2, "phases": ["response"], "component": "military"}
        activity = add_activity(actor=actor, strategy=strategy, fields={**fields, "hrddp_needed": True})
    world.query("UPDATE strategies_strategy SET stage = 'in_force', effective_on = current_date")
    plan_reviews()
    assert causes(world) == []
    world.query("UPDATE strategies_activity SET hrddp_state = 'suspended' WHERE id = %s", [str(activity.pk)])
    plan_reviews()
    plan_reviews()
    assert causes(world) == ["support_suspended"]


def test_what_happens_in_the_strategys_own_room_calls_for_a_review_once(world: World) -> None:
    strategy = in_force(world)
    entered = {"kind": "armed_group", "relation": "talks"}
    with world.acting("adviser") as actor:
        room = room_of(actor, "mission")
        one = enter_armed_actor(actor=actor, room=room, **{**entered, "name": "Riders of Hesk"})
        why = "It signed the accord."
        change_armed_actor(actor=actor, armed_actor=one, revision=1, reason=why, is_party="yes")
    with world.acting("force.planner") as actor:
        enter_armed_actor(actor=actor, room=room_of(actor, "force"), **{**entered, "name": "Known to the Force"})
    happened(world, killed=40)
    happened(world, "ORV-2", killed=3)
    happened(world, "ORV-3", audience="force", who="force.planner", killed=60)
    plan_reviews()
    plan_reviews()
    assert [one for one in causes(world) if one != "calendar"] == ["major_incident", "new_armed_actor", "new_party"]
    origin = world.query("SELECT origin_ref::text FROM strategies_review WHERE cause = 'new_armed_actor'")
    assert origin == [(str(one.pk),)] and world.query("SELECT DISTINCT strategy_id FROM strategies_review") == [
        (strategy,)
    ]
    # Three cases of one strategy are told apart by what called for each.
    page = world.client("adviser").get("/reviews/").content.decode()
    assert page.count("Riders of Hesk</a>") == 2 and page.count("ORV-1</a>") == 1
    assert f'href="/threats/actors/{one.pk}/"' in page and "Known to the Force" not in page
    review = world.query("SELECT id::text FROM strategies_review WHERE cause = 'new_party'")[0][0]
    assert "Riders of Hesk</a>" in world.client("adviser").get(f"/reviews/{review}/").content.decode()


def test_a_base_that_closes_is_told_to_the_planners_of_the_force_alone(world: World, tmp_path: Path) -> None:
    in_force(world)
    with world.acting("adviser") as actor:
        take_in_gazetteer(actor=actor, path=write(tmp_path, LONG))
    with world.acting("force.commander") as actor:
        force, place = room_of(actor, "force").pk, Locality.objects.visible_to(actor).order_by("code")[0]
        base = enter_facility(actor=actor, place=place, kind="base", name="Camp Ombarra", precision="about")
        close_facility(actor=actor, facility=base)
    plan_reviews()
    assert "base_closure" not in causes(world)
    told_to = world.query("SELECT compartment_id, to_kinds FROM notices_event WHERE code = 'base_closed'")
    assert told_to == [(force, ["force_planner"])]


def test_each_strategy_that_is_called_for_names_what_happened(world: World) -> None:
    for _number in range(2):
        in_force(world)
    with world.acting("adviser") as actor:
        room = room_of(actor, "mission")
        enter_armed_actor(actor=actor, room=room, name="Riders of Hesk", kind="armed_group", relation="talks")
    plan_reviews()
    assert causes(world).count("new_armed_actor") == 2
    client = world.client("adviser")
    assert client.get("/reviews/").content.decode().count("Riders of Hesk</a>") == 2
    assert client.get("/").content.decode().count("New armed actor: Riders of Hesk") == 2
    french = world.client("adviser", language="fr").get("/").content.decode()
    assert french.count("Nouvel acteur armé\u00a0: Riders of Hesk") == 2
