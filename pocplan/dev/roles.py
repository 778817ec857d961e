"""The database's logins. An administrator runs this once: `python -m pocplan.dev.roles`.

It needs DATABASE_SUPERUSER_URL and the DATABASE_*_URL of the installation (docs/operations.md), may be
run again at any time, and prints nothing secret.
"""

import os
import sys
from urllib.parse import unquote, urlsplit

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import encrypt_password

LOGINS = ("owner", "app", "mission", "humanitarian", "worker", "auditor")
URLS = {
    "owner": "DATABASE_OWNER_URL",
    "app": "DATABASE_URL",
    "mission": "DATABASE_MISSION_URL",
    "humanitarian": "DATABASE_HUMANITARIAN_URL",
    "worker": "DATABASE_WORKER_URL",
    "auditor": "DATABASE_AUDITOR_URL",
}
NOTHING_SPECIAL = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"
# The server's log must not hold what people wrote, also where a statement fails: the message itself quotes
# what could not be read. The code of the error stands in the log of whoever asked.
QUIET = {
    "log_min_messages": "fatal",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
PAGE = {"statement_timeout": "5s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "60s"}
LIMITS = {
    "owner": {"lock_timeout": "10s"},
    "app": PAGE,
    "mission": PAGE,
    "humanitarian": PAGE,
    "worker": {"statement_timeout": "60s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "120s"},
    "auditor": {"statement_timeout": "10min", "lock_timeout": "3s", "default_transaction_read_only": "on"},
}


def ensure_roles(superuser_dsn: str, *, prefix: str, passwords: dict[str, str]) -> None:
    """Make or mend the roles `<prefix>_…`: none of them special, each with its limits."""
    connection = _open(superuser_dsn)
    try:
        _ensure_role(connection, f"{prefix}_seats", "NOLOGIN")
        for name in LOGINS:
            role = f"{prefix}_{name}"
            # The owner may hand functions to the seats role, and must not read with its rights.
            _ensure_role(connection, role, "LOGIN NOINHERIT" if name == "owner" else "LOGIN")
            _set_password(connection, role, passwords[name])
            _set_options(connection, role, {**QUIET, **LIMITS[name]})
        _run(connection, "REVOKE {} FROM {}", f"{prefix}_seats", f"{prefix}_owner")
        _run(connection, "GRANT {} TO {}", f"{prefix}_seats", f"{prefix}_owner")
    finally:
        connection.close()


def ensure_database(superuser_dsn: str, *, prefix: str, name: str) -> None:
    """Make the database where it is missing, and close it to everybody but our roles."""
    connection = _open(superuser_dsn)
    try:
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            _run(connection, "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", name, f"{prefix}_owner")
        close_database(connection, prefix=prefix, name=name)
    finally:
        connection.close()


def drop_database(superuser_dsn: str, name: str) -> None:
    """Drop it, also while somebody is connected."""
    connection = _open(superuser_dsn)
    try:
        _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    finally:
        connection.close()


def close_database(connection: Connection, *, prefix: str, name: str) -> None:
    """Rights of the database itself; a copy made from a template does not inherit them."""
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
    for login in LOGINS:
        _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", name, f"{prefix}_{login}")


def close_schema(superuser_dsn: str, *, prefix: str) -> None:
    """Inside the database: schema public belongs to the owner, nobody else makes anything in it."""
    connection = _open(superuser_dsn)
    try:
        _run(connection, "ALTER SCHEMA public OWNER TO {}", f"{prefix}_owner")
        _run(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for name in (*LOGINS, "seats"):
            _run(connection, "GRANT USAGE ON SCHEMA public TO {}", f"{prefix}_{name}")
    finally:
        connection.close()


def _ensure_role(connection: Connection, role: str, login: str) -> None:
    if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        _run(connection, f"CREATE ROLE {{}} {login}", role)
    _run(connection, f"ALTER ROLE {{}} {login} {NOTHING_SPECIAL}", role)


def _set_password(connection: Connection, role: str, password: str) -> None:
    # The server gets the verifier only, so neither its log nor its statistics can keep the password.
    verifier = encrypt_password(password, role, scope=connection, algorithm="scram-sha-256")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier)))


def _set_options(connection: Connection, role: str, options: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        for key, value in options.items():
            statement = sql.SQL("ALTER ROLE {} SET {} = {}")
            cursor.execute(statement.format(sql.Identifier(role), sql.Identifier(key), sql.Literal(value)))


def _open(dsn: str) -> Connection:
    connection = psycopg2.connect(dsn)
    connection.autocommit = True
    return connection


def _run(connection: Connection, statement: str, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


def _exists(connection: Connection, question: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        return cursor.fetchone() is not None


def main() -> int:
    """Read the addresses from the environment; one sentence and status 2 where one is missing or wrong."""
    missing = [name for name in ("DATABASE_SUPERUSER_URL", *URLS.values()) if not os.environ.get(name)]
    if missing:
        print(f"Set {', '.join(missing)}; docs/operations.md says what they are.", file=sys.stderr)
        return 2
    prefix = os.environ.get("POCPLAN_DB_PREFIX") or "pocplan"
    parts = {name: urlsplit(os.environ[variable]) for name, variable in URLS.items()}
    for name, part in parts.items():
        if part.username != f"{prefix}_{name}" or not part.password:
            print(f"{URLS[name]} must name the user {prefix}_{name} and a password.", file=sys.stderr)
            return 2
    database = parts["owner"].path.lstrip("/")
    superuser = os.environ["DATABASE_SUPERUSER_URL"]
    inside = urlsplit(superuser)._replace(path=f"/{database}").geturl()
    ensure_roles(superuser, prefix=prefix, passwords={n: unquote(p.password or "") for n, p in parts.items()})
    ensure_database(superuser, prefix=prefix, name=database)
    close_schema(inside, prefix=prefix)
    print(f"The roles {prefix}_… and the database {database} are ready.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
