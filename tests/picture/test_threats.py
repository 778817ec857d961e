"""The life of a threat and of an armed actor, how a threat is known, and what is copied to a group."""

from datetime import date
from typing import Any

import pytest

from missions.queries.calendar import begun, not_over
from picture.domain.actors import change_armed_actor, end_armed_actor, enter_armed_actor
from picture.domain.groups import open_group
from picture.domain.sharing import share_threat
from picture.domain.sources import add_threat_source, judge_threat, take_back_threat_source
from picture.domain.threats import change_threat, close_threat, propose_threat, reopen_threat, take_up_threat
from picture.models import ArmedActor, Threat, ThreatChange, ThreatSource
from picture.queries.threats import account_of, changes_of, threat_for, threats_in
from pocplan.access.actor import Actor
from pocplan.access.errors import Conflict, NotSeated, Refused
from tests.picture.stage import TITLE, group, proposed, room_of_kind
from tests.world import World

ROAD = {"title": TITLE, "risks": ["attacks", "movement"], "types": ["killing"]}


def entered(actor: Actor, audience: str = "mission", **values: Any) -> ArmedActor:
    room = room_of_kind(actor, audience)
    given = {"name": "Ridge Front", "kind": "armed_group", "relation": "opposed", **values}
    return enter_armed_actor(actor=actor, room=room, **given)


def again(actor: Actor, threat: Threat) -> Threat:
    return threat_for(actor, threat.pk)


def test_a_life_is_kept_step_by_step(world: World) -> None:
    with world.acting("adviser") as actor:
        threat = propose_threat(actor=actor, room=room_of_kind(actor, "mission"), **ROAD)
        change_threat(actor=actor, threat=again(actor, threat), revision=1, reason="More is known.",
                      **{**ROAD, "intent": "To close the market."})  # fmt: skip
        with pytest.raises(Conflict, match="while you wrote"):
            take_up_threat(actor=actor, threat=again(actor, threat), revision=1)
        take_up_threat(actor=actor, threat=again(actor, threat), revision=2)
        with pytest.raises(Refused, match="cannot be empty"):
            close_threat(actor=actor, threat=again(actor, threat), revision=3, because="ended", reason=" ")
        close_threat(actor=actor, threat=again(actor, threat), revision=3, because="ended", reason="They left.")
        assert not threats_in(actor, threat.compartment_id, {}).exists()
        with pytest.raises(Refused, match="Open it again"):
            change_threat(actor=actor, threat=again(actor, threat), revision=4, reason="x", **ROAD)
        reopen_threat(actor=actor, threat=again(actor, threat), revision=4, reason="They came back.")
        assert again(actor, threat).cycle == 2
        steps = list(changes_of(actor, threat))
        assert {step.kind for step in steps} == {"proposed", "changed", "current", "closed", "reopened"}
        assert {step.by for step in steps} == {"Senior PoC Adviser"}
        changed = next(step for step in steps if step.kind == "changed")
        assert changed.fields == [["intent", "", "To close the market."]]
    with pytest.raises(Exception, match="append"):
        world.query("SET session_replication_role = origin")
        world.query("UPDATE picture_threatchange SET reason = 'other'")


def test_the_state_as_a_threat_asks_what_the_mission_does(world: World) -> None:
    group(world)
    with world.acting("cluster.lead") as actor:
        state = entered(actor, "cluster_lead", name="Interior forces", kind="state_force", relation="own")
        inside = propose_threat(actor=actor, room=room_of_kind(actor, "cluster_lead"), armed_actor=state, **ROAD)
        take_up_threat(actor=actor, threat=again(actor, inside), revision=1)
        threat = propose_threat(actor=actor, room=room_of_kind(actor, "shared"), armed_actor=state, **ROAD)
        assert (threat.actor_id, threat.actor_name, threat.actor_kind) == (None, "Interior forces", "state_force")
    with world.acting("adviser") as actor:
        with pytest.raises(Refused, match="what the mission does about it"):
            take_up_threat(actor=actor, threat=again(actor, threat), revision=1)
        answer = {**ROAD, "mission_answer": "Raised with the ministry each month."}
        kept = {"actor_name": "Interior forces", "actor_kind": "state_force"}
        change_threat(actor=actor, threat=again(actor, threat), revision=1, reason="Answer.", **answer, **kept)
        take_up_threat(actor=actor, threat=again(actor, threat), revision=2)
        bare = {**ROAD, **kept, "mission_answer": ""}
        with pytest.raises(Refused, match="what the mission does about it"):
            change_threat(actor=actor, threat=again(actor, threat), revision=3, reason="Shorter.", **bare)
    # Across the wall a history names bodies, inside it names posts.
    by = dict(
        world.query("SELECT kind, by FROM picture_threatchange WHERE compartment_id = %s", [threat.compartment_id])
    )
    assert by["proposed"] == "Protection Cluster Orvane" and by["current"] == "United Mission in Orvane"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "blank"),
        ({"title": "x" * 201}, "200"),
        ({"risks": [], "types": []}, "at least one"),
        ({"risks": ["dragons"]}, "not a valid choice"),
        ({"state_will": "kind"}, "not a valid choice"),
        ({"history": "Mrs Delacroix was taken."}, "seems to name a person"),
        ({"coping": "They write to someone@example.org"}, "seems to name a person"),
        ({"intent": "a\u202eb"}, "not shown"),
    ],
)
def test_a_threat_that_does_not_hold_is_refused(still_world: World, values: dict[str, Any], sentence: str) -> None:
    with still_world.acting("adviser") as actor:
        with pytest.raises(Refused, match=sentence):
            propose_threat(actor=actor, room=room_of_kind(actor, "mission"), **{**ROAD, **values})
        assert not Threat.objects.visible_to(actor).exists()


def test_an_actor_is_kept_with_its_changes(world: World) -> None:
    with world.acting("human.rights") as actor:
        row = entered(actor, leverage="Elders of the valley.")
        with pytest.raises(Refused, match="Nothing was changed"):
            change_armed_actor(actor=actor, armed_actor=row, revision=1, reason="x", name="Ridge Front")
        change_armed_actor(actor=actor, armed_actor=row, revision=1, reason="It was listed.", is_listed="yes")
        with pytest.raises(Conflict):
            change_armed_actor(actor=actor, armed_actor=row, revision=1, reason="x", is_party="yes")
        with pytest.raises(Refused, match="future"):
            end_armed_actor(actor=actor, armed_actor=row, ended_on=date(2040, 1, 1), reason="x")
        end_armed_actor(actor=actor, armed_actor=row, ended_on=date(2026, 9, 1), reason="It was dissolved.")
        with pytest.raises(Refused, match="seems to name a person"):
            entered(actor, notes="Its leader, named Tomas Verlaine, is ill.")
    with world.acting("cluster.lead") as actor:
        assert not ArmedActor.objects.visible_to(actor).exists()


def test_known_by_types_and_letters_and_verified_by_a_human_rights_officer_alone(world: World) -> None:
    group(world)
    threat = proposed(world)
    with world.acting("cluster.lead") as actor:
        add_threat_source(actor=actor, threat=threat, room=threat.compartment, kind="ngo", group="a")
        for word in ("Amira", "the imam", "", "AA", "A1234"):
            with pytest.raises(Refused, match="letter"):
                add_threat_source(actor=actor, threat=threat, room=threat.compartment, kind="ngo", group=word)
        with pytest.raises(Conflict, match="already"):
            add_threat_source(actor=actor, threat=threat, room=threat.compartment, kind="ngo", group="A")
        with pytest.raises(Refused, match="human rights officer"):
            judge_threat(actor=actor, threat=threat, finding="verified")
    with world.acting("human.rights") as actor:
        own = room_of_kind(actor, "human_rights")
        add_threat_source(actor=actor, threat=threat, room=own, kind="witness", group="A")
        add_threat_source(actor=actor, threat=threat, room=own, kind="victim", group="B")
        # Three types, and two of them had it from one group: they count once.
        assert (len(account_of(actor, threat).sources), account_of(actor, threat).independent) == (3, 2)
        with pytest.raises(Refused, match="say why"):
            judge_threat(actor=actor, threat=threat, finding="verified")
        add_threat_source(actor=actor, threat=threat, room=own, kind="media", group="C")
        assert account_of(actor, threat).threshold_met
        judgement = judge_threat(actor=actor, threat=threat, finding="verified")
        assert judgement.threshold_met
    # What others read: the finding, the post and the day; of the sources only those that stand in their rooms.
    for who, sources in (("cluster.lead", 1), ("adviser", 1), ("force.planner", 1)):
        with world.acting(who) as actor:
            account = account_of(actor, threat)
            assert (len(account.sources), account.threshold_met) == (sources, False), who
            assert account.judgement == judgement
    with world.acting("human.rights") as actor:
        for source in ThreatSource.objects.visible_to(actor).filter(kind="media"):
            take_back_threat_source(actor=actor, source=source)
        assert not account_of(actor, threat).threshold_met
    for who in ("adviser", "chief.of.staff", "srsg"):
        with world.acting(who) as actor, pytest.raises(Refused, match="human rights officer"):
            judge_threat(actor=actor, threat=threat, finding="refuted", reason="No.")


def test_a_copy_goes_to_a_group_and_carries_nothing_that_was_left_out(world: World) -> None:
    room = group(world)
    with world.acting("adviser") as actor:
        row = entered(actor)
        threat = propose_threat(
            actor=actor, room=room_of_kind(actor, "mission"), armed_actor=row, **ROAD,
            intent="Known from radio.", history="Three raids since May.",
        )  # fmt: skip
        with pytest.raises(Refused, match="does not clear"):
            share_threat(actor=actor, threat=again(actor, threat), room=room_of_kind(actor, "shared"), revision=1)
    with world.acting("chief.of.staff") as actor:
        target = room_of_kind(actor, "shared")
        with pytest.raises(Conflict):
            share_threat(actor=actor, threat=again(actor, threat), room=target, revision=9)
        left_out = ["intent", "actor_name"]
        sharing = share_threat(
            actor=actor, threat=again(actor, threat), room=target, revision=1, left_out=left_out
        )  # fmt: skip
    with world.acting("cluster.lead") as actor:
        copy = Threat.objects.visible_to(actor).get()
        assert (copy.pk, copy.compartment_id, copy.number) == (sharing.copy_id, room, 1)
        assert (copy.intent, copy.actor_name, copy.actor_kind, copy.history) == ("", "", "", "Three raids since May.")
        assert ThreatChange.objects.visible_to(actor).count() == 1
    stored = world.query("SELECT to_jsonb(t)::text FROM picture_threat t WHERE compartment_id = %s", [room])[0][0]
    assert str(threat.pk) not in stored and str(row.pk) not in stored


def test_a_group_is_opened_by_few_and_never_with_who_is_not_offered(world: World) -> None:
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    with world.acting("force.planner") as actor, pytest.raises(Refused, match="PoC adviser"):
        open_group(actor=actor, title="x", bodies=[cluster])
    with world.acting("adviser") as actor:
        for bodies in ([], [mission], [world.owner_id("Protection Cluster Taleria")]):
            with pytest.raises(Refused, match="at least one"):
                open_group(actor=actor, title="x", bodies=bodies)
    with world.acting("cluster.lead") as actor:
        room = open_group(actor=actor, title="Threats that members see", bodies=[mission]).compartment_id
    for who in ("adviser", "force.planner", "human.rights", "cluster.colead"):
        with world.acting(who) as actor:
            assert room in actor.writable, who
    for who in ("cluster.member", "observer", "other.adviser", "ocha", "field.cluster"):
        with world.acting(who) as actor:
            assert room not in actor.readable, who
            with pytest.raises((NotSeated, Refused, StopIteration)):
                propose_threat(actor=actor, room=room_of_kind(actor, "shared"), **ROAD)


def test_a_day_has_begun_where_the_mission_is_before_it_has_in_utc(world: World) -> None:
    """Orvane is two hours ahead: what is entered there past midnight happened today, and UTC's day is not over."""
    world.set_clock("2026-12-01T23:30:00Z")
    with world.acting("human.rights") as actor:
        assert (not_over(actor), begun(actor)) == (date(2026, 12, 1), date(2026, 12, 2))
        first, second = entered(actor), entered(actor, name="Valley Front")
        end_armed_actor(actor=actor, armed_actor=first, ended_on=date(2026, 12, 2), reason="It was dissolved.")
        with pytest.raises(Refused, match="future"):
            end_armed_actor(actor=actor, armed_actor=second, ended_on=date(2026, 12, 3), reason="It was dissolved.")
