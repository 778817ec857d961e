"""Do pocplan.access small wrongs, one at a time, and see whether its tests notice.

    .venv/bin/python -m pocplan.dev.mutants [--limit N] [--only gate.py] [--time 900] [--tests PATH …]

Each wrong is done to a copy of the tree under var/mutants, where the narrow tests of access run on real databases
until the first fails. Prints a line for each mutant and a table of those that survived; ends with 1 if any of them
is not on the list ALLOWED below. Nothing stays behind. A whole run takes hours: it is for whoever changes the
walls (--only), not part of the suite. --limit takes that many, spread evenly over all.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pocplan.dev.mutations import Mutant, all_of
from pocplan.dev.places import PROJECT, CannotStart

PLACE = PROJECT / "var" / "mutants"
TESTS = (
    "tests/access",
    "tests/architecture",
    "tests/people/test_appointments.py",
    "tests/sweep/test_sweep_goes_red.py",
)
KILLED, SURVIVED, TOO_LONG = "killed", "survived", "too long"
PASSED, NOTHING_RAN = 0, (4, 5)  # as pytest ends

# Those that nothing can tell from the original, by file and change, each with the reason.
ALLOWED: dict[tuple[str, str], str] = {}


class Tree:
    """A copy of what git knows of, and of what changed since, with servers of its own."""

    def __init__(self, root: Path, tests: list[str]) -> None:
        self.root, self.tests = root, tests

    def fill(self) -> None:
        names = _git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
        for name in filter(None, names):
            if (PROJECT / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / name, self.root / name)

    def start(self) -> None:
        """Servers that outlast each run of tests: they are what takes longest."""
        self._tell("start")

    def stop(self) -> None:
        self._tell("stop")

    def _tell(self, what: str) -> None:
        code = f"from pocplan.dev import testing; testing.{what}()"
        subprocess.run([sys.executable, "-c", code], cwd=self.root, env=_environment(), check=True)

    def test(self, seconds: float) -> str:
        """Whether the tests notice. Raises CannotStart where pytest found nothing to run."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *self.tests]
        with (self.root / "var" / "last.log").open("wb") as log:
            running = subprocess.Popen(
                command, cwd=self.root, env=_environment(), stdout=log, stderr=log, start_new_session=True
            )
            try:
                ended = running.wait(seconds)
            except subprocess.TimeoutExpired:
                return TOO_LONG
            finally:
                _end(running)
        if ended in NOTHING_RAN and "SetUpFailed" not in self.said():
            raise CannotStart(f"pytest ran nothing:\n{self.said()[-2000:]}")
        return SURVIVED if ended == PASSED else KILLED

    def said(self) -> str:
        return (self.root / "var" / "last.log").read_text(encoding="utf-8", errors="replace")

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        path = self.root / mutant.path
        before = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied(before), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(before, encoding="utf-8")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=PROJECT, check=True, capture_output=True, text=True).stdout


def _environment() -> dict[str, str]:
    """Without the paths of this tree, which the copy would be mistaken for."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("POCPLAN_", "DATABASE_"))}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}


def _end(running: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


@contextmanager
def _tree(tests: list[str]) -> Iterator[Tree]:
    PLACE.mkdir(parents=True, exist_ok=True)
    place = PLACE / "tree"
    shutil.rmtree(place, ignore_errors=True)
    shared = PROJECT.parent / "shared"
    if shared.exists() and not (PLACE / "shared").exists():
        (PLACE / "shared").symlink_to(shared)
    tree = Tree(place, tests)
    try:
        tree.fill()
        (place / "var").mkdir(exist_ok=True)
        tree.start()
        yield tree
    finally:
        with suppress(subprocess.CalledProcessError, FileNotFoundError):
            tree.stop()
        shutil.rmtree(PLACE, ignore_errors=True)


def _chosen(only: str, limit: int | None) -> list[Mutant]:
    found = [mutant for mutant in all_of(PROJECT) if only in str(mutant)]
    if limit is None or limit >= len(found):
        return found
    return [found[number * len(found) // limit] for number in range(limit)]


def _tried(tree: Tree, mutants: list[Mutant], seconds: float) -> Iterator[tuple[Mutant, str]]:
    for mutant in mutants:
        began = time.monotonic()
        with tree.changed(mutant):
            answer = tree.test(seconds)
        print(f"{answer:<10}{time.monotonic() - began:>6.0f} s  {mutant}", flush=True)
        yield mutant, answer


def _allowed(mutant: Mutant) -> str:
    return ALLOWED.get((str(mutant.path), mutant.change), "")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=int, help="try this many, spread evenly")
    parser.add_argument("--only", default="", help="only where file, line or change contain this")
    parser.add_argument("--time", type=float, default=900, help="seconds for each; longer counts as noticed")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="run these instead of the usual ones")
    given = parser.parse_args()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: sys.exit("Stopped."))  # so that what was started is stopped as well
    mutants = _chosen(given.only, given.limit)
    print(f"{len(mutants)} mutants", flush=True)
    with _tree(given.tests) as tree:
        if tree.test(given.time * 4) != SURVIVED:
            raise CannotStart(f"The tests fail before anything was changed:\n{tree.said()[-3000:]}")
        answers = list(_tried(tree, mutants, given.time))
    return _report(answers)


def _report(answers: list[tuple[Mutant, str]]) -> int:
    survivors = [mutant for mutant, answer in answers if answer == SURVIVED]
    for mutant in survivors:
        print(f"{SURVIVED:<10}{mutant}  {_allowed(mutant)}".rstrip())
    print(", ".join(f"{number} {answer}" for answer, number in Counter(answer for _, answer in answers).items()))
    return 1 if any(not _allowed(mutant) for mutant in survivors) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CannotStart as sentence:
        sys.exit(str(sentence))
