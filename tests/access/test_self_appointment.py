"""Nobody makes a room their own by writing posts, people or rows: the database holds it, whatever the code does."""

import pytest
from django.db import DatabaseError, connections, transaction

from pocplan.access.actor import Actor
from pocplan.access.models import Incumbency, Person, Post
from tests.world import World

PLANTED = (
    "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
    " mission_affiliated, host_state)"
    " VALUES (gen_random_uuid(), %s, %s, 'head_of_mission', 'x', 'x', '', '', false, false)"
)


def refused(actor: Actor, sql: str, params: list[object]) -> bool:
    """Whether the database refuses this statement of the bound actor's own login."""
    try:
        with transaction.atomic(using=actor.alias), connections[actor.alias].cursor() as cursor:
            cursor.execute(sql, params)
            assert cursor.rowcount, "The statement reached no row, so it proves nothing."
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("who", ["cluster.lead", "admin"])
@pytest.mark.parametrize(
    "change", ["owner_id = %(mission)s, kind = 'head_of_mission'", "owner_id = %(mission)s", "kind = 'cluster_lead'"]
)
def test_a_post_stays_the_post_that_it_is(world: World, who: str, change: str) -> None:
    mission = str(world.owner_id("UNMOR"))
    with world.acting(who) as actor:
        sql = f"UPDATE access_post SET {change} WHERE id = %(post)s"
        assert refused(actor, sql, {"mission": mission, "post": str(actor.post_id)})


@pytest.mark.parametrize("who", ["cluster.lead", "admin"])
def test_a_post_belongs_to_the_owner_of_its_directory(world: World, who: str) -> None:
    mission, directory = str(world.owner_id("UNMOR")), world.room("Protection Cluster", "directory")
    with world.acting(who) as actor:
        assert refused(actor, PLANTED, [directory, mission])


def test_nobody_takes_over_somebody_elses_name(world: World) -> None:
    """A confirmed appointment names a person, and the person an account: that stays the same account."""
    head = world.query("SELECT p.id::text FROM access_person p WHERE name = 'Aurel Tamsin'")[0][0]
    with world.acting("admin") as actor:
        change = "UPDATE access_person SET user_id = %s WHERE id = %s"
        assert refused(actor, change, [str(actor.user_id), head])


@pytest.mark.parametrize("column", ["mission_affiliated", "host_state"])
def test_only_a_head_of_the_owner_says_who_is_affiliated_or_of_the_host_state(world: World, column: str) -> None:
    post = world.query("SELECT id::text FROM access_post WHERE title_en = 'Member, Safran Relief'")[0][0]
    change = f"UPDATE access_post SET {column} = NOT {column} WHERE id = %s"
    with world.acting("admin") as actor:
        assert refused(actor, change, [post])
    with world.acting("cluster.lead") as actor:
        assert not refused(actor, change, [post])


@pytest.mark.parametrize("model", [Post, Person, Incumbency])
def test_rows_never_move_to_another_room(world: World, model: type) -> None:
    room = world.room("HCT", "directory")
    table = model._meta.db_table
    with world.acting("admin") as actor:
        row = model.objects.visible_to(actor).exclude(compartment_id=room).first()
        assert refused(actor, f"UPDATE {table} SET compartment_id = %s WHERE id = %s", [room, str(row.pk)])
        assert refused(actor, f"UPDATE {table} SET id = gen_random_uuid() WHERE id = %s", [str(row.pk)])
