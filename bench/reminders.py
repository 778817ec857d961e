"""What planning costs: many reviews due on one day, one planner against ten at once, and the turns with nothing to do.

    .venv/bin/python bench/reminders.py [--reviews 10000] [--planners 10] [--turns 3]

One run, one table: seconds, the ratio to one planner, and its goal. Every planner must find the same reminders
written once. Ends with 1 where a ratio is over its goal or a reminder is lost or doubled. It works on the
throw-away servers of the tests and leaves nothing behind.
"""

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from typing import Any

from ground import copy_of, planting, testing

DAY = "2027-12-22"
STRATEGIES = """
INSERT INTO strategies_strategy (id, compartment_id, number, reference, title, mission_owner_id, mission_name,
  scope_name, language, stage, classification, sensitivity, approving_post_title, contact_unit, version, started_at,
  started_by_post_id, started_by_post_title, moved_at, effective_on, review_on)
SELECT gen_random_uuid(), c.id, i, 'R' || i, 'Strategy ' || i, o.id, o.name, '', 'en', 'in_force', 'unclassified',
  'moderate', '', '', 1, timestamptz '2026-12-01', p.id, 'Adviser', timestamptz '2026-12-01', '2026-12-01',
  date '2027-12-22' - i %% 60
FROM generate_series(1, %(reviews)s) i, access_owner o
JOIN access_compartment c ON c.owner_id = o.id AND c.audience = 'mission' AND c.area_id IS NULL
JOIN access_post p ON p.owner_id = o.id AND p.kind = 'senior_poc_adviser'
WHERE o.short = 'UNMOR'
"""
REVIEWS = """
INSERT INTO strategies_review (id, compartment_id, strategy_id, cause, due_on, words, responsible_post_id, opened_at,
  opened_by, state, outcome, reason, basis, basis_words, closed_by)
SELECT gen_random_uuid(), s.compartment_id, s.id, 'calendar', s.review_on, '', s.started_by_post_id,
  timestamptz '2026-12-01', '', 'open', '', '', '', '', ''
FROM strategies_strategy s WHERE s.reference LIKE 'R%%'
"""
TWICE = """
SELECT count(*)::int FROM (SELECT 1 FROM notices_notice WHERE kind = 'review'
GROUP BY subject_id, due, stage, person_id HAVING count(*) > 1) twice
"""
GOALS = {"one planner": 1.0, "many at once": 2.0, "nothing to do": 1.0, "nothing to do, at once": 2.0}


@dataclass(frozen=True)
class Line:
    """One way of planning: its median seconds, the ratio to one planner, and what it wrote each time."""

    topic: str
    seconds: float
    ratio: float
    written: set[int]

    @property
    def is_over(self) -> bool:
        return self.ratio > GOALS[self.topic]

    def __str__(self) -> str:
        written = ", ".join(f"{number:,}" for number in sorted(self.written))
        goal = GOALS[self.topic]
        return (
            f"{self.topic:<24}{self.seconds:>9.2f}{self.ratio:>8.2f}{goal:>7.1f}{written:>12}"
            f"{'  over the goal' if self.is_over else ''}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, number in {"reviews": 10_000, "planners": 10, "turns": 3}.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    asked = parser.parse_args()
    with copy_of(testing.template) as name:
        with planting(name) as cursor:
            for statement in (STRATEGIES, REVIEWS):
                cursor.execute(statement, vars(asked))
        lines, faults = _measure(name, asked.planners, asked.turns)
    print(f"{asked.reviews:,} reviews due, {asked.planners} planners at once; seconds, medians of {asked.turns} turns")
    print(f"{'':<24}{'seconds':>9}{'ratio':>8}{'goal':>7}{'written':>12}")
    print("\n".join(map(str, lines)))
    one = lines[0]
    print(f"One planner writes {max(one.written) / one.seconds:,.0f} reminders a second.")
    faults += [f"{line.topic} over its goal" for line in lines if line.is_over]
    print(f"Missed: {'; '.join(faults)}." if faults else "Nothing lost, nothing doubled, every ratio holds.")
    return 1 if faults else 0


def _measure(name: str, planners: int, turns: int) -> tuple[list[Line], list[str]]:
    import django

    django.setup()
    from tests.world import World, point_connections_at

    point_connections_at(name)
    world = World(name)
    world.set_clock(f"{DAY}T06:00:00Z")
    taken: dict[str, list[float]] = {topic: [] for topic in GOALS}
    written: dict[str, set[int]] = {topic: set() for topic in GOALS}
    faults: set[str] = set()
    try:
        for _ in range(turns):
            for crew in (1, planners):
                world.query("DELETE FROM notices_notice")
                for topic in _topics(crew):
                    seconds, number = _timed(lambda crew=crew: _plan(crew))  # type: ignore[misc]
                    taken[topic].append(seconds)
                    written[topic].add(number)
                faults |= _faults(world)
    finally:
        world.close()
        point_connections_at(None)
    base = median(taken["one planner"])
    lines = [Line(topic, median(taken[topic]), median(taken[topic]) / base, written[topic]) for topic in GOALS]
    if written["one planner"] != written["many at once"] or any(
        map(any, (written[t] for t in GOALS if "nothing" in t))
    ):
        faults.add("not the same reminders each time")
    return lines, sorted(faults)


def _topics(crew: int) -> tuple[str, str]:
    return ("one planner", "nothing to do") if crew == 1 else ("many at once", "nothing to do, at once")


def _plan(crew: int) -> int:
    """As many planners as there are in the crew, side by side. Returns what they wrote together."""
    from django.db import connections

    from strategies.domain.reminders import plan_reviews

    def one(_: int) -> int:
        try:
            return plan_reviews()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(crew) as pool:
        return sum(pool.map(one, range(crew)))


def _faults(world: Any) -> set[str]:
    """Reminders written twice, and reviews of which nobody was reminded."""
    twice = world.query(TWICE)[0][0]
    lost = world.query(
        "SELECT count(*)::int FROM strategies_review r WHERE NOT EXISTS"
        " (SELECT 1 FROM notices_notice n WHERE n.subject_id = r.id)"
    )[0][0]
    return {f"{number:,} {word}" for number, word in ((twice, "doubled"), (lost, "lost")) if number}


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    number = work()
    return time.perf_counter() - began, number


if __name__ == "__main__":
    sys.exit(main())
