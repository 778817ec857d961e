"""Databases for tests: one template, made by the owner and seeded once, and quick copies of it.

    source = testing.template()
    name = testing.clone(source)
    ...
    testing.drop(name)

Everything happens on the throw-away servers of var/test, through the superuser's socket. Where the machine has the
room their data lies in memory and is gone when they stop; else it stays on the disk for the next run.
"""

import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from pocplan.dev import servers
from pocplan.dev.places import PROJECT, CannotStart, State
from pocplan.dev.postgres import Postgres, find_binaries
from pocplan.dev.roles import close_database, drop_database

TEMPLATE = "POCPLAN_TEST_TEMPLATE"
SCHEMA = "POCPLAN_TEST_SCHEMA"
KEPT = 4  # templates of other states of the sources, so that switching branches is quick
# What the empty database and what the seeded one are made of.
OF_THE_SCHEMA = (
    "**/migrations/*.py",
    "**/sql/*.sql",
    "pocplan/access/*.py",
    "pocplan/settings.py",
    "pocplan/dev/roles.py",
)
OF_THE_SEED = ("demo/**/*.py", "demo/**/*.json", "**/domain/**/*.py", "**/models/**/*.py", "**/enums.py")


class SetUpFailed(Exception):
    """A command that prepares the template failed; carries what it printed."""


def state() -> State:
    return State(PROJECT / "var" / "test")


@cache
def running() -> servers.Servers:
    return servers.throwaway(state())


def start() -> None:
    """Start the servers, make the roles and fill os.environ; called once, before settings are read."""
    here = running()
    here.start()
    (here.state.root / "static").mkdir(exist_ok=True)
    with here.state.locked("roles"):
        here.make_roles()
    schema = f"pocplan_schema_{_digest(OF_THE_SCHEMA)}"
    world = f"pocplan_template_{_digest((*OF_THE_SCHEMA, *OF_THE_SEED))}"
    os.environ.update(environment(world, role="test"))
    os.environ.update({TEMPLATE: world, SCHEMA: schema})
    _drop_left_behind()


def join() -> None:
    """In a worker of a run that has started: a Redis of its own, before settings are read."""
    os.environ.update(environment(os.environ[TEMPLATE], role="test"))


def stop() -> None:
    """Stop the servers of this run, or of whichever PostgreSQL an earlier one chose."""
    running().stop()
    for choice in ("system", "embedded"):
        with suppress(CannotStart):
            Postgres(state(), find_binaries(choice), throwaway=True).stop()


def environment(name: str, *, role: str) -> dict[str, str]:
    """The variables for a process of this role that works on the database `name`."""
    given = running().environment(name)
    return {
        **given,
        "REDIS_URL": f"{given['REDIS_URL']}?db={_own_redis()}",
        "POCPLAN_ROLE": role,
        "DJANGO_SETTINGS_MODULE": "pocplan.settings",
        "POCPLAN_DB_PREFIX": servers.prefix(),
        "PORT": "8000",
    }


def superuser_dsn(name: str = "postgres") -> str:
    """For planting and looking behind the walls; nothing of the product connects like this."""
    postgres = running().postgres
    assert postgres is not None
    return postgres.superuser_dsn(name)


def schema() -> str:
    """The name of a database with all migrations and the seating table, and nobody in it."""
    name = os.environ[SCHEMA]
    with state().locked("template"):
        if not _exists(name):
            _build(name, source=None, commands=[["migrate", "--verbosity", "0"], ["provision_access"]])
    return name


def template() -> str:
    """The name of the seeded database; builds it where it is missing. Raises SetUpFailed."""
    name, source = os.environ[TEMPLATE], schema()
    with state().locked("template"):
        if not _exists(name):
            _build(name, source=source, commands=[["seed_world"]] if _is_command("seed_world") else [])
    return name


def clone(source: str) -> str:
    """A fresh copy of the database `source`; a session that ends without dropping it loses it at the next start."""
    name = f"pocplan_clone_{os.getpid()}_{secrets.token_hex(4)}"
    _copy(source, name)
    return name


def drop(name: str) -> None:
    """Drop a copy, also while somebody is connected."""
    drop_database(superuser_dsn(), name)


def empty() -> str:
    """The name of a database without a table, for commands that only want to connect (makemigrations)."""
    with state().locked("template"):
        if not _exists("pocplan_empty"):
            _build("pocplan_empty", source=None, commands=[])
    return "pocplan_empty"


def manage(name: str, *arguments: str, role: str = "owner") -> None:
    """Run a management command on the database `name`. Raises SetUpFailed with what it printed."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *arguments],
        cwd=PROJECT,
        env={**os.environ, **environment(name, role=role)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SetUpFailed(f"manage.py {' '.join(arguments)} failed:\n{(done.stdout + done.stderr)[-6000:]}")


def _build(name: str, *, source: str | None, commands: list[list[str]]) -> None:
    _drop_old_templates()
    part = f"pocplan_part_{os.getpid()}"
    drop(part)
    if source is None:
        running().make_database(part)
    else:
        _copy(source, part)
    try:
        for command in commands:
            manage(part, *command)
    except SetUpFailed:
        drop(part)
        raise
    _seal(part, name)


def _seal(part: str, name: str) -> None:
    with _superuser() as connection:
        _run(connection, "ALTER DATABASE {} RENAME TO {}", part, name)
        # A connection to the template would hold up every copy.
        _run(connection, "ALTER DATABASE {} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false", name)


def _copy(source: str, name: str) -> None:
    with _superuser() as connection:
        # Whole files: a template holds still, and what is copied need not be logged.
        statement = "CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy"
        _run(connection, statement, name, source, f"{servers.prefix()}_owner")
        close_database(connection, prefix=servers.prefix(), name=name)


def _drop_old_templates() -> None:
    with _superuser() as connection:
        names = _names(
            connection,
            "SELECT datname FROM pg_database WHERE datistemplate AND datname LIKE 'pocplan%' ORDER BY oid DESC",
        )
        for name in names[KEPT:]:
            _run(connection, "ALTER DATABASE {} WITH IS_TEMPLATE false", name)
            _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _drop_left_behind() -> None:
    with _superuser() as connection:
        for name in _names(connection, "SELECT datname FROM pg_database WHERE datname ~ '^pocplan_(clone|part)_'"):
            if not _is_running(int(name.split("_")[2])):
                _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _own_redis() -> int:
    """A numbered database of Redis for each process of the tests, so that no worker hears another's bell."""
    return 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_command(name: str) -> bool:
    return any(_files((f"**/management/commands/{name}.py",)))


def _digest(patterns: Iterable[str]) -> str:
    found = hashlib.sha256(state().secrets()["seat_key_web"].encode())
    for path in sorted(set(_files(patterns))):
        found.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def _files(patterns: Iterable[str]) -> Iterable[Path]:
    for top in ("pocplan", "missions", "clusters", "picture", "records", "strategies", "bodies", "leadership", "demo"):
        for pattern in patterns:
            head, _, rest = pattern.partition("/")
            if head == "**":
                yield from (PROJECT / top).glob(pattern)
            elif head == top:
                yield from (PROJECT / top).glob(rest)


class _superuser:
    """A connection that is closed at the end; CREATE DATABASE runs outside transactions."""

    def __enter__(self) -> Connection:
        self.connection = psycopg2.connect(superuser_dsn())
        self.connection.autocommit = True
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def _exists(name: str) -> bool:
    with _superuser() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _names(connection: Connection, question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def _run(connection: Connection, statement: str, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))
