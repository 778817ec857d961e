"""One process with one database: pages as a browser asks for them, their SQL alone, and sums kept and counted."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from pocplan.dev import servers, testing
from pocplan.sweeping import sweep_seldom

Login = tuple[str, str]
MATRIX = "SELECT c.public_id FROM picture_hotspot h JOIN access_compartment c ON c.id = h.compartment_id"
MATRIX += " WHERE h.state <> 'delisted' GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1"
ROOM = "SELECT c.public_id FROM access_compartment c JOIN access_owner o ON o.id = c.owner_id"
ROOM += " WHERE o.short = 'UNMOR' AND c.audience = 'mission' AND c.area_id IS NULL"
IN_ROOM = f"compartment_id = (SELECT id FROM access_compartment WHERE public_id = ({ROOM}))"
ON_MATRIX = f"compartment_id = (SELECT id FROM access_compartment WHERE public_id = ({MATRIX}))"
INCIDENT = f"SELECT id FROM missions_incident WHERE {IN_ROOM} ORDER BY reference LIMIT 1"
HOTSPOT = f"SELECT hotspot_id FROM picture_protectionpriority WHERE {ON_MATRIX} ORDER BY stated_at DESC, id LIMIT 1"
ALERT = f"SELECT id FROM picture_alert WHERE {ON_MATRIX} ORDER BY received_at DESC, id LIMIT 1"
THREAT = f"SELECT id FROM picture_threat WHERE {ON_MATRIX} AND state <> 'closed' ORDER BY proposed_at DESC, id LIMIT 1"
PROVINCE = "SELECT id FROM missions_locality WHERE name = 'Bench 17'"
# Who, the address, and where the key in it comes from.
PAGES: dict[str, tuple[str, str, str]] = {
    "incidents": ("adviser", "/incidents/?room={}", ROOM),
    "incidents, far back": (
        "adviser", "/incidents/?after=2019-01-01~00000000-0000-4000-8000-000000000000&room={}", ROOM,
    ),
    "incidents, of one kind": ("adviser", "/incidents/?kind=civilians&room={}", ROOM),
    "incidents, of one province": ("adviser", "/incidents/?admin1={}", PROVINCE),
    "incidents, of two years": ("adviser", "/incidents/?since=2020-01-01&until=2021-12-31&room={}", ROOM),
    "incidents, eleven killed": ("adviser", "/incidents/?killed=11&room={}", ROOM),
    "incidents, none such": ("adviser", "/incidents/?source=acled&room={}", ROOM),
    "incidents, a shared list": ("cluster.lead", "/incidents/", ""),
    "incidents, map and months": ("adviser", "/incidents/map/?room={}", ROOM),
    "one incident": ("adviser", "/incidents/{}/", INCIDENT),
    "Flashpoint Matrix": ("adviser", "/hotspots/?room={}", MATRIX),
    "Flashpoint Matrix, cluster": ("cluster.lead", "/hotspots/?room={}", MATRIX),
    "delisted hotspots": ("adviser", "/hotspots/?standing=delisted&room={}", MATRIX),
    "stale hotspots": ("adviser", "/hotspots/?standing=stale&room={}", MATRIX),
    "hotspots on the map": ("adviser", "/hotspots/map/?room={}", MATRIX),
    "one hotspot": ("adviser", "/hotspots/{}/", HOTSPOT),
    "Must-Should-Could": ("adviser", "/hotspots/protection/?room={}", MATRIX),
    "where they differ": ("adviser", "/hotspots/protection/?only=differ&room={}", MATRIX),
    "weekly changes": ("adviser", "/hotspots/changes/?room={}", MATRIX),
    "sector estimate": ("force.planner", "/hotspots/estimate/?room={}", MATRIX),
    "threats": ("adviser", "/threats/?room={}", MATRIX),
    "threats, where sides differ": ("adviser", "/threats/?only=differ&room={}", MATRIX),
    "one threat": ("adviser", "/threats/{}/", THREAT),
    "alerts": ("adviser", "/alerts/?room={}", MATRIX),
    "alerts, all": ("adviser", "/alerts/?state=all&room={}", MATRIX),
    "one alert": ("adviser", "/alerts/{}/", ALERT),
    "leadership page": ("srsg", "/leadership/", ""),
    "leadership page, HC": ("dsrsg.hc", "/leadership/", ""),
    "leadership, what is worse": ("srsg", "/leadership/rows/worse/", ""),
    "leadership, what is owed": ("srsg", "/leadership/rows/owed/", ""),
    "Today, adviser": ("adviser", "/", ""),
    "Today, cluster lead": ("cluster.lead", "/", ""),
    "people": ("chief.of.staff", "/people/", ""),
    "places": ("adviser", "/places/", ""),
}  # fmt: skip
# Sums that a page reads: who, and how many months back.
ROLLUPS = {"incidents, twelve months": ("adviser", 12), "incidents, ten years": ("adviser", 120)}
# What a transaction says about itself is not the page's question.
BINDING = ("access.", "pocplan.binding", "pg_backend_pid", "django_session")


@contextmanager
def without_walls(name: str) -> Iterator[Login]:
    """A login that reads everything on this database, and binds as the web does."""
    role, password = f"bench_{token_hex(4)}", token_hex(16)
    roles = ", ".join(f"{servers.prefix()}_{name}" for name in ("app", "mission", "humanitarian"))
    _as_superuser(f"CREATE ROLE {role} LOGIN BYPASSRLS PASSWORD '{password}' IN ROLE {roles}")
    _as_superuser(
        'INSERT INTO access_signingkey SELECT %s, "inner", "outer", false FROM access_signingkey WHERE role = %s',
        name,
        [role, f"{servers.prefix()}_mission"],
    )
    try:
        yield role, password
    finally:
        _as_superuser(f"DROP ROLE {role}")


def _as_superuser(statement: str, name: str = "postgres", values: list[str] | None = None) -> None:
    with closing(psycopg2.connect(testing.superuser_dsn(name))) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement, values)


def work(name: str, pipe: Any, login: Login | None) -> None:
    """Answer (verb, topic) with (is well, answer) until None comes."""
    testing.join()
    visitor = Visitor(name, login)
    sweep_seldom()  # as the server does
    while asked := pipe.recv():
        verb, topic = asked
        try:
            pipe.send((True, getattr(visitor, verb)(topic)))
        except Exception as error:  # told to who asked
            pipe.send((False, f"{type(error).__name__}: {error}"))
    visitor.world.close()


class Visitor:
    """Somebody of each kind, signed in, on one database."""

    def __init__(self, name: str, login: Login | None) -> None:
        import django

        django.setup()
        from django.db import connections
        from django.test.utils import setup_test_environment

        from tests.world import World, point_connections_at

        setup_test_environment()
        for alias in ("default", "mission", "humanitarian") if login else ():
            connections.databases[alias].update(zip(("USER", "PASSWORD"), login, strict=True))
        point_connections_at(name)
        self.world = World(name)
        self.clients: dict[str, Any] = {}
        self.addresses: dict[str, str] = {}
        self.statements: dict[str, list[str]] = {}

    def page(self, topic: str) -> float:
        return _timed(lambda: self._get(topic))

    def queries(self, topic: str) -> int:
        """All that one request asks, once what is asked only once per process is known."""
        self._get(topic)
        return len(self._asked(topic))

    def bare(self, topic: str) -> float:
        """Its own questions and nothing else, one after the other, read to the end."""
        from django.db import connections

        if topic not in self.statements:
            self._get(topic)
            asked = [one for one in self._asked(topic) if one.lstrip().startswith("SELECT")]
            self.statements[topic] = [one for one in asked if not any(word in one for word in BINDING)]
        with connections["mission"].cursor() as cursor:
            raw = cursor.connection.cursor()
            return _timed(lambda: [_read(raw, one) for one in self.statements[topic]])

    def kept(self, topic: str) -> float:
        return self._summing(topic, lambda actor, room, days: _timed(lambda: _kept(actor, room, *days)))

    def live(self, topic: str) -> float:
        return self._summing(topic, lambda actor, room, days: _timed(lambda: _counted(actor, room, *days)))

    def equal(self, topic: str) -> bool:
        return self._summing(topic, lambda actor, room, days: _kept(actor, room, *days) == _counted(actor, room, *days))

    def _summing(self, topic: str, ask: Callable[[Any, int, tuple[date, date]], Any]) -> Any:
        from missions.queries.incident_counts import month_of

        who, months = ROLLUPS[topic]
        with self.world.acting(who, "Senior") as actor:
            last = month_of(date.today(), -1) - timedelta(days=1)
            return ask(actor, self.world.room("UNMOR", "mission"), (month_of(last, months - 1), last))

    def _get(self, topic: str) -> None:
        who, path, sql = PAGES[topic]
        if topic not in self.addresses:
            self.addresses[topic] = path.format(self.world.query(sql)[0][0]) if sql else path
        if who not in self.clients:
            self.clients[who] = self.world.client(who)
        answer = self.clients[who].get(self.addresses[topic])
        assert answer.status_code == 200, f"{who} does not read {self.addresses[topic]}: {answer.status_code}"

    def _asked(self, topic: str) -> list[str]:
        from django.db import connections
        from django.test.utils import CaptureQueriesContext

        with ExitStack() as stack:
            captured = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
            self._get(topic)
            return [one["sql"] for asked in captured for one in asked.captured_queries]


def _kept(actor: Any, room: int, first: date, last: date) -> dict[Any, Any]:
    from missions.queries.incident_counts import monthly

    return {(one.area, one.month): (one.incidents, one.killed) for one in monthly(actor, room, first, last)}


def _counted(actor: Any, room: int, first: date, last: date) -> dict[Any, Any]:
    """The same from the rows."""
    from django.db.models import Count, Sum
    from django.db.models.functions import TruncMonth

    from missions.models import Incident

    rows = Incident.objects.visible_to(actor).filter(compartment_id=room, happened_on__range=(first, last)).order_by()
    counted = rows.annotate(month=TruncMonth("happened_on")).values_list("admin1_ref", "month")
    found = counted.annotate(Count("pk"), Sum("killed"))
    return {(area, month): (incidents, killed or 0) for area, month, incidents, killed in found}


def _read(cursor: Any, statement: str) -> None:
    cursor.execute(statement)
    cursor.fetchall()


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000
