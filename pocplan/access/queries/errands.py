"""Where the worker has something to do: keys of rooms and nothing else, for who is bound to one room at a time."""

from enum import StrEnum

from django.db import connections

from pocplan.access.router import system_alias


class Errand(StrEnum):
    """One function of the database for each, which only the worker may call."""

    OPEN_ROUNDS = "rooms_with_open_rounds"
    WAITING_IMPORTS = "rooms_with_waiting_imports"
    WAITING_EXPORTS = "rooms_with_waiting_exports"
    WAITING_RETURNS = "rooms_with_waiting_returns"
    WAITING_EVENTS = "rooms_with_waiting_events"
    STRATEGIES_IN_FORCE = "rooms_with_strategies_in_force"
    LAST_DAYS = "rooms_with_last_days"
    DUES = "rooms_with_dues"
    EVENTS = "rooms_with_events"
    MORNINGS = "rooms_with_mornings"
    MAIL = "rooms_with_mail"


def rooms_with(errand: Errand) -> list[int]:
    """The rooms where this waits to be done, in every operation."""
    with connections[system_alias()].cursor() as cursor:
        cursor.execute(f"SELECT access.{errand}()")
        return [row[0] for row in cursor.fetchall()]
