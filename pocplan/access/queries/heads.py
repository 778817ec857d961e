"""The heads of all chains of the journal, for the system when it audits."""

from datetime import date

from django.db import connections

from pocplan.access.actor import current_actor


def heads_of_the_day() -> tuple[date | None, list[str]]:
    """The day and one line for each room: its public id, how many entries, and the last one's digest.

    The day is None where nothing was journalled yet. The database refuses whoever is not bound to audit.
    """
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute("SELECT day, room::text, sequence, digest FROM access.heads_of_the_day()")
        rows = cursor.fetchall()
    return rows[0][0] if rows else None, [f"{room} {sequence} {digest}" for _, room, sequence, digest in rows]
