"""The one clock: the database's. Tests turn it by replacing `access.clock()` as the owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connections

from pocplan.access.actor import bound_actor
from pocplan.access.operations import role


def now() -> datetime:
    """The moment of the current transaction, aware, in UTC; asked once while somebody is bound."""
    actor = bound_actor()
    if actor is None:
        return _moment("default")
    if "now" not in actor.asked:
        actor.asked["now"] = _moment(actor.alias)
    moment: datetime = actor.asked["now"]
    return moment


def _moment(alias: str) -> datetime:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT access.clock()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def today(timezone: str = "UTC") -> date:
    """The calendar day in `timezone` (an IANA name)."""
    return now().astimezone(ZoneInfo(timezone)).date()


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Turn the database's clock back, so that a demo has a past. The database refuses whoever does not own it.

    The clock is put right again whatever happens inside.
    """
    _turn(f"pg_catalog.now() - interval '{int(days)} days'")
    try:
        yield
    finally:
        _turn("pg_catalog.now()")


def _turn(value: str) -> None:
    if actor := bound_actor():
        actor.asked.pop("now", None)
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SET ROLE {role('seats')}")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION access.clock() RETURNS timestamptz LANGUAGE sql STABLE"
            f" SET search_path = pg_catalog, pg_temp AS $$ SELECT {value} $$"
        )
        cursor.execute("RESET ROLE")
