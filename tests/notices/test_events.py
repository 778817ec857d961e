"""Events and the planner: each person is told once, and nobody reads what others are told."""

from uuid import UUID

import pytest

from pocplan.access.binding import as_system
from pocplan.access.domain.work import Work, do
from pocplan.access.errors import NotSeated
from pocplan.access.ids import new_id
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.access.queries.rooms import room_of
from pocplan.notices.domain.events import notify
from pocplan.notices.domain.planning import plan_events as plan
from pocplan.notices.models import Event, Notice
from tests.notices.stage import CODE, tell_room
from tests.world import World


def test_everybody_in_the_room_but_the_actor_is_told_once(world: World) -> None:
    tell_room(world, "adviser", "mission")
    assert plan() > 0
    assert plan() == 0
    told = world.query("SELECT person_id, count(*) FROM notices_notice GROUP BY 1")
    assert {count for _, count in told} == {1}
    with world.acting("adviser") as actor:
        assert not Notice.objects.visible_to(actor).exists()
    with world.acting("chief.of.staff") as actor:
        assert Notice.objects.visible_to(actor).get().code == CODE
    with world.acting("cluster.lead") as actor:
        assert not Notice.objects.visible_to(actor).exists()


def test_one_turn_plans_more_than_one_statement_takes(world: World) -> None:
    tell_room(world, "adviser", "mission")
    world.query(
        "INSERT INTO notices_event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).*"
        " FROM notices_event e, generate_series(1, 450)"
    )
    written = plan()
    assert rooms_with(Errand.EVENTS) == [] and written % 451 == 0 and written > 0


def test_only_the_posts_that_are_named_are_told(world: World) -> None:
    tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
    assert plan() == 1


def test_nobody_reads_an_event_but_the_planner(world: World) -> None:
    tell_room(world, "adviser", "mission")
    for who in ("adviser", "chief.of.staff"):
        with world.acting(who) as actor:
            assert not Event.objects.visible_to(actor).exists()


def test_one_reads_ones_own_notices_alone(world: World) -> None:
    tell_room(world, "adviser", "mission")
    plan()
    with world.acting("srsg") as actor:
        (own,) = Notice.objects.visible_to(actor)
        assert own.person_id == actor.person_id


def test_a_seat_that_only_reads_can_mark_as_read(world: World) -> None:
    tell_room(world, "force.planner", "force")
    plan()
    with world.acting("srsg") as actor:
        (own,) = Notice.objects.visible_to(actor)
        assert own.compartment_id not in actor.writable
        assert do(Work.MARK_READ, [own.pk]) == 1
        assert do(Work.MARK_READ, [own.pk]) == 0


def test_nobody_marks_anothers_notice(world: World) -> None:
    tell_room(world, "adviser", "mission")
    plan()
    everybodys = [UUID(str(row[0])) for row in world.query("SELECT id FROM notices_notice")]
    with world.acting("srsg"):
        assert do(Work.MARK_READ, everybodys) == 1


def test_who_may_not_write_in_a_room_tells_nobody_there(world: World) -> None:
    with world.acting("srsg") as actor, pytest.raises(NotSeated):
        room = room_of(actor, "force").pk
        notify(actor=actor, compartment_id=room, code=CODE, kind="post", subject_id=new_id())


def test_the_planner_asks_for_keys_of_rooms_alone(world: World) -> None:
    assert rooms_with(Errand.EVENTS) == []
    tell_room(world, "adviser", "mission")
    assert rooms_with(Errand.EVENTS) == [world.room("UNMOR", "mission")]
    with as_system(world.room("UNMOR", "police"), purpose="notices"):
        assert do(Work.PLAN_EVENTS) == 0
