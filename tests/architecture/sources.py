"""The sources as the architecture tests read them: without comments and strings, line by line, and as trees."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("pocplan", "missions", "clusters", "picture", "records", "strategies", "bodies", "leadership", "demo")


@dataclass(frozen=True)
class Offence:
    """One line that should stand elsewhere or not at all."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text.strip()}"


def say(offences: list[Offence] | list[str], door: str) -> str:
    """What a failing test prints: the lines, and the right door."""
    return "\n".join([*map(str, offences), "", door])


@cache
def files(*, migrations: bool = False) -> tuple[Path, ...]:
    """Every Python file of the product, without generated migrations."""
    found = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))
    return tuple(path for path in found if migrations or "migrations" not in path.parts)


def name(path: Path) -> str:
    """The path as people write it, seen from the project's root."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def code(path: Path) -> tuple[str, ...]:
    """The lines with comments and strings blanked, so that a word in a sentence offends nobody."""
    text = path.read_text(encoding="utf-8")
    lines = [list(line) for line in text.splitlines()]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            _blank(lines, token.start, token.end)
    return tuple("".join(line) for line in lines)


def _blank(lines: list[list[str]], start: tuple[int, int], end: tuple[int, int]) -> None:
    for row in range(start[0], end[0] + 1):
        line = lines[row - 1]
        first = start[1] if row == start[0] else 0
        last = end[1] if row == end[0] else len(line)
        line[first:last] = " " * (last - first)


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, with its line; `from a import b` counts as a and as a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def line_of(path: Path, number: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[number - 1]
