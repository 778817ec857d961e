"""The gate's answer and the database's, compared under seats that nobody thought of."""

from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import readers
from pocplan.people.models import AddresseeGroup
from tests.sweep.planting import plant, rooms
from tests.world import World

EVERYBODY = """
SELECT i.id::text, s.compartment_id, h.operation_id, bool_or(s.may_write) FROM access_incumbency i
CROSS JOIN LATERAL access.standing(i.id) h
CROSS JOIN LATERAL access.seats_of(h.post_id, h.kind, h.owner_id, h.area_id, h.affiliated, h.host_state,
                                   h.operation_id, h.owner_state) s
GROUP BY 1, 2, 3
"""
TABLE = AddresseeGroup._meta.db_table
PEOPLE = ("adviser", "sector.planner", "cluster.member", "observer", "ocha", "other.lead")
KEEPERS = [kind.value for kind in PostKind if kind not in (PostKind.ADMINISTRATOR, PostKind.HOST_STATE_BODY)]


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    plant(shared_world, rooms(shared_world), [0])
    return shared_world


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=st.sampled_from(PEOPLE),
    kind=st.sampled_from(KEEPERS),
    seats=st.lists(st.integers(0, 60), max_size=8, unique=True),
    taken=st.booleans(),
    affiliated=st.booleans(),
    host_state=st.booleans(),
    state=st.sampled_from(["active", "deactivated", "government_chaired"]),
)
def test_gate_and_database_agree(planted: World, who: str, kind: str, seats: list[int], **facts: Any) -> None:
    """Behind the gate lie the rooms that the actor reads and that its side's login may see, and no others."""
    taken, state = facts.pop("taken"), facts.pop("state")
    post = planted.query(
        "SELECT p.id::text, p.owner_id::text, p.kind, p.mission_affiliated, p.host_state FROM access_post p"
        " JOIN access_incumbency i ON i.post_id = p.id JOIN access_person n ON n.id = i.person_id"
        " JOIN accounts_user u ON u.id = n.user_id WHERE u.username = %s AND i.confirmed_at IS NOT NULL LIMIT 1",
        [who],
    )[0]
    _seat(planted, post[0], post[1], (kind, facts["affiliated"], facts["host_state"]), state)
    places = [rooms(planted)[index % len(rooms(planted))].id for index in seats]
    for place in dict.fromkeys(places):
        planted.query(
            "INSERT INTO access_seat (id, compartment_id, post_id, may_write, reason, given_at, taken_at)"
            " VALUES (gen_random_uuid(), %s, %s, true, 'test', now(), %s)",
            [place, post[0], "2026-01-01" if taken else None],
        )
    try:
        _compare(planted, who)
    finally:
        planted.query("DELETE FROM access_seat WHERE reason = 'test'")
        _seat(planted, post[0], post[1], tuple(post[2:]), "active")


def _seat(world: World, post: str, owner: str, values: tuple[Any, ...], state: str) -> None:
    world.query(
        "UPDATE access_post SET kind = %s, mission_affiliated = %s, host_state = %s WHERE id = %s", [*values, post]
    )
    world.query("UPDATE access_owner SET state = %s WHERE id = %s", [state, owner])


def _compare(world: World, who: str) -> None:
    with world.acting(who) as actor, connections[actor.alias].cursor() as cursor:
        gate = set(AddresseeGroup.objects.visible_to(actor).values_list("compartment_id", flat=True))
        cursor.execute(f"SELECT DISTINCT compartment_id FROM {TABLE}")
        assert {row[0] for row in cursor.fetchall()} == gate
        assert gate <= actor.readable
        assert actor.writable <= actor.readable
        own_side = {key for key in actor.readable if _beyond(actor.alias, key)}
        assert gate == own_side & {room.id for room in rooms(world)}
        _compare_readers(world, actor)


def _compare_readers(world: World, actor: Actor) -> None:
    """Whoever reads a room, found from the room, is whoever sits there, found from each person."""
    sit = world.query(EVERYBODY)
    known = Compartment.objects.filter(pk__any=sorted(actor.readable), discreet=False).order_by("public_id")
    for room in known[:3]:
        found = {(str(one.incumbency_id), one.may_write) for one in readers(room.pk)}
        assert found == {
            (one, writes) for one, key, place, writes in sit if (key, place) == (room.pk, room.operation_id)
        }


def _beyond(alias: str, key: int) -> bool:
    """The second wall, as a person would write it down: rooms of the other side, and its directory, do not exist."""
    mission = key < 500_000_000 or 1_500_000_000 <= key < 1_600_000_000
    humanitarian = 500_000_000 <= key < 1_000_000_000 or 1_600_000_000 <= key < 1_700_000_000
    return {"mission": not humanitarian, "humanitarian": not mission, "default": key >= 1_000_000_000}[alias]
