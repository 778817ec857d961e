"""The gate by itself: which doors are closed, and what the open one lets through."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.db import IntegrityError, NotSupportedError, models, transaction

from pocplan.access.binding import acting_as
from pocplan.access.errors import ClosedDoor, NotSeated, Unbound
from pocplan.access.models import Compartment, Person, Post
from pocplan.access.queries.rooms import room_of
from pocplan.dev import testing
from pocplan.people.models import AddresseeGroup
from tests.counting import statements
from tests.world import World

DOORS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "iterator": lambda rows: list(rows.iterator()),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(models.Count("id")),
    "explain": lambda rows: rows.explain(),
    "update": lambda rows: rows.update(name="x"),
    "delete": lambda rows: rows.filter(name="nobody").delete(),
    "first": lambda rows: rows.order_by("id").first(),
    "filter, then list": lambda rows: list(rows.filter(name="x")),
}


@pytest.mark.parametrize("door", [name for name in DOORS if name != "delete"])
def test_rows_are_reached_through_visible_to_alone(shared_world: World, door: str) -> None:
    with shared_world.acting("adviser") as actor:
        for rows in (AddresseeGroup.objects.all(), AddresseeGroup._default_manager.all()):
            with pytest.raises(ClosedDoor):
                DOORS[door](rows)
        if door != "update":
            DOORS[door](AddresseeGroup.objects.visible_to(actor))


def test_nobody_deletes_past_the_gate(shared_world: World) -> None:
    with shared_world.acting("adviser"), pytest.raises(ClosedDoor):
        DOORS["delete"](AddresseeGroup.objects.all())


def test_the_open_door_gives_the_same_rows_whichever_way_they_are_asked_for(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        rows = Post.objects.visible_to(actor)
        keys = {row.pk for row in rows}
        assert keys == {row.pk for row in rows.iterator()} == set(rows.values_list("pk", flat=True))
        assert len(keys) == rows.count() > 1
        again = rows.all()
        assert len(list(rows)) == len(list(again))


def test_the_gate_holds_where_row_security_does_not(shared_world: World) -> None:
    """The statement that it writes, sent by a login that no policy binds."""
    with shared_world.acting("adviser") as actor:
        rows = Post.objects.visible_to(actor).order_by("id")
        sql, params = rows.values_list("id").query.get_compiler(actor.alias).as_sql()
        keys = [str(row.pk) for row in rows]
    with closing(psycopg2.connect(testing.superuser_dsn(shared_world.name))) as connection:
        cursor = connection.cursor()
        cursor.execute(sql, params)
        assert [str(row[0]) for row in cursor.fetchall()] == keys
        cursor.execute("SELECT count(*) FROM access_post")
        assert cursor.fetchone()[0] > len(keys)


def test_one_reads_as_oneself(shared_world: World) -> None:
    hat = shared_world.hat("cluster.lead")
    with shared_world.acting("adviser") as outer:
        with acting_as(hat.incumbency_id, side=hat.side) as inner:
            with pytest.raises(Unbound):
                Post.objects.visible_to(outer)
            assert Post.objects.visible_to(inner).exists()
        with pytest.raises(Unbound):
            Post.objects.visible_to(inner)
        assert Post.objects.visible_to(outer).exists()
    with pytest.raises(Unbound):
        Post.objects.visible_to(outer)


def test_one_room_is_read_by_who_sits_there_and_nothing_is_asked_of_another(shared_world: World) -> None:
    own, other = shared_world.room("UNMOR", "mission"), shared_world.room("Protection Cluster", "cluster")
    directory = shared_world.room("UNMOR", "directory")
    hat = shared_world.hat("cluster.lead")
    with shared_world.acting("adviser") as actor:
        with statements() as asked:
            for room in (other, None, -1):
                rows = Post.objects.visible_in(actor, room)
                assert not list(rows) and not rows.exists() and not rows.count()
        assert asked == []
        assert not Post.objects.visible_in(actor, own)
        rows = Post.objects.visible_in(actor, directory)
        assert {row.pk for row in rows} == {row.pk for row in Post.objects.visible_to(actor)} != set()
        with acting_as(hat.incumbency_id, side=hat.side), pytest.raises(Unbound):
            Post.objects.visible_in(actor, directory)


def test_no_union_is_opened_as_a_whole(shared_world: World) -> None:
    both = Post.objects.all().union(Post.objects.all())
    with shared_world.acting("adviser") as actor:
        for door in (lambda: both.visible_to(actor), lambda: both.visible_in(actor, min(actor.readable))):
            with pytest.raises(NotSupportedError):
                door()


def test_the_rooms_of_many_rows_are_asked_for_once(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        rows = list(Post.objects.visible_to(actor))
        with statements() as asked:
            assert {row.compartment.audience for row in rows} == {"directory"}
        assert len(asked) == 1 < len(rows)
        assert all(row.compartment.pk == row.compartment_id for row in rows)


def test_a_room_that_is_not_read_stays_unknown_on_a_row_that_names_it(shared_world: World) -> None:
    hidden = shared_world.room("Protection Cluster", "cluster")
    with shared_world.acting("adviser"), pytest.raises(Compartment.DoesNotExist):
        Post(compartment_id=hidden).compartment  # noqa: B018


def test_rows_are_made_where_one_may_write_one_by_one_and_many_at_once(shared_world: World) -> None:
    with shared_world.acting("admin") as actor:
        person = Person.objects.visible_to(actor).first()
        fields = {"owner_id": person.owner_id, "user_id": actor.user_id, "name": "X"}
        for compartment in (shared_world.room("UNMOR", "mission"), None):
            with pytest.raises(NotSeated):
                Person.objects.create(compartment_id=compartment, **fields)
            with pytest.raises(NotSeated):
                Person.objects.bulk_create([Person(compartment_id=compartment, **fields)])
            with pytest.raises(NotSeated):
                mixed = [Person(compartment_id=one, **fields) for one in (person.compartment_id, compartment)]
                Person.objects.bulk_create(mixed)


def test_a_row_that_is_there_is_not_made_over(shared_world: World) -> None:
    """Creating adds or fails; it never changes."""
    with shared_world.acting("adviser") as actor:
        room = room_of(actor, "mission").pk
        made = AddresseeGroup.objects.create(compartment_id=room, name="First", owner_id=actor.owner_id)
        with pytest.raises(IntegrityError), transaction.atomic(using=actor.alias):
            AddresseeGroup.objects.create(id=made.pk, compartment_id=room, name="Second", owner_id=actor.owner_id)
        assert AddresseeGroup.objects.visible_to(actor).get(pk=made.pk).name == "First"
        transaction.set_rollback(True, using=actor.alias)
