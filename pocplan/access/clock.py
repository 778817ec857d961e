"""The one clock: the database's. Tests turn it by replacing `access.clock()` as the owner."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connections

from pocplan.access.actor import bound_actor


def now() -> datetime:
    """The moment of the current transaction, aware, in UTC."""
    actor = bound_actor()
    with connections[actor.alias if actor else "default"].cursor() as cursor:
        cursor.execute("SELECT access.clock()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def today(timezone: str = "UTC") -> date:
    """The calendar day in `timezone` (an IANA name)."""
    return now().astimezone(ZoneInfo(timezone)).date()
