"""The state of a body: who says it, and what ends that day; and whom a head may seat of the host state."""

from typing import Any

import pytest
from django.db import connections, transaction

from pocplan.access.actor import Actor
from pocplan.access.binding import as_system
from tests.access.test_self_appointment import refused
from tests.world import World

SAY = "SELECT access.set_owner_state(%s, %s)"
EXCEPT = "SELECT access.except_host_state(%(room)s, %(post)s, true, %(why)s, NULL)"


@pytest.fixture(scope="module")
def owners(shared_world: World) -> dict[str, str]:
    rows = shared_world.query("SELECT short, id::text FROM access_owner")
    return dict(rows)


def said(actor: Actor, owner: str, state: str) -> bool:
    """Whether the database lets the actor say so; taken back in any case."""
    with transaction.atomic(using=actor.alias):
        allowed = not refused(actor, SAY, [owner, state])
        transaction.set_rollback(True, using=actor.alias)
    return allowed


@pytest.mark.parametrize(
    ("who", "short", "states"),
    [
        ("cluster.lead", "Protection Cluster", {"deactivated", "government_chaired"}),
        ("cluster.lead", "UNMOR", set()),
        ("cluster.lead", "Field Cluster East", set()),
        ("cluster.member", "Protection Cluster", set()),
        ("adviser", "UNMOR", set()),
        ("adviser", "Protection Cluster", set()),
        ("other.lead", "Protection Cluster", set()),
        ("admin", "Protection Cluster", {"active", "deactivated", "government_chaired"}),
        ("admin", "Protection Cluster Taleria", set()),
    ],
)
def test_heads_close_their_own_body_and_administrators_open_it_again(
    shared_world: World, owners: dict[str, str], who: str, short: str, states: set[str]
) -> None:
    with shared_world.acting(who) as actor:
        tried = ("active", "deactivated", "government_chaired", "asleep", "")
        assert {state for state in tried if said(actor, owners[short], state)} == states


def test_at_installation_any_state_is_said(shared_world: World, owners: dict[str, str]) -> None:
    for purpose, allowed in (("installation", True), ("reminders", False)):
        with as_system(None, purpose=purpose) as actor:
            assert said(actor, owners["UNMOR"], "active") is said(actor, owners["UNMOR"], "deactivated") is allowed


@pytest.fixture(scope="module")
def posts(shared_world: World) -> dict[str, str]:
    """Bodies of the host state, closed and of another operation, and a post that is none."""
    plant = (
        "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
        " mission_affiliated, host_state, closed_on) SELECT gen_random_uuid(), c.id, c.owner_id, 'host_state_body',"
        " 'Ministry', 'Ministère', '', '', false, %s, %s FROM access_compartment c JOIN access_owner o"
        " ON o.id = c.owner_id WHERE o.short = %s AND c.audience = 'directory' RETURNING id::text"
    )
    here, there = "Protection Cluster", "Protection Cluster Taleria"
    wanted = {
        "host": [True, None, here],
        "closed": [True, "2026-01-01", here],
        "elsewhere": [True, None, there],
        "other": [False, None, here],
    }
    return {name: shared_world.query(plant, values)[0][0] for name, values in wanted.items()}


@pytest.mark.parametrize(
    ("who", "audience", "post", "why", "allowed"),
    [
        ("cluster.lead", "cluster", "host", "Agreed", True),
        ("cluster.colead", "cluster", "host", "Agreed", True),
        ("cluster.lead", "cluster_own", "host", "Agreed", True),
        ("cluster.member", "cluster", "host", "Agreed", False),
        ("adviser", "cluster", "host", "Agreed", False),
        ("cluster.lead", "cluster", "closed", "Agreed", False),
        ("cluster.lead", "cluster", "elsewhere", "Agreed", False),
        ("cluster.lead", "cluster", "other", "Agreed", False),
        ("cluster.lead", "directory", "host", "Agreed", False),
        ("cluster.lead", "cluster", "host", "  ", False),
        ("cluster.lead", "cluster", "host", "", False),
    ],
)
def test_a_head_seats_a_body_of_the_host_state_in_a_room_of_its_own(
    shared_world: World, posts: dict[str, str], who: str, audience: str, post: str, why: str, allowed: bool
) -> None:
    room = shared_world.room("Protection Cluster", audience)
    with shared_world.acting(who) as actor, transaction.atomic(using=actor.alias):
        found = refused(actor, EXCEPT, {"room": room, "post": posts[post], "why": why})  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)
    assert found is not allowed


def test_everybody_in_the_room_is_shown_who_it_is(world: World) -> None:
    """The organisation, or the title where it has none."""
    plant = (
        "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
        " mission_affiliated, host_state) SELECT gen_random_uuid(), c.id, c.owner_id, 'host_state_body', 'Ministry',"
        " 'M', %s, '', false, true FROM access_compartment c WHERE c.id = %s RETURNING id::text"
    )
    directory = world.room("Protection Cluster", "directory")
    with world.acting("cluster.lead") as actor, connections[actor.alias].cursor() as cursor:
        for name in ("Relief Office", " "):
            post = world.query(plant, [name, directory])[0][0]
            cursor.execute(EXCEPT, {"room": _own(world), "post": post, "why": "Agreed"})
    shown = world.query("SELECT host_state_body FROM access_seat WHERE reason = 'Agreed' ORDER BY 1")
    assert [row[0] for row in shown] == ["Ministry", "Relief Office"]


def test_what_was_shared_with_a_body_ends_when_it_closes_and_nothing_else_does(
    world: World,
) -> None:
    cluster, mission = (str(world.owner_id(short)) for short in ("Protection Cluster", "UNMOR"))
    shared = world.query(
        "INSERT INTO access_compartment (id, public_id, operation_id, owner_id, audience, label, discreet)"
        " SELECT nextval('access.room_shared'), gen_random_uuid(), operation_id, id, 'shared', 'x', false"
        " FROM access_owner WHERE short = 'UNMOR' RETURNING id"
    )[0][0]
    for owner, source in ((cluster, ("Protection Cluster", "cluster")), (mission, ("UNMOR", "mission"))):
        for ended in (None, "2026-01-01"):
            world.query(
                "INSERT INTO access_addressing (id, compartment_id, source_id, owner_id, may_write, given_at, ended_at)"
                " VALUES (gen_random_uuid(), %s, %s, %s, true, now(), %s)",
                [shared, world.room(*source), owner, ended],
            )
    for who, room in (("cluster.lead", shared), ("cluster.lead", _own(world)), ("adviser", shared)):
        for taken in (None, "2026-01-01"):
            world.query(
                "INSERT INTO access_seat (id, compartment_id, post_id, may_write, reason, given_at, taken_at)"
                " SELECT gen_random_uuid(), %s, post_id, true, %s, now(), %s FROM access_incumbency WHERE id = %s",
                [room, f"{who} {room == shared}", taken, str(world.hat(who).incumbency_id)],
            )
    before = _ends(world, shared)
    with world.acting("cluster.lead") as actor:
        _say(actor, cluster, "deactivated")
    assert _state(world, cluster) == "deactivated" and _state(world, mission) == "active"
    after = _ends(world, shared)
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {(cluster, "open"), ("cluster.lead True", "open")}
    with world.acting("admin") as actor:
        _say(actor, cluster, "active")
        _say(actor, mission, "active")
    assert _state(world, cluster) == "active" and _ends(world, shared) == after


def _own(world: World) -> int:
    return world.room("Protection Cluster", "cluster")


def _say(actor: Actor, owner: str, state: str) -> None:
    with connections[actor.alias].cursor() as cursor:
        cursor.execute(SAY, [owner, state])


def _state(world: World, owner: str) -> str:
    return str(world.query("SELECT state FROM access_owner WHERE id = %s", [owner])[0][0])


def _ends(world: World, shared: int) -> dict[tuple[str, str], Any]:
    """When each planted addressing and seat ended, by whose it is and whether it had ended long ago."""
    rows = world.query(
        "SELECT owner_id::text, ended_at FROM access_addressing WHERE compartment_id = %(room)s"
        " UNION ALL SELECT reason, taken_at FROM access_seat WHERE reason ~ '(True|False)$'",
        {"room": shared},
    )
    long_ago = {(name, "long ago"): moment for name, moment in rows if moment and str(moment).startswith("2026-01-01")}
    rest = {(name, "open"): moment for name, moment in rows if not (moment and str(moment).startswith("2026-01-01"))}
    assert len(long_ago) == len(rest) == 5
    return long_ago | rest
