"""What the walls cost: the gate under row security, and the same filter written by hand without it.

    .venv/bin/python bench/access.py [--rows 1000000] [--rooms 200] [--seats 20] [--people 2000] [--rounds 200]

Both sides of a line are asked as a view asks: Django builds the query, sends it over the same kind of
connection, inside a transaction, and makes objects of the answer. On the left Strategy.objects.visible_to(actor),
under the login, the binding and the policies of the mission. On the right the very same filter, by a login that
no policy holds; it has the list of rooms in hand, as the actor has since the binding, which is on neither side.
The sides are asked in turn, and the table gives the medians of one run. Ends with 1 where a ratio is over the
goal. It works on the throw-away servers of the tests and leaves nothing behind.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2
from django.db import transaction

from pocplan.dev import servers, testing

Question = Callable[[Any], object]
GOAL = 1.2
OFFICE = "Senior PoC Adviser"

PEOPLE = """
WITH accounts AS (
  INSERT INTO accounts_user (id, username, email, password, is_superuser, is_active, is_staff, language,
                             timezone, is_demo, digest_hour)
  SELECT gen_random_uuid(), 'bench.' || i, 'bench.' || i || '@demo.invalid', '!', false, true, false, 'en',
         'UTC', true, 7
  FROM generate_series(1, %(people)s) i RETURNING id, username
), directory AS (
  SELECT c.id, c.owner_id FROM access_compartment c JOIN access_owner o ON o.id = c.owner_id
  WHERE o.kind = 'cluster' AND c.audience = 'directory' ORDER BY c.id LIMIT 1
), persons AS (
  INSERT INTO access_person (id, compartment_id, owner_id, user_id, name)
  SELECT gen_random_uuid(), d.id, d.owner_id, a.id, a.username FROM accounts a, directory d
  RETURNING id, compartment_id, owner_id
), posts AS (
  INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,
                           mission_affiliated, host_state)
  SELECT p.id, p.compartment_id, p.owner_id, 'cluster_member', 'Member', 'Membre', 'Bench', '', false, false
  FROM persons p RETURNING id
)
INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, acting, confirmed_at)
SELECT gen_random_uuid(), p.compartment_id, p.id, p.id, '2026-01-05', false, '2026-01-05' FROM persons p
"""
ROOMS = """
INSERT INTO access_compartment (id, public_id, operation_id, owner_id, audience, label)
SELECT 1200000000 + i, gen_random_uuid(), o.operation_id, o.id, 'shared', 'bench ' || i
FROM access_owner o, generate_series(1, %(rooms)s) i WHERE o.short = 'UNMOR'
"""
SEATS = """
INSERT INTO access_addressing (id, compartment_id, source_id, owner_id, may_write, given_at)
SELECT gen_random_uuid(), 1200000000 + 1 + (i * %(rooms)s / %(seats)s)::int, c.id, c.owner_id, true, now()
FROM generate_series(0, %(seats)s - 1) i, access_compartment c JOIN access_owner o ON o.id = c.owner_id
WHERE o.short = 'UNMOR' AND c.audience = 'mission' AND c.area_id IS NULL
"""
ROWS = """
INSERT INTO strategies_strategy (id, compartment_id, number, reference, title, mission_owner_id, mission_name,
  scope_name, language, stage, classification, sensitivity, approving_post_title, contact_unit, version, started_at,
  started_by_post_id, started_by_post_title, moved_at)
SELECT gen_random_uuid(), 1200000001 + i %% %(rooms)s, i, 'R' || i, 'Strategy ' || i, o.id, o.name, '', 'en',
  (ARRAY['drafting', 'consultation', 'revision', 'in_force'])[1 + i %% 4], 'unclassified', 'moderate', '', '', 1,
  timestamptz '2026-01-01' + i * interval '1 minute', o.id, 'Adviser',
  timestamptz '2026-01-01' + i * interval '1 minute'
FROM generate_series(1, %(rows)s) i, access_owner o WHERE o.short = 'UNMOR'
"""
BY_HAND = "by_hand"


@dataclass(frozen=True)
class Line:
    """One query, and its medians in milliseconds."""

    topic: str
    walled: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.walled / self.bare

    def __str__(self) -> str:
        mark = "" if self.ratio <= GOAL else "  over the goal"
        return f"{self.topic:<24}{self.walled:>10.2f}{self.bare:>10.2f}{self.ratio:>8.2f}{mark}"


def main() -> int:
    arguments = _arguments()
    with _database() as name:
        _fill(name, vars(arguments))
        lines = _measure(name, arguments.rounds)
    size = f"{arguments.rows:,} rows, {arguments.people:,} people, {arguments.rooms:,} rooms, {arguments.seats:,} seats"
    print(f"{size}; milliseconds, medians of {arguments.rounds}, asked in turn")
    print(f"{'':<24}{'walls':>10}{'by hand':>10}{'ratio':>8}")
    print("\n".join(map(str, lines)))
    missed = [line.topic for line in lines if line.ratio > GOAL]
    print(f"Over {GOAL}: {', '.join(missed)}." if missed else f"Every ratio holds {GOAL}.")
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, number in {"rows": 1_000_000, "rooms": 200, "seats": 20, "people": 2_000, "rounds": 200}.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    return parser.parse_args()


@contextmanager
def _database() -> Iterator[str]:
    """A seeded copy of our own; servers that were not running before are stopped again."""
    was_running = testing.running().are_alive()
    testing.start()
    name = testing.clone(testing.template())
    try:
        yield name
    finally:
        testing.drop(name)
        if not was_running:
            testing.stop()


def _fill(name: str, sizes: dict[str, Any]) -> None:
    with closing(psycopg2.connect(testing.superuser_dsn(name))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for statement in (PEOPLE, ROOMS, SEATS, ROWS):
                cursor.execute(statement, sizes)
            cursor.execute("VACUUM ANALYZE")


def _measure(name: str, rounds: int) -> list[Line]:
    import django

    django.setup()
    from django.db.models import QuerySet

    from strategies.models import Strategy
    from tests.world import World, point_connections_at

    with _login_without_walls():
        point_connections_at(name)
        world = World(name)
        try:
            with world.acting("adviser", OFFICE) as actor, transaction.atomic(using=BY_HAND):
                walled = Strategy.objects.visible_to(actor)
                by_hand = QuerySet(Strategy, using=BY_HAND).filter(compartment_id__any=sorted(actor.readable))
                return [_compare(topic, ask, walled, by_hand, rounds) for topic, ask in _questions(walled)]
        finally:
            world.close()
            point_connections_at(None)


@contextmanager
def _login_without_walls() -> Iterator[None]:
    """A login beside the mission's that reads everything, on the same road to the server, under an alias of its own."""
    from django.db import connections

    role, password = f"bench_{token_hex(4)}", token_hex(16)
    _as_superuser(f"CREATE ROLE {role} LOGIN BYPASSRLS PASSWORD '{password}' IN ROLE {servers.prefix()}_mission")
    connections.databases[BY_HAND] = {**connections.databases["mission"], "USER": role, "PASSWORD": password}
    try:
        yield
    finally:
        _as_superuser(f"DROP ROLE {role}")


def _as_superuser(statement: str) -> None:
    with closing(psycopg2.connect(testing.superuser_dsn())) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


def _questions(rows: Any) -> Iterator[tuple[str, Question]]:
    from django.db.models import Count, Max

    one = rows.order_by("-number")[0].pk
    yield "first page of 50", lambda rows: list(rows.order_by("-number", "id")[:50])
    yield "count", lambda rows: rows.count()
    yield "detail", lambda rows: rows.get(pk=one)
    yield (
        "dashboard",
        lambda rows: sorted(rows.order_by().values_list("stage").annotate(n=Count("id"), latest=Max("moved_at"))),
    )


def _compare(topic: str, ask: Question, walled: Any, by_hand: Any, rounds: int) -> Line:
    assert ask(walled) == ask(by_hand), f"{topic}: not the same answer"
    taken: dict[str, list[float]] = {"walled": [], "by hand": []}
    for turn in range(rounds):
        for side, rows in sorted({"walled": walled, "by hand": by_hand}.items(), reverse=bool(turn % 2)):
            taken[side].append(_timed(lambda rows=rows: ask(rows)))
    return Line(topic, median(taken["walled"]), median(taken["by hand"]))


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
