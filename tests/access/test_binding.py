"""Binding: who acts, from where, until when, and what it leaves behind."""

import hashlib
import hmac

import pytest
from django.conf import settings
from django.db import ProgrammingError, connections, transaction

from pocplan.access.actor import bound_actor, current_actor
from pocplan.access.binding import acting_as, as_account, as_system, refresh
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.errors import Unbound
from pocplan.access.queries.hats import hats_of_bound_account
from pocplan.access.queries.rooms import rooms
from tests.world import World


def ask(alias: str, sql: str, params: list[object] | None = None) -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("purpose", ["", "reminders|1", "|"])
def test_the_system_says_what_it_acts_for(shared_world: World, purpose: str) -> None:
    with pytest.raises(Unbound), as_system(shared_world.room("UNMOR", "mission"), purpose=purpose):
        pass


def test_the_system_sits_in_one_room_or_in_none(shared_world: World) -> None:
    room = shared_world.room("UNMOR", "mission")
    with as_system(room, purpose="reminders") as actor:
        assert actor.is_system and actor.readable == actor.writable == {room}
        assert ask(actor.alias, "SELECT access.readable()") == ask(actor.alias, "SELECT access.writable()") == [room]
        assert ask(actor.alias, "SELECT access.is_system()") is True
        assert len(ask(actor.alias, "SELECT access.operations()")) == 1  # type: ignore[arg-type]
        refresh(actor)
        assert actor.readable == {room}
    with as_system(None, purpose="audit") as actor:
        assert actor.readable == actor.writable == frozenset()
        assert ask(actor.alias, "SELECT access.operations()") == []


def test_nobody_acts_before_and_after(shared_world: World) -> None:
    hat = shared_world.hat("adviser")
    assert bound_actor() is None
    with shared_world.acting("cluster.lead") as outer:
        with pytest.raises(ZeroDivisionError), acting_as(hat.incumbency_id, side=hat.side) as inner:
            assert current_actor() is inner and not inner.is_system
            raise ZeroDivisionError
        assert current_actor() is outer
        assert ask(outer.alias, "SELECT access.person()::text") == str(outer.person_id)
        assert ask(outer.alias, "SELECT access.is_system()") is False
    assert bound_actor() is None
    with pytest.raises(Unbound):
        current_actor()


def test_unbound_the_migrating_role_sees_nothing_and_others_are_refused(shared_world: World) -> None:
    assert ask("owner", "SELECT access.is_system()") is False
    assert ask("owner", "SELECT access.readable()") == ask("owner", "SELECT access.operations()") == []
    for alias in ("default", "mission", "humanitarian", "worker"):
        with pytest.raises(ProgrammingError, match="nobody is acting"):
            ask(alias, "SELECT access.is_system()")


def _token(alias: str, key: str, kind: str, subject: str, parts: int = 6) -> str:
    here = ask(
        alias, "SELECT pg_backend_pid() || '|' || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint"
    )
    message = f"{kind}|{subject}|x|{here}"
    signature = hmac.new(bytes.fromhex(key), message.encode(), hashlib.sha256).hexdigest()
    return "|".join([*message.split("|"), signature, "more"][:parts])


@pytest.mark.parametrize(
    ("alias", "key", "kind", "parts", "opens"),
    [
        ("mission", "WEB", "hat", 6, True),
        ("mission", "WORKER", "hat", 6, False),
        ("mission", "WEB", "hat", 5, False),
        ("mission", "WEB", "hat", 7, False),
        ("mission", "WEB", "system", 6, False),
        ("worker", "WORKER", "system", 6, True),
        ("worker", "WORKER", "hat", 6, True),
        ("worker", "WEB", "hat", 6, False),
        ("owner", "WORKER", "system", 6, True),
        ("owner", "WEB", "system", 6, False),
    ],
)
def test_a_login_is_bound_by_its_own_key_to_what_it_may_be(
    shared_world: World, alias: str, key: str, kind: str, parts: int, opens: bool
) -> None:
    """Also whoever holds a key is held to the form, and the web's key never makes the system."""
    hat = str(shared_world.hat("adviser").incumbency_id)
    subject = hat if kind == "hat" else str(shared_world.room("UNMOR", "mission"))
    with transaction.atomic(using=alias):
        token = _token(alias, getattr(settings, f"POCPLAN_SEAT_KEY_{key}"), kind, subject, parts)
        ask(alias, "SELECT set_config('pocplan.binding', %s, true)", [token])
        if opens:
            assert ask(alias, "SELECT access.is_system()") == (kind == "system")
        else:
            with pytest.raises(ProgrammingError, match="nobody is acting"), transaction.atomic(using=alias):
                ask(alias, "SELECT access.is_system()")


def test_the_hats_of_an_account_are_told_to_that_account_alone(shared_world: World) -> None:
    with (
        shared_world.acting("adviser") as actor,
        pytest.raises(ProgrammingError, match="not an account"),
        transaction.atomic(using=actor.alias),
    ):
        ask(actor.alias, "SELECT count(*) FROM access.hats()")


def test_each_hat_names_the_country_of_its_own_operation(shared_world: World) -> None:
    told = dict(
        shared_world.query(
            "SELECT o.short, op.country FROM access_owner o JOIN access_operation op ON op.id = o.operation_id"
        )
    )
    assert len(set(told.values())) == 2
    for name in ("adviser", "other.adviser"):
        user = shared_world.query("SELECT id FROM accounts_user WHERE username = %s", [name])[0][0]
        with as_account(user):
            hats = hats_of_bound_account("en")
        assert hats and all(hat.country == told[hat.owner_short] for hat in hats)


BOUND = "SELECT current_setting('pocplan.binding', true)"


def test_within_anothers_transaction_the_former_binding_is_put_back(shared_world: World) -> None:
    with shared_world.acting("adviser") as outer:
        mine = ask(outer.alias, BOUND)
        with shared_world.acting("field.adviser") as inner:
            assert inner.alias == outer.alias and ask(inner.alias, BOUND) != mine
        assert ask(outer.alias, BOUND) == mine
        with shared_world.acting("field.adviser") as inner:
            transaction.set_rollback(True, using=inner.alias)
        assert ask(outer.alias, BOUND) == mine and current_actor() == outer
    assert ask(outer.alias, BOUND) in ("", None)


def test_what_was_asked_of_rooms_is_asked_again_once_seats_are_read_again(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        before = dict(rooms(actor))
        own = Addressee(actor.owner_id, "mission", may_write=True)
        room = open_shared(actor=actor, label="x", addressees=[own])
        assert room not in before and rooms(actor).keys() == before.keys() | {room} == actor.readable
        transaction.set_rollback(True, using=actor.alias)
