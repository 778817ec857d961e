"""Due diligence cases: opened, mitigated, decided, watched; an activity that names one goes on only while it holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from psycopg2.errors import CheckViolation, ForeignKeyViolation

from pocplan.access.clock import today
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from records.domain.cases import add_measure, decide_case, look_at_case, open_case, place_measure
from records.enums.cases import Holding
from records.models import Mitigation, SupportCase
from records.queries.cases import case_for, lines_of, measure_for
from strategies.domain.reminders import plan_reviews
from strategies.domain.rows import add_activity, save_activity, state_due_diligence
from strategies.domain.strategies import start_strategy
from strategies.models import Activity
from strategies.queries.rows import holdings_of, row_for, stopped_by_due_diligence
from tests.counting import queries
from tests.world import World

CASE = {
    "reference": "HRDDP/2026/014",
    "force": "Third battalion of the national gendarmerie",
    "kind": "logistics",
    "support": "Fuel and rations for joint patrols on the Besh road.",
}
FUEL = {"title": "Fuel for joint patrols", "tier": 2, "phases": ["response"], "component": "military"}


def post_of(world: World, who: str) -> Any:
    with world.acting(who) as actor:
        return actor.post_id


def opened(world: World, who: str = "human.rights", owner: str = "adviser", **values: str) -> SupportCase:
    keeper = post_of(world, owner)
    with world.acting(who) as actor:
        room = room_of(actor, "mission")
        return open_case(actor=actor, room=room, owner_post_id=keeper, **{**CASE, **values})


def measured(world: World, case: SupportCase, owner: str = "force.planner") -> Mitigation:
    owner_post = post_of(world, owner)
    with world.acting("human.rights") as actor:
        found = case_for(actor, case.pk)
        return add_measure(actor=actor, case=found, what="A list of units is screened.", owner_post_id=owner_post)


def decided(
    world: World, case: SupportCase, decision: str = "approved", who: str = "srsg", days: int = 90
) -> SupportCase:
    with world.acting(who) as actor:
        found = case_for(actor, case.pk)
        due = today() + timedelta(days) if decision in ("approved", "mitigated") else None
        return decide_case(
            actor=actor, case=found, revision=found.revision, decision=decision, reason="Weighed.", next_due=due
        )


def held(world: World, case: SupportCase) -> Holding:
    with world.acting("force.planner") as actor:
        return lines_of(actor, [case_for(actor, case.pk)])[0].holding


def lapse(world: World, case: SupportCase) -> None:
    world.query("UPDATE records_supportcase SET next_due = access.clock()::date - 1 WHERE id = %s", [str(case.pk)])


def test_other_sides_and_other_operations_find_no_case(shared_world: World) -> None:
    case = opened(shared_world)
    measure = measured(shared_world, case)
    addresses = [
        reverse("records:case", args=[case.pk]),
        reverse("records:case-step", args=[case.pk, "decide"]),
        reverse("records:measure", args=[measure.pk]),
    ]
    room = shared_world.query("SELECT public_id FROM access_compartment WHERE id = %s", [case.compartment_id])[0][0]
    addresses.append(f"{reverse('records:cases')}?room={room}")
    for who in ("cluster.member", "cluster.lead", "observer", "ocha", "other.adviser", "agency.rep"):
        client = shared_world.client(who)
        for address in addresses:
            assert client.get(address).status_code == 404, (who, address)
            assert client.post(address, {}).status_code in (404, 405), (who, address)
        assert CASE["reference"] not in client.get(reverse("records:cases")).content.decode()
    # Even behind the application, no case lies in a room that others read.
    cluster = shared_world.room("Protection Cluster", "cluster")
    with pytest.raises(CheckViolation, match="case_stays_in_the_mission"):
        shared_world.query("UPDATE records_supportcase SET compartment_id = %s WHERE id = %s", [cluster, str(case.pk)])


def test_only_the_posts_that_answer_for_it_act_on_a_case(shared_world: World) -> None:
    case = opened(shared_world, reference="HRDDP/2026/015")
    measure = measured(shared_world, case, owner="police.planner")
    for who in ("force.planner", "human.rights", "adviser", "force.commander"):
        with shared_world.acting(who) as actor, pytest.raises(Refused, match="post"):
            found = case_for(actor, case.pk)
            decide_case(actor=actor, case=found, revision=1, decision="approved", reason="Yes.", next_due=today())
    with shared_world.acting("force.planner") as actor:
        found = measure_for(actor, measure.pk)
        with pytest.raises(Refused, match="post"):
            place_measure(actor=actor, measure=found, revision=1, since=today())
        with pytest.raises(Refused, match="post"):
            open_case(actor=actor, room=found.compartment, owner_post_id=actor.post_id, **CASE)
    with shared_world.acting("chief.of.staff") as actor:
        own = open_case(
            actor=actor, room=room_of(actor, "mission"), owner_post_id=actor.post_id, **{**CASE, "reference": "A"}
        )
        with pytest.raises(Refused, match="Nobody approves"):
            decide_case(actor=actor, case=own, revision=1, decision="approved", reason="Yes.", next_due=today())
        with pytest.raises(Conflict, match="reference"):
            open_case(
                actor=actor, room=room_of(actor, "mission"), owner_post_id=actor.post_id, **{**CASE, "reference": "A"}
            )
        with pytest.raises(Refused, match="listed posts"):
            stranger = Post.objects.visible_to(actor).exclude(owner_id=actor.owner_id).first()
            open_case(actor=actor, room=room_of(actor, "mission"), owner_post_id=stranger and stranger.pk, **CASE)
        with pytest.raises(Refused, match="find a victim"):
            support = "Call the witness on +236 70 12 34 56, she saw it."
            values = {**CASE, "support": support, "reference": "B"}
            open_case(actor=actor, room=room_of(actor, "mission"), owner_post_id=actor.post_id, **values)


def test_the_list_asks_as_often_for_many_as_for_one(shared_world: World) -> None:
    client, address = shared_world.client("force.planner"), reverse("records:cases")
    measured(shared_world, opened(shared_world, reference="C0"))
    client.get(address)
    few = queries(client, address)
    for number in range(3):
        measured(shared_world, opened(shared_world, reference=f"C{number + 1}"))
    assert queries(client, address) == few <= 28


def test_a_case_from_its_opening_to_its_suspension_on_its_pages(world: World) -> None:
    rights, head, planner = (world.client(who) for who in ("human.rights", "srsg", "force.planner"))
    form = {**CASE, "owner_post_id": str(post_of(world, "adviser"))}
    bad = rights.post(reverse("records:case-new"), {**form, "owner_post_id": ""})
    assert bad.status_code == 400 and "Besh road" in bad.content.decode()
    made = rights.post(reverse("records:case-new"), form)
    assert made.status_code == 302
    page = made["Location"]
    key = page.rstrip("/").split("/")[-1]
    waiting = head.get("/").content.decode()
    assert "Due diligence to decide" in waiting and CASE["reference"] in waiting
    decide = reverse("records:case-step", args=[key, "decide"])
    yes = {"revision": 1, "decision": "mitigated", "reason": "With screening.", "next_due": today() + timedelta(60)}
    early = head.post(decide, yes)
    assert early.status_code == 400 and "there is no measure yet" in early.content.decode()
    asked = {"what": "A list of units is screened.", "owner_post_id": str(post_of(world, "force.planner"))}
    assert rights.post(reverse("records:case-step", args=[key, "measure"]), asked).status_code == 302
    far = head.post(decide, {**yes, "next_due": "2040-01-01"})
    assert far.status_code == 400 and "within a year" in far.content.decode()
    assert head.post(decide, yes).status_code == 302
    assert head.post(decide, yes).status_code == 409
    assert "mitigation not in place" in planner.get(page).content.decode()
    assert "Mitigation to put in place" in planner.get("/").content.decode()
    place = planner.get(page).content.decode().split("/measures/")[1].split("/")[0]
    since = {"revision": 1, "since": today()}
    assert planner.post(reverse("records:measure", args=[place]), since).status_code == 302
    shown = planner.get(reverse("records:cases")).content.decode()
    assert "1 of 1 in place" in shown and "approved, mitigation in place, monitoring current" in shown
    look = {"revision": 2, "finding": "lapsed", "reason": "Two units were not screened.", "next_due": today()}
    assert planner.post(reverse("records:case-step", args=[key, "look"]), look).status_code == 400
    assert rights.post(reverse("records:case-step", args=[key, "look"]), look).status_code == 302
    adviser = world.client("adviser").get("/").content.decode()
    assert "Support that stops under due diligence" in adviser and "monitoring lapsed" in adviser
    assert "Support that stops" not in planner.get("/").content.decode()
    end = {"revision": 3, "decision": "suspended", "reason": "Until the units are screened."}
    assert head.post(decide, end).status_code == 302
    assert "support suspended" in world.client("adviser").get("/").content.decode()
    assert "support suspended" in planner.get(page).content.decode()


def test_an_activity_that_names_a_case_goes_on_only_while_the_case_holds(world: World) -> None:
    case = opened(world)
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="T")
        fields = {**FUEL, "hrddp_needed": True, "hrddp_state": "approved"}
        activity = add_activity(actor=actor, strategy=strategy, fields=fields)
        assert not stopped_by_due_diligence(actor, strategy)  # as stated, where no case is named
        save_activity(actor=actor, activity=activity, version=1, fields={**fields, "hrddp_case_id": case.pk})

    def stops() -> list[str]:
        with world.acting("adviser") as actor:
            return [why for _, why in stopped_by_due_diligence(actor, strategy)]

    assert stops() == ["HRDDP/2026/014: waits for a decision"]
    measure = measured(world, case)
    decided(world, case, "mitigated")
    assert stops() == ["HRDDP/2026/014: mitigation not in place"]
    with world.acting("force.planner") as actor:
        place_measure(actor=actor, measure=measure_for(actor, measure.pk), revision=1, since=today())
    assert stops() == [] and held(world, case) == Holding.HOLDS
    page = world.client("adviser").get(reverse("strategies:activities", args=[strategy.pk])).content.decode()
    assert reverse("records:case", args=[case.pk]) in page and "monitoring current" in page
    lapse(world, case)
    assert stops() == ["HRDDP/2026/014: monitoring lapsed"]
    with world.acting("human.rights") as actor:
        found = case_for(actor, case.pk)
        look_at_case(
            actor=actor, case=found, revision=found.revision, finding="current", reason="Seen.", next_due=today()
        )
    assert stops() == []
    world.query("UPDATE strategies_strategy SET stage = 'in_force', effective_on = current_date")
    with world.acting("chief.of.staff") as actor:  # what is stated beside a case counts for nothing
        row = row_for(actor, Activity, activity.pk)
        state_due_diligence(actor=actor, activity=row, state="suspended", hrddp_case_id=case.pk)
    plan_reviews()
    assert not world.query("SELECT 1 FROM strategies_review")
    decided(world, case, "suspended")
    assert stops() == ["HRDDP/2026/014: support suspended"]
    plan_reviews()
    plan_reviews()
    assert world.query("SELECT cause FROM strategies_review") == [("support_suspended",)]


def test_an_activity_names_cases_of_its_own_room_alone(world: World) -> None:
    with world.acting("field.adviser") as actor:
        strategy = start_strategy(actor=actor, title="T")
    case = opened(world)
    assert case.compartment_id != strategy.compartment_id
    with world.acting("field.adviser") as actor:
        fields = {**FUEL, "hrddp_needed": True, "hrddp_case_id": case.pk}
        with pytest.raises(Refused, match="listed values"):
            add_activity(actor=actor, strategy=strategy, fields=fields)
        activity = add_activity(actor=actor, strategy=strategy, fields={**FUEL, "hrddp_needed": True})
        assert not holdings_of(actor, [activity])[activity.pk].holds
    with pytest.raises(ForeignKeyViolation):
        world.query("SET session_replication_role = origin")
        world.query("UPDATE strategies_activity SET hrddp_case_id = %s", [str(case.pk)])
    with pytest.raises(CheckViolation, match="case_only_where_one_is_needed"):
        not_needed = "hrddp_needed = false, hrddp_state = 'not_needed'"
        world.query(f"UPDATE strategies_activity SET {not_needed}, hrddp_case_id = %s", [str(case.pk)])
