"""What the walls cost: the gate's queries under row security, and the very same ones by a superuser without it.

    .venv/bin/python bench/access.py [--rows 1000000] [--rooms 200] [--seats 20] [--people 2000] [--rounds 60]

Both sides of a line are asked in turn, and the table gives the medians of one run. Ends with 1 where a
ratio is over the goal. It works on the throw-away servers of the tests and leaves nothing behind.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from pocplan.dev import testing

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
    for name, number in {"rows": 1_000_000, "rooms": 200, "seats": 20, "people": 2_000, "rounds": 60}.items():
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
    from tests.world import World, point_connections_at

    point_connections_at(name)
    world = World(name)
    try:
        with world.acting("adviser", OFFICE) as actor, closing(_bare(name)) as bare:
            from django.db import connections

            with connections[actor.alias].cursor() as walled, bare.cursor() as by_hand:
                return [_compare(topic, sql, walled, by_hand, rounds) for topic, sql in _questions(actor)]
    finally:
        point_connections_at(None)


def _bare(name: str) -> Any:
    """Somebody whom no row security holds: the same statement then finds only what its own words say."""
    connection = psycopg2.connect(testing.superuser_dsn(name))
    connection.autocommit = True
    return connection


def _questions(actor: Any) -> Iterator[tuple[str, tuple[str, Any]]]:
    from django.db.models import Count, Max

    from strategies.models import Strategy

    rows = Strategy.objects.visible_to(actor)
    one = rows.order_by("-number")[0]
    counting = rows.order_by().values("stage").annotate(n=Count("id"), latest=Max("moved_at"))
    yield "first page of 50", rows.order_by("-number", "id")[:50].query.sql_with_params()
    yield "count", _counted(rows)
    yield "detail", rows.filter(pk=one.pk).query.sql_with_params()
    yield "dashboard", counting.query.sql_with_params()


def _counted(rows: Any) -> tuple[str, Any]:
    sql, params = rows.order_by().values("id").query.sql_with_params()
    return f"SELECT count(*) FROM ({sql}) rows", params


def _compare(topic: str, question: tuple[str, Any], walled: Any, by_hand: Any, rounds: int) -> Line:
    ask = {"walled": lambda: walled.execute(*question), "by hand": lambda: by_hand.execute(*question)}
    walled.execute(*question)
    by_hand.execute(*question)
    assert sorted(map(str, walled.fetchall())) == sorted(map(str, by_hand.fetchall())), f"{topic}: not the same rows"
    taken: dict[str, list[float]] = {"walled": [], "by hand": []}
    for turn in range(rounds):
        for side in sorted(ask, reverse=bool(turn % 2)):
            taken[side].append(_timed(ask[side]))
    return Line(topic, median(taken["walled"]), median(taken["by hand"]))


def _timed(ask: Callable[[], None]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
