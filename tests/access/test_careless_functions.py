"""A function with the seats' rights that asks nothing, and a right too many: what holds appointments and posts refuses
by itself.
"""

from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction

from pocplan.access.domain.appointments import create_post
from pocplan.access.models import Post
from pocplan.access.operations import role
from tests.access.test_exclusions import new_cluster, proposed
from tests.world import World


@pytest.fixture(autouse=True)
def careless(world: World) -> None:
    world.query(
        "CREATE FUNCTION access.careless(the_key uuid) RETURNS void LANGUAGE sql SECURITY DEFINER AS"
        " 'UPDATE public.access_incumbency SET confirmed_at = access.clock() WHERE id = the_key';"
        f" ALTER FUNCTION access.careless(uuid) OWNER TO {role('seats')}"
    )


def confirms(world: World, who: str, key: UUID) -> bool:
    """Whether the database lets it happen."""
    with world.acting(who) as actor:
        try:
            with transaction.atomic(using=actor.alias), connections[actor.alias].cursor() as cursor:
                cursor.execute("SELECT access.careless(%s)", [str(key)])
        except IntegrityError:
            return False
    return bool(world.query("SELECT confirmed_at IS NOT NULL FROM access_incumbency WHERE id = %s", [str(key)])[0][0])


def unconfirmed(world: World, who: str, of: str) -> UUID:
    """An appointment of a body that now has no head, as if it had been proposed by nobody in particular."""
    world.query(
        "SET session_replication_role = replica; UPDATE access_incumbency SET confirmed_at = NULL WHERE post_id IN"
        f" (SELECT p.id FROM access_post p JOIN access_owner o ON o.id = p.owner_id WHERE o.short = '{of}')"
    )
    found = world.query(
        "SELECT i.id::text FROM access_incumbency i JOIN access_post p ON p.id = i.post_id"
        " JOIN access_person n ON n.id = i.person_id JOIN accounts_user u ON u.id = n.user_id"
        " JOIN access_owner o ON o.id = p.owner_id WHERE u.username = %s AND o.short = %s",
        [who, of],
    )
    return UUID(found[0][0])


def test_a_first_head_is_confirmed_by_a_head_of_its_side_and_operation(world: World) -> None:
    incumbency = new_cluster(world)
    assert not confirms(world, "cluster.member", incumbency.pk)
    assert not confirms(world, "chief.of.staff", incumbency.pk)
    assert confirms(world, "cluster.lead", incumbency.pk)


def test_who_is_no_head_is_confirmed_by_the_own_body_alone(world: World) -> None:
    new_cluster(world)
    member = proposed(world, "ocha", "CW", "cluster_member")
    assert not confirms(world, "cluster.lead", member.pk)


def test_who_heads_nothing_confirms_nobody_in_the_own_body_either(world: World) -> None:
    member = proposed(world, "ocha", "Protection Cluster", "cluster_member")
    assert not confirms(world, "cluster.member", member.pk)
    assert confirms(world, "cluster.lead", member.pk)


def test_a_body_that_has_a_head_is_left_to_it(world: World) -> None:
    incumbency = proposed(world, "cluster.member", "Field Cluster East", "cluster_colead")
    assert not confirms(world, "cluster.lead", incumbency.pk)
    assert confirms(world, "field.cluster", incumbency.pk)


def test_neither_the_other_side_nor_another_operation_is_confirmed(world: World) -> None:
    assert not confirms(world, "cluster.lead", unconfirmed(world, "srsg", "UNMOR"))
    assert not confirms(world, "cluster.lead", unconfirmed(world, "other.lead", "Protection Cluster Taleria"))


def test_affiliation_is_said_by_a_head_of_the_body_whoever_else_may_write_in_its_directory(world: World) -> None:
    room = world.room("Protection Cluster", "directory")
    with world.acting("cluster.lead") as actor:
        post = create_post(
            actor=actor, owner_id=actor.owner_id, kind="cluster_member", title_en="Member", title_fr="Membre"
        )
    world.query("UPDATE access_seatrule SET may_write = true WHERE audience = 'directory' AND kind = 'cluster_member'")
    with world.acting("field.cluster") as actor:
        world.query(
            "INSERT INTO access_seat (id, compartment_id, post_id, may_write, reason, given_at)"
            " VALUES (gen_random_uuid(), %s, %s, true, 'x', now())",
            [room, str(actor.post_id)],
        )
    for who, allowed in (("cluster.member", False), ("field.cluster", False), ("cluster.lead", True)):
        with world.acting(who) as actor:
            assert room in actor.writable
            row = Post.objects.visible_to(actor).get(pk=post.pk)
            row.mission_affiliated = True
            try:
                with transaction.atomic(using=actor.alias):
                    row.save(update_fields=["mission_affiliated"])
            except IntegrityError:
                assert not allowed, who
            else:
                assert allowed, who
