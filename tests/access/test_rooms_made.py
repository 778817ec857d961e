"""Rooms as they are founded, opened, addressed and closed: each row that the functions write, asked of the table."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connections, transaction
from psycopg2.extras import Json

from pocplan.access.actor import Actor
from pocplan.access.binding import as_system
from pocplan.access.domain.founding import directory_of, found_area, found_operation, found_owner, set_owner_state
from pocplan.access.domain.rooms import Addressee, address, archive, end_addressing, give_seat, open_shared, take_seat
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from tests.access.test_self_appointment import refused
from tests.world import World

RANGES = {
    ("mission", "mission"): (1, 499_999_999),
    ("humanitarian", "cluster"): (500_000_000, 999_999_999),
    ("neither", "country_team"): (1_000_000_000, 1_499_999_999),
    ("neither", "commons"): (1_000_000_000, 1_499_999_999),
    ("mission", "shared"): (1_000_000_000, 1_499_999_999),
    ("humanitarian", "commons"): (1_000_000_000, 1_499_999_999),
    ("mission", "directory"): (1_500_000_000, 1_599_999_999),
    ("humanitarian", "directory"): (1_600_000_000, 1_699_999_999),
    ("neither", "directory"): (1_700_000_000, 1_799_999_999),
}


def test_the_key_of_a_room_says_behind_which_wall_it_lies(shared_world: World) -> None:
    for (side, audience), (first, last) in RANGES.items():
        key = shared_world.query("SELECT access.new_room_key(%s, %s)", [side, audience])[0][0]
        assert first <= key <= last, (side, audience)


@pytest.fixture(scope="module")
def elsewhere(shared_world: World) -> dict[str, str]:
    """Bodies beside those of the cast: one that is closed, one that a government chairs, each with a room."""
    found = {}
    for state in ("deactivated", "government_chaired"):
        found[state] = str(uuid4())
        shared_world.query(
            "INSERT INTO access_owner (id, operation_id, kind, side, name, short, state) SELECT %s, operation_id, kind,"
            " side, %s, %s, %s FROM access_owner WHERE short = 'Protection Cluster'",
            [found[state], state, state, state],
        )
        shared_world.query(
            "INSERT INTO access_compartment (id, public_id, operation_id, owner_id, audience, label, discreet) SELECT"
            " nextval('access.room_humanitarian'), gen_random_uuid(), operation_id, id, 'cluster', 'x', false"
            " FROM access_owner WHERE id = %s",
            [found[state]],
        )
    return found


def _addressee(owner: str, audience: str, area: str | None = None) -> dict[str, Any]:
    return {"owner": owner, "audience": audience, "area": area, "may_write": True}


def test_rooms_are_shared_with_standing_rooms_of_active_bodies(shared_world: World, elsewhere: dict[str, str]) -> None:
    world = shared_world
    cluster, mission = str(world.owner_id("Protection Cluster")), str(world.owner_id("UNMOR"))
    area, room = world.query(
        "SELECT area_id::text, audience FROM access_compartment WHERE owner_id = %s AND area_id IS NOT NULL LIMIT 1",
        [mission],
    )[0]
    cases = [
        (_addressee(cluster, "cluster"), True),
        (_addressee(cluster, "cluster_lead"), True),
        (_addressee(mission, room, area), True),
        (_addressee(cluster, "cluster", area), False),
        (_addressee(mission, room, str(uuid4())), False),
        (_addressee(cluster, "mission"), False),
        (_addressee(cluster, "directory"), False),
        (_addressee(mission, "shared"), False),
        (_addressee(mission, "commons"), False),
        (_addressee(str(world.owner_id("Protection Cluster Taleria")), "cluster"), False),
        (_addressee(str(uuid4()), "cluster"), False),
        (_addressee(elsewhere["deactivated"], "cluster"), False),
        (_addressee(elsewhere["government_chaired"], "cluster"), False),
    ]
    with world.acting("adviser") as actor:
        for one, allowed in cases:
            sql = "SELECT access.open_shared(gen_random_uuid(), 'x', %s)"
            assert refused(actor, sql, [Json([one])]) is not allowed, one
        transaction.set_rollback(True, using=actor.alias)


def test_each_operation_shares_its_own_rooms_and_says_who_cannot_be_addressed(shared_world: World) -> None:
    taleria = str(shared_world.owner_id("Protection Cluster Taleria"))
    sql = "SELECT access.open_shared(gen_random_uuid(), 'x', %s)"
    with shared_world.acting("other.adviser") as actor:
        assert not refused(actor, sql, [Json([_addressee(taleria, "cluster")])])
        transaction.set_rollback(True, using=actor.alias)
    with shared_world.acting("adviser") as actor:
        with pytest.raises(IntegrityError) as caught, transaction.atomic(using=actor.alias):
            connections[actor.alias].cursor().execute(sql, [Json([_addressee(taleria, "cluster")])])
        assert caught.value.__cause__.diag.constraint_name == "addressee_exists"  # type: ignore[union-attr]


def test_whoever_writes_nowhere_opens_no_room_and_the_system_opens_none(shared_world: World) -> None:
    sql = "SELECT access.open_shared(gen_random_uuid(), 'x', '[]')"
    with shared_world.acting("observer") as actor:
        assert not actor.writable and refused(actor, sql, [])
    with as_system(shared_world.room("UNMOR", "mission"), purpose="reminders") as actor:
        assert refused(actor, sql, [])


def test_what_is_numbered_runs_by_room_and_series(shared_world: World) -> None:
    def number(actor: Actor, room: int, series: str) -> int:
        with connections[actor.alias].cursor() as cursor:
            cursor.execute("SELECT access.next_number(%s, %s)", [room, series])
            return int(cursor.fetchone()[0])

    with shared_world.acting("adviser") as actor:
        one, other = sorted(actor.writable)[:2]
        series = (one, "a"), (one, "a"), (one, "b"), (other, "a"), (one, "a")
        assert [number(actor, *which) for which in series] == [1, 2, 1, 1, 3]
        only_read = min(actor.readable - actor.writable)
        assert refused(actor, "SELECT access.next_number(%s, 'a')", [only_read])
        transaction.set_rollback(True, using=actor.alias)


def test_an_operation_its_bodies_and_their_areas_are_founded_with_their_rooms(world: World) -> None:
    with as_system(None, purpose="installation") as actor:
        operation, commons = found_operation(actor=actor, code="NEW", country="Newland", timezone="Africa/Nairobi")
        mission = found_owner(actor=actor, operation_id=operation, kind="mission", name="New mission", short="NM")
        area = found_area(actor=actor, owner_id=mission, name="Sector A")
        directory = directory_of(actor=actor, owner_id=mission)
    founded = world.query("SELECT code, country, timezone FROM access_operation WHERE id = %s", [str(operation)])
    assert founded == [("NEW", "Newland", "Africa/Nairobi")]
    assert world.query("SELECT name, owner_id::text FROM access_area WHERE id = %s", [str(area)]) == [
        ("Sector A", str(mission))
    ]
    owner = world.query("SELECT operation_id::text, kind, side, name, state FROM access_owner WHERE short = 'NM'")
    assert owner == [(str(operation), "mission", "mission", "New mission", "active")]
    rooms = world.query(
        "SELECT id, audience, owner_id::text, area_id::text, label FROM access_compartment WHERE operation_id = %s",
        [str(operation)],
    )
    for key, audience, whose, where, label in rooms:
        assert (whose is None) == (audience == "commons") and whose in (None, str(mission))
        assert label == ("Newland" if whose is None else "NM, Sector A" if where else "NM")
        kind = {"commons": ("neither", "commons"), "directory": ("mission", "directory")}
        first, last = RANGES[kind.get(audience, ("mission", "mission"))]
        assert first <= key <= last
    assert {row[0] for row in rooms if row[1] == "directory"} == {directory}
    assert {row[0] for row in rooms if row[1] == "commons"} == {commons}
    assert {row[3] for row in rooms} == {None, str(area)}


def test_a_room_is_addressed_seated_ended_and_archived_row_by_row(world: World) -> None:
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    with world.acting("field.adviser") as guest:
        post = guest.post_id
    with world.acting("adviser") as actor:
        rooms = [
            open_shared(
                actor=actor, label=f"Round {number}", addressees=[Addressee(mission, "mission", may_write=True)]
            )
            for number in range(2)
        ]
        room, beside = rooms
    with world.acting("adviser") as actor:
        for which in rooms:
            for one in (Addressee(cluster, "cluster"), Addressee(cluster, "cluster", may_write=True)):
                address(actor=actor, room=which, addressee=one)
            address(actor=actor, room=which, addressee=Addressee(cluster, "cluster_lead", may_write=True))
        seats = [
            give_seat(actor=actor, room=which, post_id=post, may_write=write, reason="Asked")
            for which, write in ((room, True), (room, False), (beside, True))
        ]
    source, lead = world.room("Protection Cluster", "cluster"), world.room("Protection Cluster", "cluster_lead")
    wanted = {(source, cluster, False), (lead, cluster, True), (world.room("UNMOR", "mission"), mission, True)}
    assert _addressed(world, room) == _addressed(world, beside) == wanted
    with world.acting("adviser") as actor:
        end_addressing(actor=actor, room=room, owner_id=cluster)
        take_seat(actor=actor, seat_id=seats[0])
    assert _addressed(world, room) == {one for one in wanted if one[1] == mission}
    assert _addressed(world, beside) == wanted
    assert {row[0] for row in world.query("SELECT id FROM access_seat WHERE taken_at IS NOT NULL")} == {seats[0]}
    with world.acting("adviser") as actor:
        address(actor=actor, room=room, addressee=Addressee(cluster, "cluster"))
        archive(actor=actor, room=beside)
        with pytest.raises(NotSeated):
            archive(actor=actor, room=beside)
    assert (source, cluster, False) in _addressed(world, room)
    archived = world.query("SELECT id FROM access_compartment WHERE archived_at IS NOT NULL")
    assert archived == [(beside,)]
    with world.acting("adviser") as actor:
        archive(actor=actor, room=world.room("UNMOR", "mission"))
    assert world.query("SELECT id FROM access_compartment WHERE archived_at IS NOT NULL") == [(beside,)]


def test_where_posts_are_kept_is_told_to_those_who_keep_them(world: World) -> None:
    cluster = world.owner_id("Protection Cluster")
    with world.acting("cluster.lead") as actor:
        assert directory_of(actor=actor, owner_id=cluster) == world.room("Protection Cluster", "directory")
    for who in ("adviser", "cluster.member"):
        with world.acting(who) as actor, pytest.raises(NotSeated):
            directory_of(actor=actor, owner_id=cluster)


def test_who_writes_somewhere_opens_a_room_from_an_area_too_and_who_only_reads_does_not(world: World) -> None:
    addressee = Addressee(world.owner_id("UNMOR"), "mission", may_write=True)
    with world.acting("field.adviser") as actor:
        assert open_shared(actor=actor, label="East", addressees=[addressee])
    with world.acting("observer") as actor, pytest.raises(NotSeated):
        open_shared(actor=actor, label="None", addressees=[addressee])


def test_what_was_founded_or_opened_is_read_in_the_same_transaction(world: World) -> None:
    addressee = Addressee(world.owner_id("UNMOR"), "mission", may_write=True)
    with world.acting("adviser") as actor:
        room = open_shared(actor=actor, label="Round", addressees=[addressee], discreet=True)
        assert room in actor.readable and room in actor.writable
        assert Compartment.objects.get(pk=room).discreet
    with world.acting("admin") as actor:
        owner = found_owner(actor=actor, operation_id=actor.operation_id, kind="cluster", name="Cluster W", short="CW")
        assert directory_of(actor=actor, owner_id=owner) in actor.readable


def test_the_state_of_a_body_is_said_by_those_who_may(world: World) -> None:
    cluster = world.owner_id("Protection Cluster")
    with world.acting("adviser") as actor, pytest.raises(NotSeated):
        set_owner_state(actor=actor, owner_id=cluster, state="deactivated")
    with world.acting("admin") as actor:
        set_owner_state(actor=actor, owner_id=cluster, state="deactivated")
    assert world.query("SELECT short FROM access_owner WHERE state = 'deactivated'") == [("Protection Cluster",)]


def test_what_ended_keeps_the_moment_at_which_it_ended(world: World) -> None:
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    with world.acting("field.adviser") as guest:
        post = guest.post_id
    addressees = [Addressee(mission, "mission", may_write=True), Addressee(cluster, "cluster")]
    with world.acting("adviser") as actor:
        room = open_shared(actor=actor, label="Round", addressees=addressees)
    with world.acting("adviser") as actor:
        seat = give_seat(actor=actor, room=room, post_id=post, may_write=False, reason="Asked")
    moments = set()
    for _time in range(2):
        with world.acting("adviser") as actor:
            end_addressing(actor=actor, room=room, owner_id=cluster)
            take_seat(actor=actor, seat_id=seat)
        moments.add(tuple(world.query("SELECT ended_at FROM access_addressing WHERE ended_at IS NOT NULL")))
        moments.add(tuple(world.query("SELECT taken_at FROM access_seat WHERE taken_at IS NOT NULL")))
    assert [len(rows) for rows in moments] == [1]  # both ended in one transaction, and once


def _addressed(world: World, room: int) -> set[tuple[int, UUID, bool]]:
    rows = world.query(
        "SELECT source_id, owner_id::text, may_write FROM access_addressing"
        " WHERE compartment_id = %s AND ended_at IS NULL",
        [room],
    )
    assert len(rows) == len({row[0] for row in rows})
    return {(source, UUID(owner), write) for source, owner, write in rows}
