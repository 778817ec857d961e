"""The seats that a transaction keeps: worth nothing when forged, replayed, another's, or out of date."""

import re
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connections, transaction

from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as
from pocplan.access.domain.rooms import Addressee, end_addressing, open_shared
from pocplan.access.models import Person
from pocplan.dev import testing
from tests.world import World


def ask(actor: Actor, sql: str, params: Any = None) -> Any:
    with connections[actor.alias].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


def kept(actor: Actor) -> str:
    return str(ask(actor, "SELECT coalesce(current_setting('pocplan.seats', true), '')"))


def keep(actor: Actor, value: str) -> None:
    ask(actor, "SELECT set_config('pocplan.seats', %s, true)", [value])


def derived(actor: Actor) -> tuple[list[int], list[int]]:
    """What the two functions of the policies answer now."""
    return (
        sorted(ask(actor, "SELECT access.readable()")),
        sorted(ask(actor, "SELECT access.writable()")),
    )


def facts(actor: Actor) -> tuple[Any, ...]:
    """What the policies ask besides: the operation, the person, and whether the directory is open."""
    asked = "SELECT access.operations()::text[], access.person()::text, access.sees_directory()"
    with connections[actor.alias].cursor() as cursor:
        cursor.execute(asked)
        return tuple(cursor.fetchone())


def seats(actor: Actor) -> tuple[list[int], list[int]]:
    return sorted(actor.readable), sorted(actor.writable)


def test_what_is_kept_is_what_is_derived(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        assert kept(actor) and derived(actor) == seats(actor) and actor.readable > actor.writable
        keep(actor, "")
        assert derived(actor) == seats(actor)


@pytest.mark.parametrize("who", ["adviser", "cluster.lead", "observer"])
def test_what_else_is_kept_is_what_is_derived(who: str, shared_world: World) -> None:
    with shared_world.acting(who) as actor:
        assert facts(actor) == ([str(actor.operation_id)], str(actor.person_id), who != "observer")
        said = kept(actor)
        keep(actor, "")
        assert facts(actor) == ([str(actor.operation_id)], str(actor.person_id), who != "observer")
        assert said.split("|")[3:] == [str(actor.operation_id), str(actor.person_id), str(who != "observer").lower()]


def test_forged_facts_open_nothing(shared_world: World) -> None:
    """An observer who says of himself that the directory is open to him, or that he is somebody else."""
    with shared_world.acting("cluster.lead") as actor:
        other = kept(actor)
    with shared_world.acting("observer") as actor:
        mine, true = kept(actor), facts(actor)
        forged = (mine.removesuffix("false") + "true", mine.replace(true[1], other.split("|")[4]), other)
        for one in forged:
            assert one != mine
            keep(actor, one)
            assert facts(actor) == true
            assert shared_world.query("SELECT count(*) FROM access_person")[0][0] > 1
            assert ask(actor, "SELECT count(*) FROM access_person") == 1


def test_a_signature_read_at_another_boundary_says_nothing_new(shared_world: World) -> None:
    """The binding stands at the end of what is signed, and names backend and moment as well: one may cut there."""
    with shared_world.acting("observer") as actor:
        true, mine = facts(actor), kept(actor)
        *front, signature = ask(actor, "SELECT current_setting('pocplan.binding')").split("|")
        with pytest.raises(Exception, match="nobody is acting"), transaction.atomic(using=actor.alias):
            ask(actor, "SELECT set_config('pocplan.binding', %s, true)", [signature])
            keep(actor, "|".join([mine, *front[:3]]))
            assert (derived(actor), facts(actor)) == (seats(actor), true)
            ask(actor, "SELECT access.is_system()")


def test_forged_seats_open_nothing(shared_world: World) -> None:
    everything = shared_world.query("SELECT array_agg(id)::text FROM access_compartment")[0][0]
    with shared_world.acting("adviser") as actor:
        signature, mine, mine_too, *_ = kept(actor).split("|")
        for forged in (
            f"{signature}|{everything}|{everything}",
            f"{signature}|{mine}|{everything}",
            f"{signature}|{everything}|{mine_too}",
            f"{'0' * 64}|{everything}|{everything}",
            f"|{everything}|{everything}",
            f"{everything}|{everything}",
            "|",
        ):
            keep(actor, forged)
            assert derived(actor) == seats(actor), forged


def test_kept_seats_are_worth_nothing_in_another_transaction(shared_world: World) -> None:
    """Taken from one request and set in the next, on the same connection, together with its binding or without."""
    with shared_world.acting("cluster.lead") as actor:
        former, binding, wide = kept(actor), ask(actor, "SELECT current_setting('pocplan.binding')"), seats(actor)
    hat = shared_world.hat("cluster.member")
    with acting_as(hat.incumbency_id, side=hat.side) as actor:
        keep(actor, former)
        assert derived(actor) == seats(actor) != wide
        with pytest.raises(Exception, match="nobody is acting"), transaction.atomic(using=actor.alias):
            ask(actor, "SELECT set_config('pocplan.binding', %s, true)", [binding])
            keep(actor, former)
            ask(actor, "SELECT access.readable()")


def test_kept_seats_are_no_binding(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        for token in (kept(actor), f"seats|{kept(actor)}"):
            with pytest.raises(Exception, match="nobody is acting"), transaction.atomic(using=actor.alias):
                ask(actor, "SELECT set_config('pocplan.binding', %s, true)", [token])
                ask(actor, "SELECT access.is_system()")


def test_seats_of_another_hat_are_not_taken_over(shared_world: World) -> None:
    inner_hat, outer_hat = shared_world.hat("cluster.lead"), shared_world.hat("cluster.member")
    with acting_as(outer_hat.incumbency_id, side="humanitarian") as outer:
        with acting_as(inner_hat.incumbency_id, side="humanitarian") as inner:
            assert derived(inner) == seats(inner)
            wide = kept(inner)
        assert derived(outer) == seats(outer) != seats(inner)
        keep(outer, wide)
        assert derived(outer) == seats(outer)


def test_a_seat_that_changes_in_the_transaction_counts_at_the_next_query(world: World) -> None:
    mission = world.owner_id("UNMOR")
    with world.acting("adviser") as actor:
        before = kept(actor)
        room = open_shared(actor=actor, label="Round", addressees=[Addressee(mission, "mission", may_write=True)])
        assert room in derived(actor)[0] and room in derived(actor)[1]
        # Whoever puts the older seats back has what he had when the transaction began, and no more.
        keep(actor, before)
        assert room not in derived(actor)[0]
        keep(actor, "")
        end_addressing(actor=actor, room=room, owner_id=mission)
        assert room not in derived(actor)[0]


def test_a_rollback_takes_back_what_was_kept_after_the_change(world: World) -> None:
    mission = world.owner_id("UNMOR")
    with world.acting("adviser") as actor:
        rooms = seats(actor)
        with pytest.raises(ZeroDivisionError), transaction.atomic(using=actor.alias):
            open_shared(actor=actor, label="Round", addressees=[Addressee(mission, "mission", may_write=True)])
            raise ZeroDivisionError
        assert derived(actor) == rooms


def test_a_seat_lost_elsewhere_is_lost_in_the_next_transaction(world: World) -> None:
    hat = world.hat("adviser")
    with acting_as(hat.incumbency_id, side=hat.side) as actor:
        assert Person.objects.visible_to(actor).exists()
        world.query("UPDATE accounts_user SET is_active = false WHERE username = 'adviser'")
        keep(actor, "")
        assert derived(actor) == ([], [])
    with pytest.raises(Exception, match="does not stand"), acting_as(hat.incumbency_id, side=hat.side):
        pass


def test_a_post_closed_elsewhere_opens_no_directory_to_its_observer(world: World) -> None:
    """Seats and what is kept beside them are of one moment: older seats never meet a directory thought open."""
    with world.acting("observer") as actor:
        before, true = kept(actor), facts(actor)
        world.query("UPDATE access_post SET closed_on = current_date WHERE id = %s", [actor.post_id])
        assert facts(actor) == true and ask(actor, "SELECT count(*) FROM access_person") == 1
        keep(actor, "")
        assert derived(actor) == ([], []) and ask(actor, "SELECT count(*) FROM access_person") == 0
        keep(actor, before)
        assert facts(actor) == true and ask(actor, "SELECT count(*) FROM access_person") == 1


def test_an_observer_reads_the_posts_it_held_and_no_names_beside(world: World) -> None:
    """One post that it holds, one that it held, one that it is proposed for; a second hat changes nothing of it."""
    with world.acting("observer") as actor:
        mine, person = actor.post_id, actor.person_id
    others = world.query(
        "SELECT o.id::text FROM access_post p JOIN access_post o USING (compartment_id)"
        " WHERE p.id = %s AND o.id <> p.id ORDER BY o.title_en, o.id",
        [mine],
    )
    held, proposed = others[0][0], others[1][0]
    for post, ends, confirmed in ((held, "2026-02-01", "2026-01-01"), (proposed, None, None)):
        world.query(
            "INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, ends, acting, confirmed_at)"
            " SELECT gen_random_uuid(), compartment_id, id, %s, '2026-01-01', %s, false, %s"
            " FROM access_post WHERE id = %s",
            [person, ends, confirmed, post],
        )
    assert len(others) > 2, "Every post is this person's, so nothing was tried."
    with world.acting("observer") as actor:
        assert sorted(ask(actor, "SELECT array_agg(id::text) FROM access_post")) == sorted([str(mine), held, proposed])
        assert ask(actor, "SELECT count(*) FROM access_person") == 1
        assert ask(actor, "SELECT count(DISTINCT person_id) FROM access_incumbency") == 1


SOURCES = ("owner", "compartment", "seatrule", "seat", "addressing", "post", "person", "incumbency")


@pytest.mark.parametrize("table", [*(f"access_{name}" for name in SOURCES), "accounts_user"])
def test_whatever_seats_follow_from_makes_the_transaction_forget_them(table: str, shared_world: World) -> None:
    """As the superuser, with triggers on: only the statement matters, not who may say it."""
    column = "is_active" if table == "accounts_user" else "id"
    dsn = testing.superuser_dsn(shared_world.name)
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pocplan.seats', 'kept', true)")
        cursor.execute(f"UPDATE {table} SET {column} = {column} WHERE false")
        cursor.execute("SELECT current_setting('pocplan.seats')")
        assert cursor.fetchone() == ("",)
        connection.rollback()


def test_every_table_that_seats_follow_from_is_on_that_list(shared_world: World) -> None:
    """access_operation is only read for its key."""
    said = shared_world.query(
        "SELECT prosrc FROM pg_proc WHERE proname IN ('standing', 'seats_of') AND proowner::regrole::text = %s"
        " UNION ALL SELECT pg_get_viewdef('access.standing_today'::regclass)",
        [f"{settings.POCPLAN_DB_PREFIX}_seats"],
    )
    read = {name for (text,) in said for name in re.findall(r"\b(?:access_[a-z]+|accounts_user)\b", text)}
    assert read == {*(f"access_{name}" for name in SOURCES), "accounts_user"}
