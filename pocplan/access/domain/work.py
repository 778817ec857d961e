"""The worker's ground: which rooms have work, by key, and the database's functions that do it there."""

from typing import Any

from django.db import connections

from pocplan.access.actor import current_actor
from pocplan.access.router import system_alias


def rooms_with(work: str) -> list[int]:
    """Keys of the rooms in which `work` waits, e.g. "mail" for access.rooms_with_mail(); the worker's alone.

    In no order that says anything; the caller binds itself to each in turn.
    """
    with connections[system_alias()].cursor() as cursor:
        cursor.execute(f"SELECT access.rooms_with_{work}()")
        return [row[0] for row in cursor.fetchall()]


def do(work: str, *values: Any) -> int:
    """Call access.<work>(…) as whoever is bound. Returns how many rows it wrote."""
    marks = ", ".join(["%s"] * len(values))
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute(f"SELECT access.{work}({marks})", values)
        return int(cursor.fetchone()[0])
