"""Numbers that people see, counted per room."""

from django.db import connections

from pocplan.access.actor import current_actor


def next_number(compartment_id: int, series: str) -> int:
    """The next number of a series in a room the bound actor writes in; the counter row is locked till commit."""
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute("SELECT access.next_number(%s, %s)", [compartment_id, series])
        return int(cursor.fetchone()[0])


def next_numbers(compartment_id: int, series: str, count: int) -> list[int]:
    """The next `count` numbers of a series, in one question."""
    with connections[current_actor().alias].cursor() as cursor:
        asked = "SELECT access.next_number(%s, %s) FROM generate_series(1, %s)"
        cursor.execute(asked, [compartment_id, series, count])
        return sorted(int(row[0]) for row in cursor.fetchall())
