"""The pytest plugin of pocplan.dev.mutants: a process that has loaded everything, and forks for each wrong.

It is told one order a line, and answers with one line:

    {"path": …, "before": …, "after": …, "tests": [[node, …], …], "seconds": …, "fresh": false}
    {"answer": "killed", "by": "tests/…::…", "why": "…"}

The changed file lies in the tree already. Answers beside those of pocplan.dev.mutants: "fresh" asks for a process
that starts with the changed file, "deep" for a migration from nothing.
"""

import ctypes
import gc
import json
import os
import re
import select
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import psycopg2
import pytest
import redis
from _pytest.runner import runtestprotocol

from pocplan.dev import mutant_code, mutant_schema, testing
from pocplan.dev.places import PROJECT

ORDERS = "POCPLAN_ORDERS"
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
ACCESS = str(PROJECT / "pocplan" / "access")
# Where the statements that make the walls come from, and what is written beside them after migrating.
SAY_WALLS = ("operations.py", "immutable.py", ".sql")
PROVISIONED = ("seating.py", "signing.py", "open_tables.py")
FROM_NOTHING = ("provision.py",)

Answer = dict[str, Any]
_called: set[CodeType] = set()


def _note(frame: FrameType, event: str, _: Any) -> None:
    if event == "call" and frame.f_code.co_filename.startswith(ACCESS):
        _called.add(frame.f_code)


if ORDERS in os.environ:
    sys.setprofile(_note)


class Touched:
    """Which functions of pocplan.access, in Python and in the database, the tests of a file call."""

    def __init__(self) -> None:
        self.by_file: dict[str, list[str]] = {}
        self._of_database: set[str] = set()
        self._drop = testing.drop
        testing.drop = self._look_and_drop
        _called.clear()
        sys.setprofile(_note)
        threading.setprofile(_note)

    def _look_and_drop(self, name: str) -> None:
        time.sleep(0.2)  # what a session counted is written down when it ends
        connection = psycopg2.connect(testing.superuser_dsn(name))
        with connection.cursor() as cursor:
            cursor.execute("SELECT funcname FROM pg_stat_user_functions WHERE calls > 0")
            self._of_database |= {row[0] for row in cursor.fetchall()}
        connection.close()
        self._drop(name)

    def note(self, file: str) -> None:
        names = {f"{Path(code.co_filename).relative_to(PROJECT)} {code.co_name}" for code in _called}
        self.by_file[file] = sorted(names | self._of_database)
        _called.clear()
        self._of_database.clear()


class Runs:
    """The tests that were collected, by name, and what the walls say while nothing is wrong."""

    def __init__(self, session: pytest.Session) -> None:
        self.items = {item.nodeid: item for item in session.items}
        self.called = {(code.co_filename, code.co_qualname) for code in _called}
        self.operations = mutant_schema.operations()
        kept = _kept(self.operations)
        self.before: mutant_schema.Said = kept["said"]
        os.environ[testing.TEMPLATE], os.environ[testing.SCHEMA] = kept["template"], kept["schema"]

    def obey(self, order: dict[str, Any]) -> Answer:
        """Fork, and wait for the answer no longer than the order allows."""
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            self._as_child(order, theirs)
        os.close(theirs)
        try:
            return _heard(ours, order["seconds"])
        finally:
            os.close(ours)
            for end in (os.killpg, os.kill):
                with suppress(ProcessLookupError):
                    end(child, signal.SIGKILL)
            os.waitpid(child, 0)
            _drop_of(child)

    def _as_child(self, order: dict[str, Any], answer: int) -> None:
        os.setsid()
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
        with (PROJECT / "var" / "last.log").open("wb") as log:
            for stream in (1, 2):
                os.dup2(log.fileno(), stream)
        try:
            found = self._tried(order)
        except BaseException as error:  # the parent waits for an answer, whatever happened
            found = {"answer": "broken", "why": repr(error)}
        with os.fdopen(answer, "w") as line:
            line.write(json.dumps(found))
        os._exit(0)

    def _tried(self, order: dict[str, Any]) -> Answer:
        _forget_in_redis()
        wanted = order["tests"]
        try:
            if order["path"]:
                self._do_wrong(order)
        except mutant_code.NotInPlace as error:
            return {"answer": "fresh", "why": str(error)}
        except mutant_schema.TooDeep as error:
            return {"answer": "deep", "why": str(error)}
        except (mutant_schema.DoesNotMigrate, testing.SetUpFailed) as error:
            return {"answer": "killed", "by": "migrations", "why": str(error)[-300:]}
        times: dict[str, float] = {}
        touched = Touched() if order["path"] == "" else None
        for unit in wanted:
            if failed := self._failure([self.items[name] for name in unit], times):
                return {"answer": "killed", **failed, "times": times}
            if touched:
                touched.note(unit[0].split("::")[0])
        return {"answer": "survived", "times": times, "touched": touched.by_file if touched else {}}

    def _do_wrong(self, order: dict[str, Any]) -> None:
        path, name = str(PROJECT / order["path"]), Path(order["path"]).name
        if name in FROM_NOTHING:
            raise mutant_schema.TooDeep("what is written before anything else")
        if path.endswith(".py") and not order["fresh"]:
            gc.unfreeze()  # else its functions are not found
            mutant_code.patch(path, order["before"], order["after"], self.called)
        if name.endswith(SAY_WALLS):
            self._migrate_differently(order["path"])
        if name in PROVISIONED:
            testing.manage(_own_template(), "provision_access")

    def _migrate_differently(self, path: str) -> None:
        after = mutant_schema.said_anew(self.operations, path, self.before)
        back, anew = mutant_schema.differences(self.before, after)
        if not back and not anew:
            raise mutant_schema.TooDeep("the migrations say the same")
        mutant_schema.rewrite(testing.superuser_dsn(_own_template()), back, anew)

    def _failure(self, items: list[pytest.Item], times: dict[str, float]) -> Answer | None:
        for item, following in zip(items, [*items[1:], None], strict=True):
            began = time.monotonic()
            reports = runtestprotocol(item, log=False, nextitem=following)
            times[item.nodeid] = round(time.monotonic() - began, 2)
            if failed := next((one for one in reports if one.failed), None):
                return {"by": item.nodeid, "why": str(failed.longreprtext)[-400:]}
        return None


def _kept(operations: list[mutant_schema.Operation]) -> dict[str, Any]:
    """What held before anything was changed; written by the first process for those that start with a changed file."""
    place = PROJECT / "var" / "unchanged.json"
    if not place.exists():
        found = {"template": testing.template(), "schema": testing.schema(), "said": mutant_schema.said(operations)}
        place.write_text(json.dumps(found))
    kept: dict[str, Any] = json.loads(place.read_text())
    return kept


def _own_template() -> str:
    """A copy of the template under a name that is given back with this process."""
    name = testing.clone(testing.template())
    os.environ[testing.TEMPLATE] = os.environ[testing.SCHEMA] = name
    return name


def _heard(pipe: int, seconds: float) -> Answer:
    until, text = time.monotonic() + seconds, b""
    while select.select([pipe], [], [], max(until - time.monotonic(), 0))[0]:
        if not (more := os.read(pipe, 65536)):
            found: Answer = json.loads(text) if text else {"answer": "broken", "why": "the process died"}
            return found
        text += more
    return {"answer": "too long"}


def _forget_in_redis() -> None:
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()


def _drop_of(process: int) -> None:
    connection = psycopg2.connect(testing.superuser_dsn())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^pocplan_(clone|part)_{process}_?"])
        for (name,) in cursor.fetchall():
            if re.match(rf"pocplan_(clone|part)_{process}(_|$)", name):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Instead of running what was collected: say that it was, and do as one is told until nothing more comes."""
    if ORDERS not in os.environ:
        return None
    sys.setprofile(None)
    orders, answers = (int(one) for one in os.environ[ORDERS].split(","))
    runs = Runs(session)
    _count_calls_in_the_database()
    gc.collect()
    gc.freeze()
    with os.fdopen(orders) as lines, os.fdopen(answers, "w") as line:
        _say(line, {"collected": list(runs.items)})
        for text in lines:
            _say(line, runs.obey(json.loads(text)))
    return True


def drop_other_templates() -> None:
    """Those that a migration from nothing left, before they push out the ones that are used again."""
    place = PROJECT / "var" / "unchanged.json"
    kept = json.loads(place.read_text()) if place.exists() else {}
    connection = psycopg2.connect(testing.superuser_dsn())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datistemplate AND datname LIKE 'pocplan%'")
        for (name,) in cursor.fetchall():
            if kept and name not in (kept["template"], kept["schema"]):
                cursor.execute(f'ALTER DATABASE "{name}" WITH IS_TEMPLATE false')
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    connection.close()


def _count_calls_in_the_database() -> None:
    connection = psycopg2.connect(testing.superuser_dsn())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET track_functions = 'all'")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


def _say(line: Any, answer: Answer) -> None:
    line.write(json.dumps(answer) + "\n")
    line.flush()
