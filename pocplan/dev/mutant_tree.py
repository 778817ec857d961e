"""Where pocplan.dev.mutants does its wrongs: copies of the tree, each with servers and a loaded process of its own."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pocplan.dev.mutant_order import Order
from pocplan.dev.mutations import Mutant
from pocplan.dev.places import PROJECT, CannotStart

KILLED, SURVIVED, TOO_LONG = "killed", "survived", "too long"
FRESH, DEEP = "fresh", "deep"
OPEN = "open"  # not noticed yet, and not all tests were run
APART = {"var", "tests", "dev"}  # what a measured test does not depend on, beside itself
PASSED, NOTHING_RAN = 0, (4, 5)  # as pytest ends

Answer = dict[str, Any]


class Tree:
    """A copy of what git knows of, and of what changed since, with servers of its own."""

    def __init__(self, root: Path, tests: list[str]) -> None:
        self.root, self.tests = root, tests

    def fill(self) -> None:
        """Anew, but for the servers that were kept."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "var" / "unchanged.json").unlink(missing_ok=True)  # told of the tree that lay here before
        for old in self.root.iterdir():
            if old.is_dir() and old.name != "var":
                shutil.rmtree(old)
        names = _git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
        for name in filter(None, names):
            if (PROJECT / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / name, self.root / name)

    def tell_servers(self, what: str) -> None:
        """Start or stop servers that outlast each run of tests."""
        self._run(f"from pocplan.dev import testing; testing.{what}()")

    def drop_other_templates(self) -> None:
        self._run("from pocplan.dev import mutant_runs; mutant_runs.drop_other_templates()")

    def _run(self, code: str) -> None:
        subprocess.run([sys.executable, "-c", code], cwd=self.root, env=_environment(), check=True)

    def test(self, seconds: float) -> Answer:
        """Whether the tests notice, from nothing. Raises CannotStart where pytest found nothing to run."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *self.tests]
        with (self.root / "var" / "last.log").open("wb") as log:
            running = subprocess.Popen(
                command, cwd=self.root, env=_environment(), stdout=log, stderr=log, start_new_session=True
            )
            try:
                ended = running.wait(seconds)
            except subprocess.TimeoutExpired:
                return {"answer": TOO_LONG}
            finally:
                _end(running)
        said = (self.root / "var" / "last.log").read_text(encoding="utf-8", errors="replace")
        if ended in NOTHING_RAN and "SetUpFailed" not in said:
            raise CannotStart(f"pytest ran nothing:\n{said[-2000:]}")
        return {"answer": SURVIVED if ended == PASSED else KILLED, "why": said[-400:]}

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[tuple[str, str]]:
        path = self.root / mutant.path
        before = path.read_text(encoding="utf-8")
        after = mutant.applied(before)
        path.write_text(after, encoding="utf-8")
        try:
            yield before, after
        finally:
            path.write_text(before, encoding="utf-8")


class Loaded:
    """A process of pytest that has collected the tests of a tree and takes orders (mutant_runs.py)."""

    def __init__(self, tree: Tree) -> None:
        ours, theirs = os.pipe(), os.pipe()
        command = [sys.executable, "-m", "pytest", "-p", "pocplan.dev.mutant_runs", "-p", "no:cacheprovider", "-q"]
        environment = {**_environment(), "POCPLAN_ORDERS": f"{ours[0]},{theirs[1]}", "POCPLAN_CI": "1"}
        self.log = tree.root / "var" / "loaded.log"
        with self.log.open("wb") as log:
            self.running = subprocess.Popen(
                [*command, *tree.tests], cwd=tree.root, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True, pass_fds=(ours[0], theirs[1]),
            )  # fmt: skip
        os.close(ours[0])
        os.close(theirs[1])
        self._orders, self._answers = os.fdopen(ours[1], "w"), os.fdopen(theirs[0])

    def collected(self) -> list[str]:
        """The tests there are. Raises CannotStart where loading failed."""
        found: list[str] = self._heard()["collected"]
        return found

    def ask(self, order: dict[str, Any]) -> Answer:
        print(json.dumps(order), file=self._orders, flush=True)
        return self._heard()

    def _heard(self) -> Answer:
        line = self._answers.readline()
        if not line:
            raise CannotStart(f"The tests could not be loaded:\n{self.log.read_text(errors='replace')[-3000:]}")
        found: Answer = json.loads(line)
        return found

    def end(self) -> None:
        _end(self.running)
        with suppress(BrokenPipeError):
            self._orders.close()
        self._answers.close()


class Measured:
    """What the run with nothing wrong said of each file of tests, good as long as the file and all sources stay."""

    def __init__(self, root: Path) -> None:
        self.root, self.place = root, root / "var" / "measured.json"
        sources = (path for path in root.rglob("*.*") if path.suffix in (".py", ".sql", ".html"))
        self.sources = _digest(one for one in sources if not APART & set(one.relative_to(root).parts))
        found = json.loads(self.place.read_text()) if self.place.exists() else {}
        self.files: dict[str, Answer] = found.get(self.sources, {})

    def known(self) -> Answer:
        good = {name: one for name, one in self.files.items() if one["digest"] == self._of(name)}
        times = {test: seconds for one in good.values() for test, seconds in one["times"].items()}
        return {"times": times, "touched": {name: one["touched"] for name, one in good.items()}}

    def add(self, answer: Answer) -> None:
        for name, touched in answer["touched"].items():
            times = {test: seconds for test, seconds in answer["times"].items() if test.startswith(f"{name}::")}
            self.files[name] = {"digest": self._of(name), "times": times, "touched": touched}
        self.place.write_text(json.dumps({self.sources: self.files}))

    def _of(self, name: str) -> str:
        return _digest([self.root / name])


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(f"{path}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]


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


class Worker:
    """One tree with its servers and its loaded process, which tries one mutant after the other."""

    def __init__(self, place: Path, tests: list[str], seconds: float) -> None:
        self.tree = Tree(place, tests)
        self.seconds = seconds
        self.others: list[Loaded] = []

    def start(self) -> None:
        self.tree.fill()
        (self.tree.root / "var").mkdir(exist_ok=True)
        self.tree.tell_servers("start")

    def load(self, order: Order) -> None:
        """Raises CannotStart where the tests fail before anything was changed."""
        self.loaded = Loaded(self.tree)
        order.know(self.loaded.collected())
        measured = Measured(self.tree.root)
        order.measured(measured.known())
        if not order.unmeasured():
            return
        found = self._ask(self.loaded, None, order, self.seconds * 6)
        if found["answer"] != SURVIVED:
            raise CannotStart(f"The tests fail before anything was changed: {found | {'times': {}}}")
        measured.add(found)
        order.measured(found)

    def stop(self, *, keep: bool) -> None:
        for loaded in [*self.others, *([self.loaded] if hasattr(self, "loaded") else [])]:
            loaded.end()
        if keep:
            return
        with suppress(subprocess.CalledProcessError, FileNotFoundError):
            self.tree.tell_servers("stop")

    def tried(self, mutant: Mutant, order: Order, how: str) -> Answer:
        with self.tree.changed(mutant) as texts:
            if how == DEEP:
                found = self.tree.test(self.seconds * 4)
                self.tree.drop_other_templates()
                return {**found, "how": DEEP}
            if how == FRESH:
                return {**self._afresh(mutant, texts, order), "how": FRESH}
            return self._ask(self.loaded, (mutant, *texts), order, self.seconds)

    def _afresh(self, mutant: Mutant, texts: tuple[str, str], order: Order) -> Answer:
        self.others.append(loaded := Loaded(self.tree))
        try:
            loaded.collected()
            return self._ask(loaded, (mutant, *texts), order, self.seconds, fresh=True)
        except CannotStart as error:
            return {"answer": KILLED, "by": "loading", "why": str(error)[-300:]}
        finally:
            self.others.remove(loaded)
            loaded.end()

    @staticmethod
    def _ask(
        loaded: Loaded, change: tuple[Mutant, str, str] | None, order: Order, seconds: float, *, fresh: bool = False
    ) -> Answer:
        mutant, before, after = change or (None, "", "")
        path = str(mutant.path) if mutant else ""
        tests = order.tests_for(mutant, everything=fresh)
        told = {"path": path, "before": before, "after": after, "tests": tests, "seconds": seconds, "fresh": fresh}
        found = loaded.ask(told)
        if mutant and found["answer"] == SURVIVED and not order.is_all(mutant, tests):
            found["answer"] = OPEN
        return found
