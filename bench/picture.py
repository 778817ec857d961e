"""What the joint picture costs when it has years behind it: each page beside its bare SQL, the walls, its own youth.

    .venv/bin/python bench/picture.py [--rows 1000000] [--rounds 30] [--only WORD]

The demo's picture with a hundred incidents, with ten thousand and with `rows` behind it, each in a database and a
process of its own, asked in turn and compared turn by turn. For each page: the server's time; how many times its own
SQL, sent without Django by a login that no policy holds; the whole page under the walls against the same page by that
login, where the filter that the gate writes is all there is; against itself at ten thousand; and its queries with few
and with many rows. Ends with 1 where a goal is missed. It works on the throw-away servers of the tests and leaves
nothing behind.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from statistics import median
from typing import Any

from ground import copy_of, planting, testing
from history import write
from visits import PAGES, ROLLUPS, without_walls, work

FEW, BEFORE = 100, 10_000
GOALS = {"ms": 100.0, "bare": 20.0, "walls": 1.2, "grown": 1.2}
ROLLUP_GOAL = 1 / 15


@dataclass(frozen=True)
class Line:
    """One page: milliseconds, three ratios, and its queries with few and with many rows."""

    topic: str
    taken: dict[str, float]
    queries: tuple[int, int]

    @property
    def missed(self) -> list[str]:
        over = [name for name, goal in GOALS.items() if self.taken[name] > goal]
        return over + (["queries"] if self.queries[0] != self.queries[1] else [])

    def __str__(self) -> str:
        taken = "".join(f"{self.taken[name]:>9.2f}" for name in GOALS)
        few, many = self.queries
        return f"{self.topic:<30}{taken}{few:>9}{many:>6}  {' '.join(self.missed)}".rstrip()


@dataclass(frozen=True)
class Rollup:
    """One sum as it is kept, and counted from the rows; whether every cell is the same."""

    topic: str
    kept: float
    live: float
    is_equal: bool

    @property
    def missed(self) -> list[str]:
        slow = ["slow"] if self.kept > self.live * ROLLUP_GOAL else []
        return slow + ([] if self.is_equal else ["cells differ"])

    def __str__(self) -> str:
        times = f"{self.kept:>9.2f}{self.live:>9.2f}{self.kept / self.live:>9.3f}"
        return f"{self.topic:<30}{times}  {' '.join(self.missed) or 'equal, cell by cell'}"


class Worker:
    """A process with one database, which answers one question at a time."""

    def __init__(self, name: str, login: tuple[str, str] | None = None) -> None:
        context = get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=work, args=(name, other, login), daemon=True)
        self.process.start()

    def ask(self, verb: str, topic: str) -> Any:
        self.pipe.send((verb, topic))
        is_well, answer = self.pipe.recv()
        if not is_well:
            raise SystemExit(f"{verb} {topic}: {answer}")
        return answer

    def end(self) -> None:
        self.pipe.send(None)
        self.process.join(30)


def main() -> int:
    arguments = _arguments()
    with _workers(arguments.rows) as (few, before, many, open_):
        topics = [topic for topic in PAGES if arguments.only in topic]
        lines = [_measured(topic, few, before, many, open_, arguments.rounds) for topic in topics]
        rollups = [_summed(topic, many, arguments.rounds) for topic in ROLLUPS if arguments.only in topic]
    _report(arguments, lines, rollups)
    return 1 if any(one.missed for one in (*lines, *rollups)) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=1_000_000, help="incidents; hotspot rows are a twentieth")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--only", default="", help="only pages with this word in their name")
    return parser.parse_args()


@contextmanager
def _workers(rows: int) -> Iterator[list[Worker]]:
    """Few rows, ten thousand, all of them; and all of them by a login that no policy holds."""
    with ExitStack() as stack:
        few = stack.enter_context(copy_of(testing.schema))
        testing.manage(few, "seed_demo")
        names = [few, *(stack.enter_context(copy_of(lambda: few)) for _ in range(2))]
        for name, number in zip(names, (FEW, BEFORE, rows), strict=True):
            with planting(name) as cursor:
                write(cursor, number)
        login = stack.enter_context(without_walls(names[2]))
        found = [*map(Worker, names), Worker(names[2], login)]
        yield found
        for worker in found:
            worker.end()


def _measured(topic: str, few: Worker, before: Worker, many: Worker, open_: Worker, rounds: int) -> Line:
    asked = {"page": (many, "page"), "before": (before, "page"), "open": (open_, "page"), "bare": (open_, "bare")}
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for turn, name in product(range(rounds + 2), asked):
        worker, verb = asked[name]
        milliseconds = worker.ask(verb, topic)
        if turn > 1:  # the first ones warm up
            taken[name].append(milliseconds)
    beside = {"bare": "bare", "walls": "open", "grown": "before"}
    ratios = {ratio: _beside(taken["page"], taken[name]) for ratio, name in beside.items()}
    return Line(topic, {"ms": median(taken["page"]), **ratios}, (few.ask("queries", topic), many.ask("queries", topic)))


def _beside(pages: list[float], others: list[float]) -> float:
    """How many times the other, turn by turn: a machine that slows down for a while slows both sides of a turn."""
    return median(page / other for page, other in zip(pages, others, strict=True))


def _summed(topic: str, many: Worker, rounds: int) -> Rollup:
    taken: dict[str, list[float]] = {"kept": [], "live": []}
    for name in list(taken) * min(rounds, 10):
        taken[name].append(many.ask(name, topic))
    return Rollup(topic, median(taken["kept"]), median(taken["live"]), many.ask("equal", topic))


def _report(arguments: argparse.Namespace, lines: list[Line], rollups: list[Rollup]) -> None:
    print(f"{arguments.rows:,} incidents, {arguments.rows // 20:,} hotspot rows; medians of {arguments.rounds} in turn")
    heads = "".join(f"{name:>9}" for name in ("ms", "x SQL", "walls", "x 10,000"))
    print(f"{'':<30}{heads}{'queries':>9}{'many':>6}")
    print(f"{'goal':<30}" + "".join(f"{goal:>9.2f}" for goal in GOALS.values()) + f"{'equal':>15}")
    print("\n".join(map(str, lines)))
    if rollups:
        print(f"{'':<30}{'kept':>9}{'counted':>9}{'share':>9}  (goal {ROLLUP_GOAL:.3f})")
        print("\n".join(map(str, rollups)))
    missed = [f"{one.topic} ({', '.join(one.missed)})" for one in (*lines, *rollups) if one.missed]
    print(f"Over the goal: {'; '.join(missed)}." if missed else "Every page holds its goals.")


if __name__ == "__main__":
    sys.exit(main())
