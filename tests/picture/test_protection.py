"""Must-Should-Could: what the cluster asks, what Force and police decide, and what a must without troops needs."""

from datetime import date
from typing import Any

import pytest
from psycopg2 import IntegrityError

from picture.domain import protection as verbs
from picture.models import Feasibility, Hotspot, ProtectionPriority
from picture.queries import protection as asked
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.errors import Conflict, Refused
from tests.picture.stage import group
from tests.picture.test_hotspots import listed
from tests.world import World

WHY = {"criteria": ["imminent", "many"], "words": "Attack expected at harvest."}
COSTS = {"capacity": "One platoon.", "reserve": "None.", "consequence": "The base at the river is thinner."}
FAR = {"distance_km": 47, "travel_minutes": 300, "battalion": "BAT-4", "mgrs": "34PDM1234", "order_reference": "F-77"}


def stated(world: World, grade: str = "must") -> tuple[Hotspot, ProtectionPriority]:
    group(world)
    spot = listed(world, audience="shared")
    with world.acting("cluster.lead") as actor:
        return spot, verbs.state_priority(actor=actor, hotspot=spot, grade=grade, **WHY)


def item(actor: Actor, priority: ProtectionPriority) -> ProtectionPriority:
    return asked.priority_for(actor, priority.pk)


def step(verb: Any, actor: Actor, priority: ProtectionPriority, **values: Any) -> Any:
    now = item(actor, priority)
    return verb(actor=actor, priority=now, revision=now.revision, **values)


def test_what_was_asked_and_what_was_decided_stand_side_by_side(world: World) -> None:
    spot, priority = stated(world)
    with world.acting("adviser") as actor:
        with pytest.raises(Refused, match="coordination of a cluster"):
            verbs.state_priority(actor=actor, hotspot=spot, grade="could", **WHY)
        with pytest.raises(Refused, match="Force and police decide"):
            verbs.decide_protection(actor=actor, priority=item(actor, priority), grade="must", **COSTS)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="Force and police decide"):
        # Humanitarians do not agree deployments.
        verbs.decide_protection(actor=actor, priority=item(actor, priority), grade="must", **COSTS)
    with world.acting("force.commander") as actor:
        with pytest.raises(Refused, match="choose the reason"):
            verbs.decide_protection(actor=actor, priority=item(actor, priority), grade="should")
        with pytest.raises(Refused, match="cannot be empty"):
            verbs.decide_protection(actor=actor, priority=item(actor, priority), grade="should", reason_code="distance")
        with pytest.raises(Refused, match="what a yes rests on"):
            verbs.decide_protection(actor=actor, priority=item(actor, priority), grade="must", capacity="One platoon.")
        verbs.decide_protection(
            actor=actor,
            priority=item(actor, priority),
            grade="should",
            reason_code="distance",
            words="No road in the rains.",
            **FAR,
        )
        assert asked.feasibility_of(actor, spot).get().distance_km == 47
    with world.acting("cluster.lead") as actor:
        found = asked.items_at(actor, [spot])[spot.pk]
        assert [(one.component, one.grade, one.words) for one in found.differing] == [
            ("military", "should", "No road in the rains.")
        ]
        # What the Force knows of distance and travel time stays with the Force.
        assert not Feasibility.objects.visible_to(actor).exists()
        verbs.state_priority(actor=actor, hotspot=spot, grade="should", **WHY)
        assert not asked.items_at(actor, [spot])[spot.pk].differing
    own = listed(world, "cluster.lead", "cluster_lead")
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="shared exercise"):
        verbs.state_priority(actor=actor, hotspot=own, grade="must", **WHY)
    with world.acting("adviser") as actor:
        assert not Feasibility.objects.visible_to(actor).exists()
    with pytest.raises(IntegrityError, match="less_than_asked"):
        world.query(
            "INSERT INTO picture_protectiondecision (id, compartment_id, item_id, component, asked, grade,"
            " reason_code, words, body_name, decided_at) SELECT gen_random_uuid(), compartment_id, id, 'police',"
            " 'must', 'no', '', '', 'x', now() FROM picture_protectionpriority"
        )


def test_a_must_that_is_not_covered_is_settled_only_with_what_protects_instead(world: World) -> None:
    spot, priority = stated(world)
    with world.acting("civil.affairs") as actor:
        owner = actor.post_id
    with world.acting("adviser") as actor:
        with pytest.raises(Refused, match="not decided"):
            step(verbs.settle, actor, priority)
        with pytest.raises(Refused, match="Force Commander says"):
            step(verbs.class_coverage, actor, priority, coverage="covered")
        assert not asked.must_without_protection(actor).exists()
    with world.acting("force.commander") as actor:
        no = {"grade": "no", "reason_code": "capacity", "words": "All companies are committed."}
        verbs.decide_protection(actor=actor, priority=item(actor, priority), **no)
        step(verbs.class_coverage, actor, priority, coverage="not")
        with pytest.raises(Refused, match="settles an item"):
            step(verbs.settle, actor, priority)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="never a humanitarian"):
        step(verbs.plan_unarmed, actor, priority, unarmed=["dialogue"], words="Dialogue.", owner_post=actor.post_id)
    with world.acting("adviser") as actor:
        assert asked.must_without_protection(actor).get().pk == priority.pk
        plan = {"unarmed": ["dialogue"], "words": "Dialogue of elders each week.", "owner_post": owner}
        assert verbs.missing_for_must(item(actor, priority)) == ["unarmed", "accepted", "cleared"]
        with pytest.raises(Refused, match="settled only with"):
            step(verbs.settle, actor, priority)
        step(verbs.plan_unarmed, actor, priority, **plan)
        with pytest.raises(Refused, match="Only the post that owns it"):
            step(verbs.accept_unarmed, actor, priority)
        with pytest.raises(Refused, match="future"):
            step(verbs.record_clearance, actor, priority, reference="SC-12", cleared_on=date(2040, 1, 1))
        step(verbs.record_clearance, actor, priority, reference="SC-12", cleared_on=today())
        with pytest.raises(Refused, match="settled only with"):
            step(verbs.settle, actor, priority)
    with pytest.raises(IntegrityError, match="settled_only_if_protected"):
        world.query("UPDATE picture_protectionpriority SET settled_at = now()")
    with pytest.raises(IntegrityError, match="never_humanitarian"):
        world.query("UPDATE picture_protectionpriority SET unarmed_owner_kind = 'cluster'")
    with world.acting("civil.affairs") as actor:
        step(verbs.accept_unarmed, actor, priority)
    with world.acting("adviser") as actor:
        assert not asked.must_without_protection(actor).exists()
        step(verbs.settle, actor, priority)
        assert item(actor, priority).settled_at
    for left in ("accepted_at = NULL", "cleared_on = NULL", "unarmed_words = ''", "unarmed_owner_kind = ''"):
        with pytest.raises(IntegrityError, match="settled_only_if_protected"):
            world.query(f"UPDATE picture_protectionpriority SET {left}")
    with world.acting("force.commander") as actor:
        # Whatever changes opens it again, and the difference stays on record.
        step(verbs.class_coverage, actor, priority, coverage="partly")
        assert item(actor, priority).settled_at is None
        assert asked.items_at(actor, [spot])[spot.pk].differing
        with pytest.raises(Conflict):
            verbs.class_coverage(actor=actor, priority=item(actor, priority), revision=1, coverage="not")


def test_a_slip_of_the_pen_in_a_day_or_a_coordinate_is_said(world: World) -> None:
    spot, priority = stated(world)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="within a year") as refused:
        verbs.state_priority(actor=actor, hotspot=spot, grade="must", **WHY, ends_on=date(2040, 1, 1))
    assert refused.value.field == "ends_on"
    with world.acting("force.commander") as actor:
        for field, slip in (("uncovered_until", date(2040, 1, 1)), ("mgrs", "HELLO"), ("mgrs", "34PDM123")):
            with pytest.raises(Refused) as refused:
                verbs.note_feasibility(actor=actor, hotspot=spot, **{field: slip})
            assert refused.value.field == field
        for right in ("34pdm1234", "34P DM 1234 5678", "34PDM", "34N BG 12345 67890"):
            assert verbs.note_feasibility(actor=actor, hotspot=spot, mgrs=right).mgrs == right.upper()
    assert priority.grade == "must"
