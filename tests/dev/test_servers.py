"""What the servers of a test run promise: our roles, nothing special about them, and quick copies."""

import os
from pathlib import Path

import psycopg2
import pytest

from pocplan.dev import memory, testing
from pocplan.dev.places import State, me
from pocplan.dev.roles import LOGINS, URLS

pytestmark = pytest.mark.database


def ask(dsn: str, question: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(dsn)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


def test_no_role_of_ours_is_special() -> None:
    rows = ask(
        testing.superuser_dsn(),
        "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'pocplan\\_%'"
        " AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)",
    )
    assert dict(rows) == {"pocplan_seats": False} | {f"pocplan_{name}": True for name in LOGINS}


@pytest.mark.parametrize("login", LOGINS)
def test_each_login_reaches_its_own_copy_with_its_own_password(login: str) -> None:
    name = testing.clone(testing.empty())
    try:
        address = testing.environment(name, role="web")[URLS[login]]
        assert ask(address, "SELECT session_user::text, current_database()::text") == [(f"pocplan_{login}", name)]
    finally:
        testing.drop(name)


def test_a_copy_is_closed_to_strangers_like_its_source() -> None:
    name = testing.clone(testing.empty())
    try:
        granted = ask(testing.superuser_dsn(), f"SELECT datacl::text FROM pg_database WHERE datname = '{name}'")
        assert "{=" not in str(granted) and ",=" not in str(granted)
    finally:
        testing.drop(name)


def test_the_superuser_cannot_come_over_the_network() -> None:
    port = testing.superuser_dsn().split("port=")[1].split()[0]
    with pytest.raises(psycopg2.OperationalError, match="reject"):
        psycopg2.connect(f"host=127.0.0.1 port={port} user=postgres dbname=postgres")


def test_only_the_owner_makes_tables() -> None:
    name = testing.clone(testing.empty())
    try:
        for login in set(LOGINS) - {"owner"}:
            with pytest.raises(psycopg2.Error):
                ask(testing.environment(name, role="web")[URLS[login]], "CREATE TABLE mine (id int)")
    finally:
        testing.drop(name)


def test_secrets_are_for_this_user_only() -> None:
    assert (testing.state().root / "secrets.json").stat().st_mode & 0o077 == 0


def test_workers_are_told_the_names_of_the_templates() -> None:
    assert os.environ[testing.TEMPLATE].startswith("pocplan_template_")
    assert os.environ[testing.SCHEMA].startswith("pocplan_schema_")


def test_settings_and_child_processes_ring_the_same_bell() -> None:
    from django.conf import settings

    assert testing.environment("any", role="worker")["REDIS_URL"] == settings.REDIS_URL


def test_data_lies_in_memory_only_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, account = State(tmp_path / "state"), me()
    state.prepare()
    monkeypatch.setattr(memory, "MEMORY", tmp_path / "shm")
    assert not memory.has_room(tmp_path / "shm")
    assert state.memory_folder("pg-1", account) is None
    (tmp_path / "shm").mkdir()
    monkeypatch.setattr(memory, "ENOUGH", 2**60)
    assert not memory.has_room(tmp_path / "shm")
    monkeypatch.setattr(memory, "ENOUGH", 0)
    first = state.memory_folder("pg-1", account)
    assert first is not None and first.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(memory, "ENOUGH", 2**60)
    assert state.memory_folder("pg-1", account) == first, "the processes of one run agree, whatever becomes of memory"


def test_data_on_the_disk_is_not_left_behind_for_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, account = State(tmp_path / "state"), me()
    state.prepare()
    monkeypatch.setattr(memory, "MEMORY", tmp_path)
    monkeypatch.setattr(memory, "ENOUGH", 0)
    (state.server_folder("pg-1", account) / "data").mkdir()
    assert state.memory_folder("pg-1", account) is None


def test_a_container_counts_its_own_memory(tmp_path: Path) -> None:
    assert memory._of_the_container(tmp_path) == 2**63
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("5\n")
    assert memory._of_the_container(tmp_path) == 2**63
    (tmp_path / "memory.max").write_text("12\n")
    assert memory._of_the_container(tmp_path) == 7
