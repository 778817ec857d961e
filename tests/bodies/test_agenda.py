"""An agenda proposes what is open in the body's own room alone; words pass between bodies as copies."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bodies.domain.actions import end_action
from bodies.domain.decisions import end_decision
from bodies.domain.handing import answer_handed, hand_on
from bodies.domain.reminders import plan_dues
from bodies.models import Handed, HandedOn
from bodies.queries.agenda import proposals_for
from bodies.queries.bodies import body_for, handed_for
from bodies.queries.decisions import action_for, decision_for
from bodies.queries.handing import targets_for
from picture.queries.rooms import rooms_with_threats
from pocplan.access.clock import now, today
from pocplan.access.errors import Refused
from tests.bodies.stage import TERMS, decided, founded, given, held, prepared
from tests.bodies.test_life import read, sent
from tests.picture.stage import group, public_id
from tests.picture.test_alerts import received
from tests.picture.test_hotspots import listed, seen_last
from tests.world import World


def test_nothing_of_a_narrower_room_comes_onto_an_agenda(world: World) -> None:
    """The adviser reads the desk of the civilian component as well; those who read the agenda do not."""
    body = founded(world)
    for place, audience in (("Kelmat", "mission"), ("Dorrim", "civilian"), ("Hidden", "mission")):
        spot = listed(world, audience=audience, place_said=place, is_enclave=place == "Hidden")
        seen_last(world, spot, 20)
        received(world, audience=audience, place_said=f"{place} ford", at=now() - timedelta(hours=5))
    overdue = decided(world, held(world, body))
    action = given(world, overdue)
    world.query("UPDATE bodies_action SET due_on = %s WHERE id = %s", [today() - timedelta(days=2), str(action.pk)])
    with world.acting("adviser") as actor:
        titles = {one.title: one.key for one in proposals_for(actor, body_for(actor, body.pk))}
        reads = {room.audience for room in rooms_with_threats(actor)}
    assert "civilian" in reads and set(titles) == {
        "Kelmat",
        "Kelmat ford",
        "Hidden ford",
        "Mend the lamps",
        overdue.text,
    }
    form = read(world.client("adviser"), "meeting-new", body.pk)
    assert "Kelmat ford" in form and "Dorrim" not in form
    meeting = prepared(world, body, proposed=[titles["Kelmat"], "hotspot:of nowhere"], own="Harvest")
    sheet = read(world.client("force.planner"), "meeting", meeting.pk)
    assert "Kelmat" in sheet and "Harvest" in sheet and "Mend the lamps" not in sheet
    client = world.client("adviser")
    today_, brief = client.get("/").content.decode(), reverse("people:takeover", args=[action.owner_post_id])
    assert "Mend the lamps" in today_ and reverse("bodies:meeting", args=[meeting.pk]) in today_
    assert "Mend the lamps" in client.get(brief).content.decode()
    owed = world.client("chief.of.staff").get(reverse("leadership:rows", args=["owed"]) + "?kind=actions")
    assert "Mend the lamps" in owed.content.decode()
    assert "Mend the lamps" not in world.client("cluster.lead").get(reverse("leadership:page")).content.decode()


def test_an_action_past_its_day_goes_up_the_chain_until_it_ends(world: World) -> None:
    world.set_clock("2026-12-01T08:00:00Z")
    decision = decided(world, held(world, founded(world)))
    with world.acting("force.planner") as actor:
        owner = actor.post_id
    action = given(world, decision, owner=owner, due_on=date(2027, 1, 10))
    for day in ("01-05", "01-08", "01-12", "01-18", "02-01"):
        world.set_clock(f"2027-{day}T08:00:00Z")
        plan_dues()
        assert plan_dues() == 0
    told = world.query(
        "SELECT n.stage, u.username FROM notices_notice n JOIN accounts_user u ON u.id = n.user_id"
        " WHERE n.kind = 'action' AND n.stage <> '' ORDER BY n.at, u.username"
    )
    chain = ["force.planner", "force.commander", "srsg"]
    heights = (("before_3", 1), ("after_1", 1), ("after_7", 2), ("after_21", 3))
    assert told == [(stage, who) for stage, height in heights for who in sorted(chain[:height])]
    assert "An action is past its day" in world.client("force.commander").get("/inbox/").text
    with world.acting("force.planner") as actor:
        end_action(actor=actor, action=action_for(actor, action.pk), revision=1, state="done")
    world.set_clock("2027-03-01T08:00:00Z")
    assert plan_dues() == 0


def test_a_decision_past_its_day_goes_up_the_chain_until_it_is_carried_out(world: World) -> None:
    world.set_clock("2026-12-01T08:00:00Z")
    meeting = held(world, founded(world))
    with world.acting("force.planner") as actor:
        owner = actor.post_id
    decision = decided(world, meeting, owner=owner, due_on=date(2027, 1, 10))
    decided(world, meeting, kind="proposal", owner=owner, due_on=None, text="Move the post.")
    for day in ("01-05", "01-08", "01-18"):
        world.set_clock(f"2027-{day}T08:00:00Z")
        plan_dues()
        assert plan_dues() == 0
    told = world.query(
        "SELECT n.stage, n.code, n.subject_id::text, u.username FROM notices_notice n"
        " JOIN accounts_user u ON u.id = n.user_id"
        " WHERE n.kind = 'decision' AND n.stage <> '' ORDER BY n.at, u.username"
    )
    key = str(decision.pk)
    overdue = [("after_7", "decision_overdue", key, who) for who in ("force.commander", "force.planner")]
    assert told == [("before_3", "decision_due", key, "force.planner"), *overdue]
    assert "A decision is past its day" in world.client("force.commander").get("/inbox/").text
    with world.acting("force.planner") as actor:
        end_decision(actor=actor, decision=decision_for(actor, decision.pk), outcome="carried_out")
    world.set_clock("2027-03-01T08:00:00Z")
    assert plan_dues() == 0


def test_a_proposal_goes_up_and_a_decision_down_as_copies(world: World) -> None:
    """Up inside the room, down to the sector, and never into a room that others share."""
    group(world)
    working, senior = founded(world), founded(world, name="Senior group", level="strategic")
    shared = founded(world, audience="shared", name="Shared field body", level="field")
    with world.acting("adviser") as actor:
        east = next(one for one in rooms_with_threats(actor, to_write=True) if one.area and one.audience == "mission")
    client = world.client("adviser")
    terms = {**TERMS, "name": "Field body", "level": "field"}
    assert client.post(f"{reverse('bodies:new')}?room={public_id(world, east.pk)}", terms).status_code == 302
    proposal = decided(world, held(world, working), kind="proposal", due_on=None)
    with world.acting("adviser") as actor:
        row = decision_for(actor, proposal.pk)
        assert [one.pk for one in targets_for(actor, row)] == [senior.pk]
        hand_on(actor=actor, decision=row, target=body_for(actor, senior.pk), text="Lamps.")
        with pytest.raises(Refused, match="already"):
            hand_on(actor=actor, decision=row, target=body_for(actor, senior.pk), text="Lamps.")
        waiting = Handed.objects.visible_to(actor).get()
    meeting = held(world, senior)
    with pytest.raises(Refused, match="Nobody stands above"):
        decided(world, meeting, kind="proposal", due_on=None)
    decision = decided(world, meeting, handed=waiting.pk)
    assert "decided upon" in read(client, "handed", waiting.pk)
    page = read(client, "hand-on", decision.pk)
    assert "Field body" in page and "Sector East" in page and shared.name not in page
    target = str(world.query("SELECT id FROM bodies_body WHERE name = 'Field body'")[0][0])
    sent(client, "hand-on", [decision.pk], {"target": str(shared.pk), "text": "Lamps."}, 400)
    words = {"target": target, "text": "Lamps along the road."}
    assert "Others read in that room" in sent(client, "hand-on", [decision.pk], words, 400)
    sent(client, "hand-on", [decision.pk], {**words, "seen": "on"})
    field = world.client("field.adviser")
    assert "Lamps along the road." in read(field, "detail", target)
    assert field.get(reverse("bodies:decision", args=[decision.pk])).status_code == 404
    with world.acting("field.adviser") as actor:
        copy = Handed.objects.visible_to(actor).get()
        assert not HandedOn.objects.visible_to(actor).exists() and copy.from_name == "Senior group"
        with pytest.raises(Refused, match="Ask one of them"):
            answer_handed(actor=actor, handed=handed_for(actor, copy.pk), revision=1, answer="No lamps here.")
