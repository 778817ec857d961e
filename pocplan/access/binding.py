"""Binding: the one way to start acting. A transaction, a signed token in it, and nothing after it.

The token names who acts, the backend and the transaction's own moment, so that it opens nothing
elsewhere; the database checks the signature and asks for the seats of that moment (decisions.md 11).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from pocplan.access.actor import Actor, _current
from pocplan.access.enums import Side
from pocplan.access.errors import Unbound
from pocplan.access.router import alias_for, system_alias
from pocplan.access.signing import sign

_STANDING = (
    "SELECT coalesce(current_setting('pocplan.binding', true), ''),"
    " pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint"
)


@contextmanager
def acting_as(incumbency_id: UUID, *, side: Side | str | None = None) -> Iterator[Actor]:
    """Act as the person in this post until the block ends. Nested, it restores the former actor.

    Web processes name the side, whose login is used; a worker has one login and need not.
    Raises Unbound where the incumbency does not stand today: ended, unconfirmed, account closed.
    """
    alias = alias_for(Side(side)) if side else system_alias()
    with _bound(alias, "hat", str(incumbency_id), ""):
        actor = _read_actor(alias, incumbency_id)
        with _current_actor(actor):
            yield actor


@contextmanager
def as_system(compartment_id: int | None, *, purpose: str) -> Iterator[Actor]:
    """Act as the system in one compartment for one written purpose; the worker's and owner's door.

    `compartment_id` None is for the installation alone, before any room exists.
    """
    if not purpose or "|" in purpose:
        raise Unbound("The system says what it acts for.")
    alias = system_alias()
    rooms = frozenset() if compartment_id is None else frozenset({compartment_id})
    actor = Actor(side=Side.NEITHER, readable=rooms, writable=rooms, purpose=purpose, alias=alias)
    subject = "" if compartment_id is None else str(compartment_id)
    with _bound(alias, "system", subject, purpose), _current_actor(actor):
        yield actor


@contextmanager
def as_account(user_id: UUID) -> Iterator[None]:
    """Bind an account that wears no hat yet, only to list its hats; no guarded row is readable."""
    with _bound("default", "account", str(user_id), ""):
        yield


@contextmanager
def _bound(alias: str, kind: str, subject: str, purpose: str) -> Iterator[None]:
    """In a transaction of its own, whose end takes the binding away; within another's, the former one is put back."""
    is_own = not connections[alias].in_atomic_block
    with transaction.atomic(using=alias):
        former, pid, moment = _row(alias, _STANDING)
        _write_setting(alias, _token(alias, f"{kind}|{subject}|{purpose}|{pid}|{moment}"))
        yield
        # After an error the rollback takes the setting back as well.
        if not is_own and not connections[alias].needs_rollback:
            _write_setting(alias, former)


@contextmanager
def _current_actor(actor: Actor) -> Iterator[None]:
    mark = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(mark)


def _token(alias: str, message: str) -> str:
    key = settings.POCPLAN_SEAT_KEY_WEB if alias in _web_aliases() else settings.POCPLAN_SEAT_KEY_WORKER
    return f"{message}|{sign(bytes.fromhex(key), message)}"


def _web_aliases() -> tuple[str, ...]:
    return ("default", "mission", "humanitarian") if settings.ROLE in ("web", "test") else ()


def _read_actor(alias: str, incumbency_id: UUID) -> Actor:
    row = _row(alias, "SELECT * FROM access.who()")
    if row is None:
        raise Unbound("This appointment does not stand today.")
    post, person, user, kind, owner, area, operation, side, readable, writable = row
    return Actor(
        side=Side(side),
        readable=frozenset(readable),
        writable=frozenset(writable),
        user_id=user,
        person_id=person,
        incumbency_id=incumbency_id,
        post_id=post,
        post_kind=kind,
        owner_id=owner,
        area_id=area,
        operation_id=operation,
        alias=alias,
    )


def _row(alias: str, sql: str, params: list[Any] | None = None) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _write_setting(alias: str, value: str) -> None:
    _row(alias, "SELECT set_config('pocplan.binding', %s, true)", [value])


def refresh(actor: Actor) -> None:
    """Read the seats of the bound person again, after a verb that opened a room."""
    if actor.is_system:
        return
    now = _read_actor(actor.alias, actor.incumbency_id)
    object.__setattr__(actor, "readable", now.readable)
    object.__setattr__(actor, "writable", now.writable)
    for what in ("rooms", "seats"):
        actor.asked.pop(what, None)
