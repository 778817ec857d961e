"""The second wall on the application's side: each side has a database login of its own."""

from typing import Any

from django.conf import settings

from pocplan.access.actor import bound_actor
from pocplan.access.enums import Side

# Written whether or not the page's transaction holds: sign-in limits, sessions, the sign-in log.
OUTSIDE = ("sessions", "django_cache")


def alias_for(side: Side) -> str:
    """The connection that a hat of this side uses; only the web role has more than one."""
    if side in (Side.MISSION, Side.HUMANITARIAN) and side.value in settings.DATABASES:
        return side.value
    return "default"


def system_alias() -> str:
    """The connection of the worker; web processes have none, and no key to sign with either."""
    return "worker" if "worker" in settings.DATABASES else "default"


class SideRouter:
    """Sends every query to the connection of the bound actor, and to the neutral one otherwise."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        if model._meta.app_label in OUTSIDE:
            return "default"
        actor = bound_actor()
        return actor.alias if actor else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: object, other: object, **hints: Any) -> bool:
        return True  # one database behind all connections

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "default"
