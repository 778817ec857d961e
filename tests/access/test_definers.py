"""What runs with the seats' rights refuses whom it says, asked on the login of somebody who is bound."""

import pytest
from django.db import connections, transaction

from pocplan.access.actor import Actor
from pocplan.access.domain.rooms import Addressee, open_shared
from tests.access.test_self_appointment import refused
from tests.world import World

HOST_ONLY = (
    ("address", "%(room)s, %(owner)s, 'cluster', NULL, true"),
    ("give_seat", "%(room)s, %(post)s, true, 'why', NULL"),
    ("take_seat", "%(seat)s"),
    ("keep_discreet", "%(room)s"),
    ("end_addressing", "%(room)s, %(owner)s"),
    ("archive", "%(room)s"),
)


def call(actor: Actor, function: str, arguments: str, params: dict[str, object]) -> object:
    with connections[actor.alias].cursor() as cursor:
        cursor.execute(f"SELECT access.{function}({arguments})", params)
        return cursor.fetchone()[0]


def denied(actor: Actor, function: str, arguments: str, params: dict[str, object]) -> bool:
    return refused(actor, f"SELECT access.{function}({arguments})", params)  # type: ignore[arg-type]


def post_of(world: World, who: str) -> str:
    with world.acting(who) as actor:
        return str(actor.post_id)


@pytest.fixture
def place(world: World) -> dict[str, object]:
    """A room of the mission's in which the cluster's coordinators write too, and a seat by name in it."""
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    names: dict[str, object] = {"owner": str(cluster), "post": post_of(world, "field.adviser")}
    with world.acting("adviser") as actor:
        names["room"] = open_shared(
            actor=actor,
            label="Round",
            addressees=[
                Addressee(mission, "mission", may_write=True),
                Addressee(cluster, "cluster_lead", may_write=True),
            ],
        )
        names["seat"] = call(actor, *HOST_ONLY[1], names)
    return names


def test_only_the_host_says_who_sits_in_a_shared_room(world: World, place: dict[str, object]) -> None:
    for who in ("cluster.lead", "cluster.member", "admin", "other.lead"):
        with world.acting(who) as actor:
            let_in = [name for name, arguments in HOST_ONLY if not denied(actor, name, arguments, place)]
            assert not let_in, f"{who}: {let_in}"
    with world.acting("adviser") as actor:
        assert [name for name, arguments in HOST_ONLY if denied(actor, name, arguments, place)] == []
    with world.acting("cluster.lead") as actor:
        assert place["room"] not in actor.readable
    with world.acting("adviser") as actor:
        assert place["room"] in actor.readable - actor.writable
    assert world.query("SELECT discreet FROM access_compartment WHERE id = %s", [place["room"]]) == [(True,)]
    assert world.query("SELECT taken_at IS NOT NULL FROM access_seat WHERE id = %s", [place["seat"]]) == [(True,)]


def test_a_room_is_addressed_to_bodies_of_the_operation_and_to_no_directory(
    world: World, place: dict[str, object]
) -> None:
    foreign = str(world.owner_id("Protection Cluster Taleria"))
    standing = world.room("UNMOR", "mission")
    with world.acting("adviser") as actor:
        for owner, audience in ((foreign, "cluster"), (place["owner"], "directory"), (place["owner"], "nothing")):
            named = {**place, "owner": owner, "audience": audience}
            assert denied(actor, "address", "%(room)s, %(owner)s, %(audience)s, NULL, true", named), audience
        assert denied(actor, *HOST_ONLY[0], {**place, "room": standing}), "A standing room has no addressees."
    state = {"owner": place["owner"], "state": "deactivated"}
    world.query("UPDATE access_owner SET state = %(state)s WHERE id = %(owner)s", state)
    with world.acting("adviser") as actor:
        assert denied(actor, *HOST_ONLY[0], place), "Nothing new is shared with a body that is not active."


def test_a_seat_by_name_has_a_reason_and_a_post_that_may_sit_there(world: World, place: dict[str, object]) -> None:
    posts = {who: post_of(world, who) for who in ("admin", "other.lead")}
    with world.acting("adviser") as actor:
        for post in posts.values():
            assert denied(actor, *HOST_ONLY[1], {**place, "post": post})
        assert denied(actor, "give_seat", "%(room)s, %(post)s, true, '  ', NULL", place)
        assert not denied(actor, *HOST_ONLY[1], place)
    world.query("UPDATE access_post SET host_state = true WHERE id = %s", [place["post"]])
    with world.acting("adviser") as actor:
        assert denied(actor, *HOST_ONLY[1], place)


def test_founding_numbering_and_listing_are_for_those_whose_it_is(shared_world: World) -> None:
    mission = str(shared_world.owner_id("UNMOR"))
    names: dict[str, object] = {"room": shared_world.room("UNMOR", "mission"), "owner": mission}
    with shared_world.acting("adviser") as actor:
        names["operation"] = str(actor.operation_id)
    found = (
        ("found_owner", "gen_random_uuid(), %(operation)s, 'cluster', 'humanitarian', 'X', 'X', '{cluster}'"),
        ("found_area", "gen_random_uuid(), %(owner)s, 'X', '{mission}'"),
        ("set_owner_state", "%(owner)s, 'deactivated'"),
    )
    theirs = (
        ("next_number", "%(room)s, 'x'"),
        ("readers", "%(room)s"),
        ("directory_of", "%(owner)s"),
    )
    for who in ("cluster.lead", "other.lead"):
        with shared_world.acting(who) as actor:
            assert [name for name, arguments in (*found, *theirs) if not denied(actor, name, arguments, names)] == []
    for who in ("adviser", "admin"):
        with shared_world.acting(who) as actor:
            assert denied(actor, "found_operation", "gen_random_uuid(), 'X', 'X', 'UTC'", names)
    with shared_world.acting("adviser") as actor:
        assert [name for name, arguments in found if not denied(actor, name, arguments, names)] == []
        assert call(actor, *theirs[0], names) and call(actor, *theirs[1], names)
    with shared_world.acting("admin") as actor, transaction.atomic(using=actor.alias):
        assert [name for name, arguments in found if denied(actor, name, arguments, names)] == []
        assert call(actor, *theirs[2], names) == shared_world.room("UNMOR", "directory")
        assert [name for name, arguments in theirs[:2] if not denied(actor, name, arguments, names)] == []
        transaction.set_rollback(True, using=actor.alias)
