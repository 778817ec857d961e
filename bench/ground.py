"""What every program here stands on: a copy of a database of the throw-away servers, gone at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from pocplan.dev import testing


@contextmanager
def copy_of(source: Callable[[], str]) -> Iterator[str]:
    """A copy of our own of `testing.template` or `testing.schema`; servers that did not run before are stopped."""
    was_running = testing.running().are_alive()
    testing.start()
    name = testing.clone(source())
    try:
        yield name
    finally:
        testing.drop(name)
        if not was_running:
            testing.stop()


@contextmanager
def planting(name: str) -> Iterator[Any]:
    """A cursor that no wall, trigger or foreign key holds up; what it planted is analysed at the end."""
    with closing(psycopg2.connect(testing.superuser_dsn(name))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("VACUUM ANALYZE")
