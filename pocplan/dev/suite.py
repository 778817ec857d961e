"""`make test`, `make check` and `make stop`: every check, one after the other, on servers of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pocplan.dev import browser, messages, testing
from pocplan.dev.places import PROJECT, CannotStart
from pocplan.dev.roles import URLS

BIN = Path(sys.executable).parent
MOST_WORKERS = 4  # each has browsers, workers and servers of its own beside it
CHECKS = {
    "ruff": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "imports": [str(BIN / "lint-imports"), "--no-cache"],
    "templates": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
    "types": [
        str(BIN / "mypy"),
        "pocplan",
        "missions",
        "clusters",
        "picture",
        "records",
        "strategies",
        "bodies",
        "leadership",
        "demo",
    ],
}
# The type checker reads the settings and connects to nothing.
NOWHERE = {
    **dict.fromkeys(URLS.values(), "postgresql://nobody@localhost/none"),
    "SECRET_KEY": "none",
    "POCPLAN_SEAT_KEY_WEB": "00" * 32,
    "POCPLAN_SEAT_KEY_WORKER": "00" * 32,
    "POCPLAN_ROLE": "test",
}


def check(names: Sequence[str] = ()) -> list[str]:
    """The checks that only read sources; returns the names of those that failed."""
    wanted = names or [name for name in CHECKS if name != "templates" or any(PROJECT.glob("templates/**/*.html"))]
    return [name for name in wanted if not _passes(name, partial(_run, CHECKS[name], NOWHERE))]


LONGEST = ("--durations", "25", "--durations-min", "10")  # what makes the whole long is named at its end


def tests(arguments: Sequence[str]) -> list[str]:
    workers = os.environ.get("POCPLAN_WORKERS") or str(min(max(os.cpu_count() or 2, 2), MOST_WORKERS))
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "worksteal", *LONGEST, *arguments]
    return [] if _passes("tests", lambda: _run(command)) else ["tests"]


def everything(arguments: Sequence[str]) -> list[str]:
    """All of it; the browser is looked for first, so that its absence is said before the long part."""
    if "not browser" not in arguments:
        browser.find_or_install()
    testing.start()
    failed = [] if "--tests-only" in arguments else [*_messages(), *check()]
    return failed + tests([argument for argument in arguments if argument != "--tests-only"])


def main(words: Sequence[str]) -> int:
    """Ends with the number of what failed; one sentence and 2 where something is missing."""
    verb, arguments = words[0], list(words[1:])
    try:
        if verb == "stop":
            testing.stop()
            return 0
        if verb == "check":
            return _say(check(arguments) if arguments else [*_messages(), *check()])
        try:
            return _say(everything(arguments))
        finally:
            testing.stop()
    except (CannotStart, testing.SetUpFailed) as sentence:
        print(sentence, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _messages() -> list[str]:
    return [] if _passes("messages", lambda: messages.main() == 0) else ["messages"]


def _passes(name: str, step: Callable[[], bool]) -> bool:
    print(f"== {name}", flush=True)
    began = time.monotonic()
    passed = step()
    print(f"== {name}: {'ok' if passed else 'FAILED'} ({time.monotonic() - began:.0f} s)", flush=True)
    return passed


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> bool:
    return subprocess.run(command, cwd=PROJECT, env={**os.environ, **(environment or {})}).returncode == 0


def _say(failed: list[str]) -> int:
    print(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
