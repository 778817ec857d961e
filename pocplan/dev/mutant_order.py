"""Which tests are run first against a mutant: those that noticed its like before, and the quick ones."""

import ast
import re
import threading
from collections import Counter, defaultdict
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from pocplan.dev.mutations import NAMED, Mutant, statements, uncommented
from pocplan.dev.places import PROJECT

SINGLE = 12  # so many tests are tried alone before whole files are
LONGEST = 15.0  # and no longer than that together
# Called while migrating, provisioning or starting, which no test is seen to do.
BEFORE_TESTS = {"operations.py", "immutable.py", "provision.py", "seating.py", "signing.py", "checks.py"}
SLOW = 0.2  # what a test costs beside its own time


class Order:
    """Learns from each answer; shared by the threads of a run."""

    def __init__(self, budget: float | None = None, *, everything: bool = False) -> None:
        self._budget, self._everything = budget, everything
        self._files: dict[str, list[str]] = {}
        self._collected: set[str] = set()
        self._times: dict[str, float] = {}
        self._kills: dict[str, Counter[str]] = defaultdict(Counter)
        self._touched: dict[str, set[str]] = {}
        self._lock = threading.Lock()

    def know(self, tests: list[str]) -> None:
        files: dict[str, list[str]] = {}
        for one in tests:
            files.setdefault(one.split("::")[0], []).append(one)
        self._files, self._collected = files, set(tests)

    def unmeasured(self) -> list[list[str]]:
        return [tests for tests in self._files.values() if not all(test in self._times for test in tests)]

    def measured(self, answer: dict[str, Any]) -> None:
        """What the run with nothing wrong said."""
        self._times.update(answer["times"])
        for name, functions in answer["touched"].items():
            self._touched.setdefault(name, set()).update(functions)

    def learn(self, mutant: Mutant, answer: dict[str, Any]) -> None:
        if test := answer.get("by"):
            with self._lock:
                for place in _places(mutant):
                    self._kills[place][test] += 1

    def tests_for(self, mutant: Mutant | None, *, everything: bool = False) -> list[list[str]]:
        """The best ones alone, then file by file."""
        if mutant is None:
            return self.unmeasured()
        with self._lock:
            worth = self._worth(mutant)
        best = sorted(worth, key=lambda test: -worth[test] / self._cost(test))
        single, spent = [], 0.0
        for test in best[:SINGLE]:
            spent += self._cost(test)
            if spent < LONGEST and test in self._collected:
                single.append([test])
        names = self._files_in_order(worth, _words(mutant))
        names = [name for name in names if everything or self._may_tell(name, mutant)]
        return self._within(single + [self._files[name] for name in names])

    def _within(self, units: list[list[str]]) -> list[list[str]]:
        """As many of the first as the budget allows, and one at least."""
        if self._budget is None:
            return units
        spent = list(accumulate(sum(self._cost(test) for test in unit) for unit in units))
        return [unit for unit, sofar in zip(units, spent, strict=True) if sofar <= self._budget] or units[:1]

    def is_all(self, mutant: Mutant, tests: list[list[str]]) -> bool:
        """Whether no test was left out that could notice this mutant."""
        run = {test for unit in tests for test in unit}
        wanted = (tests for name, tests in self._files.items() if self._may_tell(name, mutant))
        return all(test in run for unit in wanted for test in unit)

    def _may_tell(self, name: str, mutant: Mutant) -> bool:
        """Whether these tests were seen to call the function with the wrong in it, or name it.

        The database does not count calls that end in an error, so a function that nobody was seen to call may be
        called by anybody.
        """
        function = "" if self._everything or mutant.path.name in BEFORE_TESTS else _function(mutant)
        seen = {file for file, functions in self._touched.items() if function in functions}
        return not function or not seen or name in seen or function in _spoken(name)

    def _cost(self, test: str) -> float:
        return self._times.get(test, 1) + SLOW

    def _worth(self, mutant: Mutant) -> Counter[str]:
        """Kills nearby count most."""
        found: Counter[str] = Counter()
        for place, weight in zip(_places(mutant), (20, 4, 1), strict=True):
            for test, kills in self._kills[place].items():
                found[test] += weight * kills
        return found

    def _files_in_order(self, worth: Counter[str], words: set[str]) -> list[str]:
        def value(name: str) -> float:
            tests = self._files[name]
            spoken = 30 * len(words & _spoken(name))
            return -(1 + spoken + sum(worth[test] for test in tests)) / sum(self._cost(test) for test in tests)

        return sorted(self._files, key=value)


def _places(mutant: Mutant) -> tuple[str, str, str]:
    return f"{mutant.path} {_thing(mutant)}", str(mutant.path), mutant.path.suffix


def _thing(mutant: Mutant) -> str:
    """The function, policy or trigger that a mutant lies in."""
    if mutant.path.suffix == ".py":
        return _function(mutant) or str(mutant.path)
    text = _text(mutant.path)
    for start, end in statements(text):
        if start <= mutant.start < end:
            found = NAMED.match(uncommented(text[start:end]))
            return " ".join(part for part in found.groups() if part) if found else ""
    return ""


def _function(mutant: Mutant) -> str:
    """As runs without a wrong tell what they called; empty outside of functions."""
    if mutant.path.suffix == ".sql":
        kind, _, name = _thing(mutant).partition(" access.")
        return name if kind == "FUNCTION" else ""
    around = [
        (one.lineno, one.name)
        for one in ast.walk(_tree(mutant.path))
        if isinstance(one, ast.FunctionDef) and one.body[0].lineno <= mutant.line <= (one.end_lineno or 0)
    ]
    return f"{mutant.path} {max(around)[1]}" if around else ""


def _words(mutant: Mutant) -> set[str]:
    return {word for word in re.findall(r"\w+", _thing(mutant)) if len(word) > 4} | {mutant.path.stem}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


@cache
def _text(path: Path) -> str:
    return (PROJECT / path).read_text(encoding="utf-8")


@cache
def _spoken(name: str) -> set[str]:
    return set(re.findall(r"\w+", (PROJECT / name).read_text(encoding="utf-8")))
