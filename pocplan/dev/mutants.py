"""Do pocplan.access small wrongs, one at a time, and see whether its tests notice.

    .venv/bin/python -m pocplan.dev.mutants [--only gate.py] [--limit N] [--resume | --left] [--jobs 2] [--slow]

Each wrong is done to a copy of the tree under var/mutants, with servers of its own, where tests run on real databases
until the first fails: those first that noticed its like before. Prints a line for each mutant and those that survived;
ends with 1 if any of them is not on the list ALLOWED below.

A process that has loaded everything forks for each mutant, and the database is changed where the migrations would
have said something else (mutant_runs.py, mutant_code.py, mutant_schema.py). What cannot be done that way starts
afresh, with `deep` mutants migrating from nothing; --slow does so for all. Answers are kept in var/mutants.json:
--resume leaves out what was answered while the file was the same, --left only what was noticed.
"""

import argparse
import hashlib
import json
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue

from pocplan.dev.mutant_order import Order
from pocplan.dev.mutant_tree import DEEP, FRESH, KILLED, SURVIVED, TOO_LONG, Answer, Worker
from pocplan.dev.mutations import Mutant, all_of
from pocplan.dev.places import PROJECT, CannotStart

PLACE = PROJECT / "var" / "mutants"
STATE = PROJECT / "var" / "mutants.json"
TESTS = (
    "tests/access",
    "tests/architecture",
    "tests/people/test_appointments.py",
    "tests/sweep/test_sweep_goes_red.py",
)
# Where a wrong is most dangerous.
FIRST = (
    "gate.py",
    "binding.py",
    "router.py",
    "middleware.py",
    "binding.sql",
    "walls.sql",
    "rooms.sql",
    "kept_seats.sql",
    "readers.sql",
    "operations.py",
)

_ADDRESSED = "SELECT a.source_id FROM public.access_addressing a WHERE a.compartment_id = room AND a.ended_at IS NULL)"
# Those that nothing can tell from the original, by file, line and change, each with the reason.
ALLOWED: dict[tuple[str, str, str], str] = {
    ("pocplan/access/gate.py", "row.save(force_insert=True, using=self.db)", "True -> False"): (
        "the key of a guarded row has a default, and then Django inserts a new row whatever it is told"
    ),
    ("pocplan/access/domain/bulk.py", "self._pool = ThreadPoolExecutor(max_workers=1)", "1 -> 2"): (
        "what was started is waited for before the next is, so a second thread never has work"
    ),
    (
        "pocplan/access/verb.py",
        'def verb(words: "Mapping[str, StrOrPromise] | None" = None) -> Callable[[Act], Act]:',
        "Act -> left out",
    ): "a type, which nobody asks while it runs",
    ("pocplan/access/middleware.py", "Answer = Callable[[HttpRequest], HttpResponse]", "HttpRequest -> left out"): (
        "a type, which nobody asks while it runs"
    ),
    **{
        ("pocplan/access/sql/many_readers.sql", line, change): (
            "more rooms, and so more posts, are looked at, of which access.seats_of() leaves those who sit in this one"
        )
        for line, change in (
            (_ADDRESSED, "AND -> OR"),
            (_ADDRESSED, "AND a.ended_at IS NULL -> left out"),
            (
                "SELECT r.kind, w.owner_id FROM ways w JOIN public.access_seatrule r ON r.audience = w.audience)",
                "= -> <>",
            ),
        )
    },
    (
        "pocplan/access/queries/rooms.py",
        "wide = WIDE.index(Audience(room.audience)) + 1 if room.audience in WIDE else 0",
        "1 -> 2",
    ): "rooms are put in order, and any number above nought puts the wide ones last",
}

Todo = tuple[Mutant, str]  # the second says how: forked where empty, else FRESH or DEEP


class Answers:
    """What is known of each mutant, kept in a file after each answer."""

    def __init__(self) -> None:
        self.known: dict[str, Answer] = json.loads(STATE.read_text()) if STATE.exists() else {}
        self._lock = threading.Lock()

    def of(self, mutant: Mutant) -> Answer | None:
        return self.known.get(_key(mutant))

    def add(self, mutant: Mutant, answer: Answer) -> None:
        with self._lock:
            kept = {name: value for name, value in answer.items() if name not in ("times", "touched")}
            self.known[_key(mutant)] = {"mutant": str(mutant), **kept}
            part = STATE.with_suffix(".part")
            part.write_text(json.dumps(self.known, indent=1))
            part.rename(STATE)


def _key(mutant: Mutant) -> str:
    """The same as long as the file is."""
    text = (PROJECT / mutant.path).read_bytes()
    return f"{mutant.path}:{mutant.start}:{mutant.end}:{mutant.now}:{hashlib.sha256(text).hexdigest()[:12]}"


def _chosen(given: argparse.Namespace, answers: Answers) -> list[Mutant]:
    found = [mutant for mutant in all_of(PROJECT) if any(part in str(mutant) for part in given.only)]
    found.sort(key=lambda mutant: FIRST.index(mutant.path.name) if mutant.path.name in FIRST else len(FIRST))
    if given.resume:
        found = [mutant for mutant in found if not answers.of(mutant)]
    if given.left:
        found = [mutant for mutant in found if (answers.of(mutant) or {}).get("answer") not in (KILLED, TOO_LONG)]
    if given.limit is None or given.limit >= len(found):
        return found
    return [found[number * len(found) // given.limit] for number in range(given.limit)]


def _allowed(mutant: Mutant) -> str:
    line = (PROJECT / mutant.path).read_text(encoding="utf-8").splitlines()[mutant.line - 1]
    return ALLOWED.get((str(mutant.path), line.strip(), mutant.change), "")


def _work(worker: Worker, todo: SimpleQueue[Todo], order: Order, answers: Answers) -> None:
    with suppress(Empty):
        while True:
            mutant, how = todo.get_nowait()
            began = time.monotonic()
            answer = worker.tried(mutant, order, how)
            if answer["answer"] in (FRESH, DEEP):
                todo.put((mutant, answer["answer"]))  # these take longest, so they come last
                continue
            order.learn(mutant, answer)
            seconds = round(time.monotonic() - began)
            answers.add(mutant, {**answer, "seconds": seconds})
            how = f"  [{answer['by']}]" if answer.get("by") else ""
            print(f"{answer['answer']:<10}{answer.get('how', ''):<6}{seconds:>5} s  {mutant}{how}", flush=True)


@contextmanager
def _workers(number: int, tests: list[str], seconds: float, *, keep: bool) -> Iterator[list[Worker]]:
    PLACE.mkdir(parents=True, exist_ok=True)
    shared = PROJECT.parent / "shared"
    if shared.exists() and not (PLACE / "shared").exists():
        (PLACE / "shared").symlink_to(shared)
    workers = [Worker(PLACE / f"tree{one}", tests, seconds) for one in range(number)]
    try:
        for worker in workers:
            worker.start()
        yield workers
    finally:
        for worker in workers:
            worker.stop(keep=keep)
        if not keep:
            shutil.rmtree(PLACE, ignore_errors=True)


def _try_all(given: argparse.Namespace, mutants: list[Mutant], answers: Answers) -> None:
    order, todo = Order(given.budget, everything=given.everything), SimpleQueue[Todo]()
    for mutant in all_of(PROJECT):
        order.learn(mutant, answers.of(mutant) or {})
    for mutant in mutants:
        todo.put((mutant, DEEP if given.slow else ""))
    with _workers(given.jobs, list(given.tests), given.time, keep=given.keep) as workers:
        threads = []
        for worker in workers:
            if not given.slow:
                worker.load(order)
            threads.append(threading.Thread(target=_work, args=(worker, todo, order, answers), daemon=True))
            threads[-1].start()
        for thread in threads:
            thread.join()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=int, help="try this many, spread evenly")
    parser.add_argument("--only", nargs="+", default=[""], help="only where file, line or change contain one of these")
    parser.add_argument("--time", type=float, default=300, help="seconds for each; longer counts as noticed")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="run these instead of the usual ones")
    parser.add_argument("--budget", type=float, help="only as many tests for each as take about so many seconds")
    parser.add_argument("--jobs", type=int, default=1, help="as many side by side, each with servers of its own")
    parser.add_argument("--slow", action="store_true", help="start each from nothing, as a check on the quick way")
    parser.add_argument("--resume", action="store_true", help="leave out what was answered before")
    parser.add_argument("--left", action="store_true", help="leave out what was noticed before")
    parser.add_argument("--everything", action="store_true", help="also tests not seen to call what is wrong")
    parser.add_argument("--keep", action="store_true", help="leave the copies and their servers for the next run")
    given = parser.parse_args()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: sys.exit("Stopped."))  # so that what was started is stopped as well
    answers = Answers()
    mutants = _chosen(given, answers)
    print(f"{len(mutants)} mutants", flush=True)
    _try_all(given, mutants, answers)
    return _report(mutants, answers)


def _report(mutants: list[Mutant], answers: Answers) -> int:
    found = [(mutant, (answers.of(mutant) or {}).get("answer", "not tried")) for mutant in mutants]
    survivors = [mutant for mutant, answer in found if answer not in (KILLED, TOO_LONG)]
    for mutant in survivors:
        print(f"{SURVIVED:<10}{mutant}  {_allowed(mutant)}".rstrip())
    print(", ".join(f"{number} {answer}" for answer, number in Counter(answer for _, answer in found).items()))
    return 1 if any(not _allowed(mutant) for mutant in survivors) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CannotStart as sentence:
        sys.exit(str(sentence))
