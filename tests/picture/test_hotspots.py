"""The life of a hotspot: listing, reviewing, verifying, delisting; what the clock says; who does what about it."""

from datetime import date, timedelta
from typing import Any

import pytest

from picture.domain import hotspots as verbs
from picture.domain.efforts import add_effort, move_effort
from picture.enums.hotspots import Standing
from picture.models import Hotspot
from picture.queries import hotspots as asked
from picture.queries.freshness import STALE_AFTER, having, standing
from picture.queries.matrix_items import flashpoints_gone_stale
from pocplan.access.clock import today
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Post
from tests.picture.stage import group, proposed, room_of_kind
from tests.ui.test_calendar import made, read
from tests.world import World

CAMPS = {"place_said": "Tuleni east camps", "priority": "high", "phase": "prevention", "sector": "Tuleni Plains"}


def listed(world: World, who: str = "adviser", audience: str = "mission", **values: Any) -> Hotspot:
    with world.acting(who) as actor:
        return verbs.list_hotspot(actor=actor, room=room_of_kind(actor, audience), **{**CAMPS, **values})


def again(actor: Any, spot: Hotspot) -> Hotspot:
    return asked.hotspot_for(actor, spot.pk)


def seen_last(world: World, spot: Hotspot, days: int, **marks: int) -> None:
    """Turn the row's own days back."""
    columns = "".join(f", {name} = access.clock()::date - {back}" for name, back in marks.items())
    world.query(
        f"UPDATE picture_hotspot SET reviewed_on = access.clock()::date - {days}{columns} WHERE id = %s", [str(spot.pk)]
    )


def test_a_life_is_kept_step_by_step(world: World) -> None:
    threat, elsewhere = proposed(world, audience="mission"), proposed(world, "police.planner", "police")
    with world.acting("police.planner") as actor, pytest.raises(Refused, match="listed values"):
        # A threat of another room, even one's own, is not known where the matrix is read.
        room = room_of_kind(actor, "mission")
        verbs.list_hotspot(actor=actor, room=room, threats=[elsewhere.pk], **CAMPS)
    with world.acting("adviser") as actor:
        room = room_of_kind(actor, "mission")
        spot = verbs.list_hotspot(actor=actor, room=room, threats=[threat.pk], **CAMPS)
        assert (spot.number, spot.reviewed_on, spot.verified_on) == (1, today(), None)
        assert [one.pk for one in asked.threats_at(actor, [spot])[spot.pk]] == [threat.pk]
        verbs.change_hotspot(
            actor=actor, hotspot=spot, revision=1, reason="Two attacks.", **{**CAMPS, "priority": "critical"}
        )
        with pytest.raises(Conflict, match="while you wrote"):
            verbs.review_hotspot(actor=actor, hotspot=again(actor, spot), revision=1, trend="worse")
        with pytest.raises(Refused, match="Nothing was changed"):
            verbs.change_hotspot(
                actor=actor, hotspot=again(actor, spot), revision=2, reason="x", **{**CAMPS, "priority": "critical"}
            )
        verbs.review_hotspot(actor=actor, hotspot=again(actor, spot), revision=2, trend="worse")
        with pytest.raises(Refused, match="future"):
            verbs.verify_hotspot(
                actor=actor, hotspot=again(actor, spot), revision=3, verified_on=date(2040, 1, 1), reason="Visit."
            )
        day = today() - timedelta(days=1)
        verbs.verify_hotspot(actor=actor, hotspot=again(actor, spot), revision=3, verified_on=day, reason="Visit.")
        with pytest.raises(Refused, match="Propose its delisting first"):
            verbs.delist(actor=actor, hotspot=again(actor, spot), revision=4, reason="Over.")
        verbs.propose_delisting(actor=actor, hotspot=again(actor, spot), revision=4, reason="Calm.")
        with pytest.raises(Refused, match="cannot be empty"):
            verbs.delist(actor=actor, hotspot=again(actor, spot), revision=5, reason=" ")
        verbs.delist(actor=actor, hotspot=again(actor, spot), revision=5, reason="All went home.")
        assert not asked.matrix(actor, room.pk, {}).exists()
        assert asked.matrix(actor, room.pk, {"standing": "delisted"}).get().delisted_because == "All went home."
        with pytest.raises(Refused, match="delisted"):
            verbs.note_alert(actor=actor, hotspot=again(actor, spot), revision=6, reason="Shots.")
        verbs.relist(actor=actor, hotspot=again(actor, spot), revision=6, reason="They came back.")
        steps = {one.kind: one for one in asked.steps_of(actor, spot)}
        assert set(steps) == {"listed", "priority", "reviewed", "verified", "proposed", "delisted", "relisted"}
        assert steps["priority"].fields == [["priority", "high", "critical"]]
        assert (steps["priority"].by, steps["priority"].reason) == ("Senior PoC Adviser", "Two attacks.")
        assert asked.changed_since_last_week(actor, room.pk).count() == 7
        assert again(actor, spot).verified_on == day
    with pytest.raises(Exception, match="append"):
        world.query("SET session_replication_role = origin")
        world.query("UPDATE picture_hotspotchange SET reason = 'other'")


@pytest.mark.parametrize(
    ("days", "marks", "said"),
    [
        (13, {}, Standing.FRESH),
        (14, {}, Standing.STALE),
        (29, {"alerted_on": 1}, Standing.STALE),
        (30, {}, Standing.TO_DELIST),
        (30, {"no_access_on": 31}, Standing.TO_DELIST),
        (30, {"no_access_on": 30}, Standing.ESCALATED),
        (45, {"alerted_on": 2}, Standing.ESCALATED),
    ],
)
def test_the_clock_says_what_is_stale_and_the_database_says_the_same(
    shared_world: World, days: int, marks: dict[str, int], said: Standing
) -> None:
    spot = listed(shared_world)
    seen_last(shared_world, spot, days, **marks)
    with shared_world.acting("adviser") as actor:
        assert standing(again(actor, spot), today()) == said
        rows = asked.matrix(actor, spot.compartment_id, {}).filter(pk=spot.pk)
        assert [one for one in Standing if rows.filter(having(one, today())).exists()] == [said]
        assert asked.gone_stale(actor).filter(pk=spot.pk).exists() == (said != Standing.FRESH)


def test_what_is_escalated_is_reviewed_and_not_delisted(world: World) -> None:
    spot = listed(world)
    seen_last(world, spot, 40)
    with world.acting("adviser") as actor:
        verbs.note_no_access(actor=actor, hotspot=again(actor, spot), revision=1, reason="The road is cut.")
        with pytest.raises(Refused, match="Review it first"):
            verbs.delist(actor=actor, hotspot=again(actor, spot), revision=2, reason="Nothing heard.")
    seen_last(world, spot, 40, no_access_on=50)
    with world.acting("adviser") as actor:
        # The clock proposes; nobody has to.
        verbs.delist(actor=actor, hotspot=again(actor, spot), revision=2, reason="Nothing heard.")


def test_each_matrix_is_its_rooms_own_and_a_shared_one_names_bodies(world: World) -> None:
    group(world)
    own, shared = listed(world, "force.planner", "force"), listed(world, audience="shared")
    with world.acting("cluster.lead") as actor:
        with pytest.raises(Hotspot.DoesNotExist):
            again(actor, own)
        assert asked.steps_of(actor, shared).get().by == "United Mission in Orvane"
        with pytest.raises(Refused, match="mission’s own"):
            add_effort(actor=actor, hotspot=again(actor, shared), component="military", what="Patrol", due_on=today())
    with world.acting("observer") as actor, pytest.raises(Hotspot.DoesNotExist):
        again(actor, shared)
    with world.acting("civil.affairs") as actor:
        effort = add_effort(
            actor=actor, hotspot=again(actor, shared), component="civilian", what="Dialogue of elders", due_on=today()
        )
        assert (effort.owner_title, effort.owner_post_id) == ("United Mission in Orvane", None)
        with pytest.raises(Refused, match="read this and not write"):
            verbs.list_hotspot(actor=actor, room=own.compartment, **CAMPS)


def test_a_line_of_effort_moves_on_or_says_why_not(world: World) -> None:
    spot = listed(world)
    with world.acting("civil.affairs") as actor:
        with pytest.raises(Refused, match="between today"):
            add_effort(actor=actor, hotspot=spot, component="civilian", what="x", due_on=today() - timedelta(days=1))
        add_effort(actor=actor, hotspot=spot, component="police", what="Night patrols", due_on=today())
        effort = asked.efforts_at(actor, [spot])[spot.pk][0]
        assert (effort.state, effort.owner_title) == ("received", "Civil Affairs Officer")
        effort = asked.effort_for(actor, effort.pk)
        with pytest.raises(Refused, match="cannot be empty"):
            move_effort(actor=actor, effort=effort, revision=1, state="not_acted")
        effort = asked.effort_for(actor, effort.pk)
        move_effort(actor=actor, effort=effort, revision=1, state="not_acted", because="No fuel.")
        with pytest.raises(Conflict):
            move_effort(actor=actor, effort=effort, revision=1, state="acted")
        assert [["effort_state", "received", "not_acted"]] in [one.fields for one in asked.steps_of(actor, spot)]
    with pytest.raises(Exception, match="not_acted_with_a_reason"):
        world.query("UPDATE picture_lineofeffort SET because = ''")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"place_said": ""}, "blank"),
        ({"priority": "urgent"}, "not a valid choice"),
        ({"precision": "village"}, "not a valid choice"),
        ({"population": 6000}, "rests"),
        ({"population": -1, "population_basis": "count"}, "greater than or equal to 0"),
        ({"needed": "Mrs Delacroix must be moved."}, "seems to name a person"),
    ],
)
def test_a_hotspot_that_does_not_hold_is_refused(still_world: World, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        listed(still_world, **values)


def test_it_was_due_on_the_day_it_went_stale_and_the_calendar_says_so(world: World) -> None:
    spot = listed(world)
    seen_last(world, spot, 20)
    with world.acting("adviser") as actor:
        went = today() - timedelta(days=20 - STALE_AFTER)
        post = Post.objects.visible_to(actor).get(pk=actor.post_id)
        assert [one.due for one in flashpoints_gone_stale(actor, post)] == [went]
    assert went.isoformat() in [day for _uid, day, _words in read(made(world, "adviser"))]
