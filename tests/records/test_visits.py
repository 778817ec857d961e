"""Joint missions: planned, each side speaking for itself, findings that name nobody, actions on Today."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from psycopg2.errors import CheckViolation

from pocplan.access.clock import today
from pocplan.access.errors import Conflict, Refused
from pocplan.access.queries.rooms import room_of
from records.domain.actions import add_action, end_action
from records.domain.visits import add_finding, add_participant, call_off, end_participation, hold_visit, plan_visit
from records.models import Visit
from records.queries.actions import actions_to_end
from records.queries.visits import action_for, part_for, visit_for
from tests.counting import queries
from tests.picture.stage import group, public_id
from tests.records.test_cases import post_of
from tests.world import World

VISIT = {"objective": "See how families who fled Besh live at the crossing.", "place_said": "Hesk Crossing"}


def planned(world: World, who: str = "adviser", room: int = 0, days: int = 0, **values: str) -> Visit:
    """In the mission's own room, or in the one with this key."""
    with world.acting(who) as actor:
        found = room_of(actor, "mission") if not room else next(one for one in [room_at(room)])
        first = today() + timedelta(days)
        return plan_visit(actor=actor, room=found, starts_on=first, **{**VISIT, "precision": "about", **values})


def room_at(key: int) -> Any:
    from pocplan.access.models import Compartment

    return Compartment.objects.get(pk=key)


def sent(client: Client, name: str, args: list[Any], values: dict[str, Any], status: int = 302) -> str:
    answer = client.post(reverse(f"records:{name}", args=args), values)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_other_sides_and_operations_find_no_joint_mission_of_the_mission(shared_world: World) -> None:
    visit = planned(shared_world)
    room = public_id(shared_world, visit.compartment_id)
    addresses = [
        reverse("records:visit", args=[visit.pk]),
        reverse("records:step", args=[visit.pk, "part"]),
        f"{reverse('records:list')}?room={room}",
        f"{reverse('records:new')}?room={room}",
    ]
    for who in ("cluster.member", "cluster.lead", "observer", "other.adviser", "agency.rep"):
        client = shared_world.client(who)
        for address in addresses:
            assert client.get(address).status_code == 404, (who, address)
        assert VISIT["place_said"] not in client.get(reverse("records:list")).content.decode()
    # Only of the whole mission's room: the sector's own is not the planner's of headquarters to leave out.
    assert shared_world.client("force.planner").get(addresses[0]).status_code == 200


def test_an_action_is_ended_by_its_post_with_a_reason_where_it_was_not_done(shared_world: World) -> None:
    visit = planned(shared_world)
    owner = post_of(shared_world, "civil.affairs")
    with shared_world.acting("adviser") as actor:
        found = visit_for(actor, visit.pk)
        with pytest.raises(Refused, match="listed posts"):
            add_action(actor=actor, visit=found, what="Mend the lamps.", due_on=today())
        with pytest.raises(Refused, match="two years"):
            add_action(actor=actor, visit=found, what="Mend.", due_on=today() - timedelta(1), owner_post_id=owner)
        with pytest.raises(Refused, match="nobody tasks them"):
            what = "The Force Commander tasks the NGOs to distribute food."
            add_action(actor=actor, visit=found, what=what, due_on=today(), owner_post_id=owner)
        action = add_action(actor=actor, visit=found, what="Mend the lamps.", due_on=today(), owner_post_id=owner)
    with shared_world.acting("force.planner") as actor, pytest.raises(Refused, match="post"):
        end_action(actor=actor, action=action_for(actor, action.pk), revision=1, state="done")
    with shared_world.acting("civil.affairs") as actor:
        from pocplan.access.models import Post

        post = Post.objects.visible_to(actor).get(pk=actor.post_id)
        assert [one.title for one in actions_to_end(actor, post)] == ["Mend the lamps."]
        found_action = action_for(actor, action.pk)
        with pytest.raises(Refused, match="empty"):
            end_action(actor=actor, action=found_action, revision=1, state="not_done")
        with pytest.raises(Conflict):
            end_action(actor=actor, action=found_action, revision=7, state="done")
        end_action(actor=actor, action=found_action, revision=1, state="not_done", answer="The road is under water.")
        assert not list(actions_to_end(actor, post))
    with pytest.raises(CheckViolation, match="not_done_with_a_reason"):
        shared_world.query("UPDATE records_action SET answer = '' WHERE id = %s", [str(action.pk)])


def test_a_joint_mission_is_held_on_its_day_and_called_off_with_a_reason(shared_world: World) -> None:
    later, now_on = planned(shared_world, days=3), planned(shared_world)
    with shared_world.acting("adviser") as actor:
        with pytest.raises(Refused, match="not come"):
            hold_visit(actor=actor, visit=visit_for(actor, later.pk), revision=1)
        with pytest.raises(Refused, match="empty"):
            call_off(actor=actor, visit=visit_for(actor, later.pk), revision=1, because=" ")
        call_off(actor=actor, visit=visit_for(actor, later.pk), revision=1, because="The bridge is down.")
        with pytest.raises(Refused, match="called off"):
            add_finding(actor=actor, visit=visit_for(actor, later.pk), what="Nothing.", attribution="none")
        found = visit_for(actor, now_on.pk)
        with pytest.raises(Refused, match="who took part"):
            hold_visit(actor=actor, visit=found, revision=1)
        add_participant(actor=actor, visit=found, kind="civilian", name="Civil affairs")
        hold_visit(actor=actor, visit=found, revision=1)
        with pytest.raises(Refused, match="no longer"):
            add_participant(actor=actor, visit=visit_for(actor, now_on.pk), kind="police", name="UNPOL")
        for first, last in ((None, None), (today() + timedelta(9000), None), (today(), today() - timedelta(1))):
            with pytest.raises(Refused, match="day"):
                plan_visit(
                    actor=actor, room=found.compartment, starts_on=first, ends_on=last, **VISIT, precision="about"
                )


def test_the_list_asks_as_often_for_many_as_for_one(shared_world: World) -> None:
    client = shared_world.client("force.planner")
    address = reverse("records:list")
    planned(shared_world)
    client.get(address)
    few = queries(client, address)
    for _ in range(3):
        planned(shared_world)
    assert queries(client, address) == few <= 28


def test_both_sides_plan_and_tell_each_other_in_a_shared_room(world: World) -> None:
    key = group(world)
    room = public_id(world, key)
    adviser, lead = world.client("adviser"), world.client("cluster.lead")
    form = {**VISIT, "precision": "about", "starts_on": today()}
    bad = adviser.post(
        f"{reverse('records:new')}?room={room}", {**form, "objective": "Call her on +236 70 12 34 56, the witness."}
    )
    assert bad.status_code == 400 and "Hesk Crossing" in bad.content.decode()
    assert adviser.post(f"{reverse('records:new')}?room={room}", form).status_code == 302
    visit = world.query("SELECT id FROM records_visit")[0][0]
    sent(adviser, "step", [visit, "part"], {"kind": "civilian", "name": "Civil affairs"})
    assert (
        "humanitarian"
        not in adviser.get(reverse("records:step", args=[visit, "part"]))
        .content.decode()
        .split("<select")[1]
        .split("</select>")[0]
    )
    sent(adviser, "step", [visit, "part"], {"kind": "humanitarian", "name": "Karuna"}, 400)
    sent(lead, "step", [visit, "part"], {"kind": "military", "name": "Battalion"}, 400)
    sent(lead, "step", [visit, "part"], {"kind": "humanitarian", "name": "Karuna"})
    part = world.query("SELECT id FROM records_participant WHERE kind = 'humanitarian'")[0][0]
    with world.acting("adviser") as actor, pytest.raises(Refused, match="body that it belongs to"):
        end_participation(actor=actor, participant=part_for(actor, part))
    with world.acting("adviser") as actor, pytest.raises(Refused, match="humanitarians choose"):
        add_finding(actor=actor, visit=visit_for(actor, visit), what="Wells are dry.", attribution="organisation")
    sent(lead, "step", [visit, "finding"], {"what": "Wells are dry since May.", "attribution": "organisation"})
    sent(lead, "step", [visit, "action"], {"what": "Ask the members for water points.", "due_on": today()})
    seen = adviser.get(reverse("records:visit", args=[visit])).content.decode()
    for said in ("Wells are dry since May.", "a humanitarian organisation", "Takes part under its own decision."):
        assert said in seen
    assert (
        "Cluster Coordinator" not in seen
        and "Senior PoC Adviser" not in lead.get(reverse("records:visit", args=[visit])).content.decode()
    )
    action = world.query("SELECT id FROM records_action")[0][0]
    sent(adviser, "action", [action], {"revision": 1, "state": "done"}, 400)  # it is the cluster's own
    assert "Ask the members" in lead.get("/").content.decode()
    assert "Ask the members" not in adviser.get("/").content.decode()
    sent(lead, "action", [action], {"revision": 1, "state": "done", "answer": "They were asked."})
    sent(lead, "part", [part], {})
    assert "Karuna" not in lead.get(reverse("records:visit", args=[visit])).content.decode().split("<aside")[1]
