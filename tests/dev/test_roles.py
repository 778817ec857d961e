"""The step that an administrator runs with the superuser's address."""

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import psycopg2
import pytest

from pocplan.dev import testing
from pocplan.dev.places import PROJECT
from pocplan.dev.roles import LOGINS, URLS

pytestmark = pytest.mark.database
PREFIX = f"other{os.getpid()}"
PASSWORD = "p@ss/word%:"


def superuser(statement: str) -> None:
    connection = psycopg2.connect(testing.superuser_dsn())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def port_and_folder() -> tuple[str, str]:
    parts = dict(word.split("=", 1) for word in testing.superuser_dsn().split())
    return parts["port"], parts["host"]


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    port, folder = port_and_folder()
    made = {
        variable: f"postgresql://{PREFIX}_{name}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/{PREFIX}"
        for name, variable in URLS.items()
    }
    yield {
        "PATH": os.environ["PATH"],
        "POCPLAN_DB_PREFIX": PREFIX,
        "DATABASE_SUPERUSER_URL": f"postgresql://postgres@/postgres?host={quote(folder, safe='')}&port={port}",
        **made,
    }
    superuser(f'DROP DATABASE IF EXISTS "{PREFIX}"')
    for name in (*LOGINS, "seats"):
        superuser(f'DROP ROLE IF EXISTS "{PREFIX}_{name}"')


def run(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pocplan.dev.roles"]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)


def test_it_can_be_run_twice_and_says_nothing_secret(environment: dict[str, str]) -> None:
    for _ in range(2):
        done = run(environment)
        assert done.returncode == 0, done.stderr
        assert PASSWORD not in done.stdout + done.stderr
        assert quote(PASSWORD, safe="") not in done.stdout + done.stderr
    port, _folder = port_and_folder()
    for name in LOGINS:
        psycopg2.connect(host="127.0.0.1", port=port, user=f"{PREFIX}_{name}", password=PASSWORD, dbname=PREFIX).close()


def test_an_existing_role_that_was_special_is_so_no_longer(environment: dict[str, str]) -> None:
    superuser(f'CREATE ROLE "{PREFIX}_app" LOGIN SUPERUSER BYPASSRLS CREATEROLE')
    assert run(environment).returncode == 0
    connection = psycopg2.connect(testing.superuser_dsn())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", [f"{PREFIX}_app"]
        )
        assert cursor.fetchone() == (False, False, False)
    connection.close()


@pytest.mark.parametrize("change", [{"DATABASE_WORKER_URL": ""}, {"DATABASE_WORKER_URL": "postgresql://me:x@h/d"}])
def test_a_missing_or_foreign_login_is_named(environment: dict[str, str], change: dict[str, str]) -> None:
    done = run({**environment, **change})
    assert done.returncode == 2
    assert "DATABASE_WORKER_URL" in done.stderr and "Traceback" not in done.stderr
