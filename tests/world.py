"""The cast, and ways to act as one of them, on the database of the test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg2
from django.db import connections
from django.test import Client

from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as, as_account, as_system
from pocplan.access.queries.hats import Hat, hats_of_bound_account
from pocplan.accounts.models import User
from pocplan.dev import testing


def point_connections_at(name: str | None) -> None:
    """Every alias of this process works on the database `name` from now on; None leaves them closed."""
    for alias in connections:
        connection = connections[alias]
        connection.close()
        connection.settings_dict["NAME"] = name or "no_database_outside_a_fixture"


class World:
    """One database with the cast in it. People are named by their demo accounts, e.g. "cluster.lead"."""

    def __init__(self, name: str) -> None:
        self.name = name

    def user(self, who: str) -> User:
        return User.objects.get(username=who)

    def hats(self, who: str) -> list[Hat]:
        with as_account(self.user(who).pk):
            return hats_of_bound_account("en")

    def hat(self, who: str, title: str = "") -> Hat:
        """The hat of this person whose English title has `title` in it, or the first."""
        return next(hat for hat in self.hats(who) if title in hat.title)

    @contextmanager
    def acting(self, who: str, title: str = "") -> Iterator[Actor]:
        """Act as this person, under the hat with this title."""
        hat = self.hat(who, title)
        with acting_as(hat.incumbency_id, side=hat.side) as actor:
            yield actor

    @contextmanager
    def system(self, room: int, purpose: str) -> Iterator[Actor]:
        with as_system(room, purpose=purpose) as actor:
            yield actor

    def client(self, who: str, title: str = "", language: str = "en") -> Client:
        """A signed-in browser of this person under one hat."""
        client = Client(headers={"accept-language": language})
        client.force_login(self.user(who))
        if title:
            session = client.session
            session["hat"] = str(self.hat(who, title).incumbency_id)
            session.save()
        return client

    def query(self, sql: str, params: Any = None) -> list[Any]:
        """Look behind the walls as the superuser of the throw-away server; for planting and checking only."""
        with self._superuser.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall() if cursor.description else []

    def owner_id(self, short: str) -> UUID:
        return UUID(self.query("SELECT id::text FROM access_owner WHERE short = %s", [short])[0][0])

    def room(self, short: str, audience: str, area: str = "") -> int:
        """The key of a room: the owner's short name, the audience and the area's name."""
        found = self.query(
            "SELECT c.id FROM access_compartment c JOIN access_owner o ON o.id = c.owner_id"
            " LEFT JOIN access_area a ON a.id = c.area_id"
            " WHERE o.short = %s AND c.audience = %s AND coalesce(a.name, '') = %s",
            [short, audience, area],
        )
        return int(found[0][0])

    def set_clock(self, moment: str | None) -> None:
        """Turn the database's clock, e.g. "2026-12-01T08:00:00Z"; None puts the real one back."""
        value = "pg_catalog.now()" if moment is None else f"timestamptz '{moment}'"
        self.query(
            "CREATE OR REPLACE FUNCTION access.clock() RETURNS timestamptz LANGUAGE sql STABLE"
            f" SET search_path = pg_catalog, pg_temp AS $$ SELECT {value} $$"
        )

    def environment(self, role: str) -> dict[str, str]:
        """For a real process (worker, beat, web) that works on this database."""
        return {**os.environ, **testing.environment(self.name, role=role)}

    def close(self) -> None:
        """Let go of the database, which can then be copied."""
        if "_superuser" in self.__dict__:
            self.__dict__.pop("_superuser").close()

    @cached_property
    def _superuser(self) -> Any:
        connection = psycopg2.connect(testing.superuser_dsn(self.name))
        connection.autocommit = True
        # Planting goes round triggers too, which know no superuser either.
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        return connection
