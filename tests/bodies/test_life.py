"""Bodies that decide: founded, a meeting prepared and held, a decision with dissent, actions until they end."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse
from psycopg2.errors import CheckViolation

from bodies.domain.actions import add_action, end_action
from bodies.domain.bodies import add_member, found_body
from bodies.domain.decisions import dissent, end_decision
from bodies.models import Attendance, Body, Decision, DecisionEnd, Dissent, Meeting
from bodies.queries.bodies import body_for
from bodies.queries.decisions import action_for, decision_for, open_decisions
from pocplan.access.clock import today
from pocplan.access.errors import Conflict, Refused
from tests.bodies.stage import TERMS, WORDS, decided, founded, given, held, prepared
from tests.counting import queries
from tests.picture.stage import group, public_id, room_of_kind
from tests.world import World

READ = ("detail", "meeting", "decision")


def sent(client: Client, name: str, args: list[Any], values: dict[str, Any], status: int = 302) -> str:
    answer = client.post(reverse(f"bodies:{name}", args=args), values)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def read(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"bodies:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_another_side_and_another_operation_find_nothing(shared_world: World) -> None:
    body = founded(shared_world)
    meeting = held(shared_world, body)
    decision = decided(shared_world, meeting)
    action = given(shared_world, decision)
    room = public_id(shared_world, body.compartment_id)
    pages = [("detail", body), ("meeting", meeting), ("decision", decision), ("action", action)]
    pages += [("change", body), ("meeting-new", body), ("decide", meeting), ("dissent", decision)]
    for who in ("cluster.member", "cluster.lead", "observer", "other.adviser"):
        client = shared_world.client(who)
        for name, row in pages:
            address = reverse(f"bodies:{name}", args=[row.pk])
            assert client.get(address).status_code == 404
            assert name in READ or client.post(address, {}).status_code == 404
        assert client.get(f"{reverse('bodies:list')}?room={room}").status_code == 404
        assert body.name not in client.get(reverse("bodies:list")).content.decode()
        assert "Mend the lamps" not in client.get("/").content.decode()


def test_what_was_recorded_stays_as_it_was(shared_world: World) -> None:
    meeting = held(shared_world, founded(shared_world, name="Kept group"))
    decision = decided(shared_world, meeting)
    with shared_world.acting("force.planner") as actor:
        dissent(actor=actor, decision=decision_for(actor, decision.pk), words="No means for it.")
        with pytest.raises(Refused, match="Ask one of them"):
            end_decision(actor=actor, decision=decision_for(actor, decision.pk), outcome="set_aside", words="Late.")
    later = decided(shared_world, meeting, text="Patrols by day.", supersedes=decision)
    with shared_world.acting("adviser") as actor:
        assert later.pk in {one.pk for one in open_decisions(actor)} and decision.pk not in {
            one.pk for one in open_decisions(actor)
        }
        with pytest.raises(Conflict):
            end_decision(actor=actor, decision=decision_for(actor, decision.pk), outcome="carried_out")
        assert Dissent.objects.visible_to(actor).filter(decision=decision).count() == 1
    for model in (Decision, DecisionEnd, Dissent, Attendance):
        with shared_world.acting("adviser") as actor, pytest.raises(ProgrammingError, match="permission denied"):
            model.objects.visible_to(actor).update(compartment=meeting.compartment_id)
    action = given(shared_world, later)
    with pytest.raises(CheckViolation, match="action_answered_with_a_reason"):
        shared_world.query("UPDATE bodies_action SET state = 'answered', because = '' WHERE id = %s", [str(action.pk)])


def test_lists_and_pages_ask_as_often_for_many_as_for_one(shared_world: World) -> None:
    body = founded(shared_world, name="Counted group")
    client = shared_world.client("force.planner")
    meeting = held(shared_world, body)
    decision = decided(shared_world, meeting)
    given(shared_world, decision)
    room = f"?room={public_id(shared_world, body.compartment_id)}"
    pages = [reverse(f"bodies:{name}") + room for name in ("list", "decisions", "actions")]
    pages += [reverse("bodies:detail", args=[body.pk]), reverse("bodies:meeting", args=[meeting.pk])]
    pages.append(reverse("bodies:decision", args=[decision.pk]))
    for page in pages:
        client.get(page)
    few = [queries(client, page) for page in pages]
    founded(shared_world, name="Another counted group")
    prepared(shared_world, body)
    given(shared_world, decided(shared_world, meeting))
    given(shared_world, decision)
    many = [queries(client, page) for page in pages]
    assert many == few and max(few) <= 30, (few, many)


def test_a_body_is_founded_by_those_who_may(shared_world: World) -> None:
    with shared_world.acting("force.planner") as actor, pytest.raises(Refused, match="found a body"):
        found_body(actor=actor, room=room_of_kind(actor, "mission"), **TERMS)
    body = founded(shared_world, name="Working group of the mission")
    with shared_world.acting("adviser") as actor:
        room = room_of_kind(actor, "mission")
        with pytest.raises(Refused, match="stands higher"):
            found_body(actor=actor, room=room, parent=body, **{**TERMS, "level": "strategic"})
        field = found_body(actor=actor, room=room, parent=body, **{**TERMS, "level": "field", "name": "Field group"})
    assert "Field group" in read(shared_world.client("chief.of.staff"), "detail", body.pk)
    assert field.parent_id == body.pk
    chief = shared_world.client("chief.of.staff")
    assert "vacant" not in read(chief, "detail", body.pk)
    shared_world.query("UPDATE bodies_member SET post_id = gen_random_uuid() WHERE body_id = %s", [str(body.pk)])
    assert "vacant" in read(chief, "detail", body.pk)


def test_from_the_terms_of_reference_to_an_action_that_is_done(world: World) -> None:
    adviser, planner = world.client("adviser"), world.client("force.planner")
    query = f"?room={public_id(world, world.room('UNMOR', 'mission'))}"
    address = reverse("bodies:new") + query
    named = {**TERMS, "purpose": "Call the witness on +236 70 12 34 56, she saw it."}
    kept = adviser.post(address, named)
    assert kept.status_code == 400 and "Protection working group" in kept.content.decode()
    assert planner.post(address, TERMS).status_code == 400
    assert adviser.post(address, TERMS).status_code == 302
    with world.acting("adviser") as actor:
        body, post = Body.objects.visible_to(actor).get(), str(actor.post_id)
    with world.acting("force.planner") as actor:
        planned = str(actor.post_id)
    sent(adviser, "member-new", [body.pk], {"role": "chair", "post": post})
    sent(adviser, "member-new", [body.pk], {"role": "member", "post": planned})
    sent(adviser, "member-new", [body.pk], {"role": "observer", "organisation": "Committee of the Red Ribbon"})
    sent(adviser, "member-new", [body.pk], {"role": "member", "post": planned}, 409)
    day = today().isoformat()
    sent(adviser, "meeting-new", [body.pk], {"held_on": day, "own": "The market road\nThe east camps"})
    with world.acting("adviser") as actor:
        meeting = Meeting.objects.visible_to(actor).get()
    assert "The east camps" in read(planner, "meeting", meeting.pk)
    chair = str(world.query("SELECT id FROM bodies_member WHERE role = 'chair'")[0][0])
    sent(adviser, "held", [meeting.pk], {"revision": 1, "chair": chair, "present": [], "guests": "Karuna"})
    item = world.query("SELECT id FROM bodies_agendaitem WHERE position = 1")[0][0]
    sent(adviser, "minutes", [item], {"revision": 1, "minutes": "The Force explained its means."})
    sent(adviser, "minutes", [item], {"revision": 1, "minutes": "Overtaken."}, 409)
    values = {"kind": "decision", "text": WORDS, "owner": planned, "item": str(item)}
    assert "until when" in sent(adviser, "decide", [meeting.pk], values, 400)
    until = (today() + timedelta(days=3)).isoformat()
    sent(adviser, "decide", [meeting.pk], {**values, "due_on": until})
    with world.acting("adviser") as actor:
        decision = Decision.objects.visible_to(actor).get()
    assert decision.reached_by == "Senior PoC Adviser" and "Senior PoC Adviser" in decision.recorded_by
    sent(planner, "dissent", [decision.pk], {"words": "The company has no reserve."})
    sheet = read(adviser, "meeting", meeting.pk)
    for said in (WORDS, "The company has no reserve.", "Karuna", "Presence is not consent", "absent"):
        assert said in sheet
    sent(planner, "action-new", [decision.pk], {"what": "Plan the patrols", "owner": planned, "due_on": until})
    assert "Plan the patrols" in planner.get("/").content.decode()
    assert "Plan the patrols" not in adviser.get("/").content.decode()
    action = world.query("SELECT id FROM bodies_action")[0][0]
    sent(planner, "action", [action], {"revision": 1, "state": "answered", "because": ""}, 400)
    sent(planner, "action", [action], {"revision": 1, "state": "answered", "because": "The bridge is down."})
    assert "Plan the patrols" not in planner.get("/").content.decode()
    assert "The bridge is down." in read(adviser, "actions", query=f"{query}&state=all")
    sent(planner, "decision-end", [decision.pk], {"outcome": "carried_out"})
    assert "No decision stands here." in read(adviser, "decisions", query=query)


def test_nobody_tasks_a_post_of_another_side(world: World) -> None:
    group(world)
    body = founded(world, audience="shared", name="Shared group")
    with world.acting("adviser") as actor:
        cluster = world.owner_id("Protection Cluster")
        add_member(actor=actor, body=body_for(actor, body.pk), role="co_chair", owner=cluster)
        with pytest.raises(Refused, match="listed"):
            add_member(actor=actor, body=body_for(actor, body.pk), role="member", post=actor.post_id)
    with world.acting("cluster.lead") as actor:
        theirs = actor.post_id
    meeting = held(world, body)
    with pytest.raises(Refused, match="your own organisation"):
        decided(world, meeting, owner=theirs)
    ours = decided(world, meeting)
    own = decided(world, meeting, who="cluster.lead", text="The cluster maps who is where.")
    action = given(world, own, who="cluster.lead", what="Map the sites")
    page = read(world.client("adviser"), "decision", own.pk)
    assert "Protection Cluster Orvane" in page and "Cluster Coordinator" not in page and "Map the sites" in page
    with world.acting("adviser") as actor, pytest.raises(Refused, match="another organisation"):
        end_action(actor=actor, action=action_for(actor, action.pk), revision=1, state="done")
    assert "Map the sites" in world.client("cluster.lead").get("/").content.decode()
    assert "Map the sites" not in world.client("adviser").get("/").content.decode()
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="your own organisation"):
        add_action(
            actor=actor,
            decision=decision_for(actor, ours.pk),
            what="Guard",
            owner=ours.owner_post_id,
            due_on=today() + timedelta(days=2),
        )
