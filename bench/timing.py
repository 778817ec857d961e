"""Whether the time of an answer tells a hidden row from one that never was: ratios of medians, one run.

    .venv/bin/python bench/timing.py [--rows 20000] [--rounds 60]

Two questions are asked in turn, many times: for a hidden row and for none, for a word that stands only in hidden
rows and for one that stands nowhere, and, for lists, in a world with no hidden rows and with very many. "noise" is
the same question against itself, so a ratio within noise says nothing to anybody. Ends with 1 where a ratio leaves
the goal. It works on the throw-away servers of the tests and leaves nothing behind.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import uuid4

from ground import copy_of, planting, testing

LEAST = 0.15  # the goal: no further from 1 than this, or than twice the noise of this run
HIDDEN = """
INSERT INTO strategies_strategy (id, compartment_id, number, reference, title, mission_owner_id, mission_name,
  scope_name, language, stage, classification, sensitivity, approving_post_title, contact_unit, version, started_at,
  started_by_post_id, started_by_post_title, moved_at)
SELECT gen_random_uuid(), c.id, 100000 + i, 'R' || i, 'Quillwort ' || i, o.id, o.name, '', 'en', 'drafting',
  'unclassified', 'moderate', '', '', 1, now(), o.id, 'Adviser', now()
FROM generate_series(1, %(rows)s) i, access_owner o JOIN access_compartment c ON c.owner_id = o.id
WHERE o.short = 'UNMOR' AND c.audience = 'mission' AND c.area_id IS NULL
"""
CLEAR = "DELETE FROM strategies_strategy WHERE title LIKE 'Quillwort%'"
BLOCKS = 4
ONE = "SELECT id::text FROM strategies_strategy WHERE title LIKE 'Quillwort%' LIMIT 1"


@dataclass(frozen=True)
class Line:
    """One question and its other: medians of both in milliseconds, and how far the first strays from itself."""

    topic: str
    hidden: float
    absent: float
    noise: float

    @property
    def ratio(self) -> float:
        return self.hidden / self.absent

    @property
    def holds(self) -> bool:
        return abs(self.ratio - 1) <= max(LEAST, 2 * abs(self.noise - 1))

    def __str__(self) -> str:
        mark = "" if self.holds else "  over the goal"
        return f"{self.topic:<34}{self.ratio:>8.2f}{self.noise:>8.2f}{mark}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=60)
    arguments = parser.parse_args()
    with copy_of(testing.template) as name:
        lines = _measure(name, arguments.rows, arguments.rounds)
    print(f"{arguments.rows:,} hidden rows; medians of {arguments.rounds}, asked in turn")
    print(f"{'hidden to absent':<34}{'ratio':>8}{'noise':>8}")
    print("\n".join(map(str, lines)))
    missed = [line.topic for line in lines if not line.holds]
    print(f"Over the goal: {', '.join(missed)}." if missed else "Every ratio lies within noise.")
    return 1 if missed else 0


def _measure(name: str, rows: int, rounds: int) -> list[Line]:
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    from tests.world import World, point_connections_at

    setup_test_environment()
    point_connections_at(name)
    world = World(name)
    try:
        return _lines(name, world, rows, rounds)
    finally:
        world.close()
        point_connections_at(None)


def _lines(name: str, world: Any, rows: int, rounds: int) -> list[Line]:
    client = world.client("cluster.lead")

    def get(url: str) -> Callable[[], Any]:
        return lambda: client.get(url)

    found = [_list(name, url, get(url), rows, rounds) for url in ("/strategies/", "/api/v1/strategies/", "/")]
    _plant(name, rows)
    hidden = world.query(ONE)[0][0]
    pages = {"page": "/strategies/{}/", "print": "/strategies/{}/print/", "API": "/api/v1/strategies/{}/"}
    for topic, url in pages.items():
        found.append(_compare(f"a row, {topic}", get(url.format(hidden)), get(url.format(uuid4())), rounds))
    for url in ("/strategies/?q={}", "/places/?q={}"):
        found.append(
            _compare(f"a word, {url[:-5]}", get(url.format("Quillwort")), get(url.format("Bryngtalk")), rounds)
        )
    found.append(_signing_in(world, max(rounds // 6, 5)))
    return found


def _plant(name: str, rows: int) -> None:
    with planting(name) as cursor:
        cursor.execute(CLEAR)
        cursor.execute(HIDDEN, {"rows": rows})


def _list(name: str, url: str, ask: Callable[[], Any], rows: int, rounds: int) -> Line:
    """With very many hidden rows and with none, each several times, so that a busy machine slows both alike."""
    taken: list[list[float]] = [[], []]
    for turn in range(2 * BLOCKS):
        _plant(name, rows if turn % 2 else 0)
        ask()
        taken[turn % 2] += [_timed(ask) for _ in range(rounds // BLOCKS + 1)]
    none = taken[0]
    return Line(f"a list, {url}", median(taken[1]), median(none), median(none[::2]) / median(none[1::2]))


def _compare(topic: str, hidden: Callable[[], Any], absent: Callable[[], Any], rounds: int) -> Line:
    taken: list[list[float]] = [[], [], []]
    for ask in (hidden, absent):
        ask()
    for _ in range(rounds):
        for times, ask in zip(taken, (hidden, absent, absent), strict=True):
            times.append(_timed(ask))
    one, other, again = map(median, taken)
    return Line(topic, one, other, again / other)


def _signing_in(world: Any, rounds: int) -> Line:
    """A known address and an unknown one, with a wrong password; limits are forgotten between."""
    from django.core.cache import cache
    from django.test import Client

    def wrong(login: str) -> Callable[[], Any]:
        return lambda: (cache.clear(), Client().post("/account/login/", {"login": login, "password": "wrong"}))

    return _compare("signing in, by address", wrong(world.user("adviser").email), wrong("nobody@demo.invalid"), rounds)


def _timed(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
