"""Small files and small functions: what a person can hold in the head."""

import ast
from collections.abc import Iterator
from statistics import median

from tests.architecture.sources import ROOT, files, name, say, tree

LONGEST_FILE, LONGEST_TEMPLATE = 400, 250
USUAL_FUNCTION, LONG_FUNCTION, LONGEST_FUNCTION = 8, 25, 50
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_files_are_short() -> None:
    long = {name(path): _lines(path) for path in (*files(), *TESTS) if _lines(path) > LONGEST_FILE}
    assert not long, say([f"{path}: {count} lines" for path, count in long.items()], "One file per topic: split it.")


def test_templates_are_short() -> None:
    long = [name(path) for path in (ROOT / "templates").rglob("*.html") if _lines(path) > LONGEST_TEMPLATE]
    assert not long, say(long, "Move parts into components or fragments.")


def test_functions_are_short() -> None:
    lengths = dict(_functions())
    ordered = sorted(lengths.values())
    longest = [f"{place}: {length} lines" for place, length in sorted(lengths.items(), key=lambda one: -one[1])[:15]]
    assert median(ordered) <= USUAL_FUNCTION, say(longest, f"The median is {median(ordered)}; hold {USUAL_FUNCTION}.")
    assert ordered[int(len(ordered) * 0.9)] <= LONG_FUNCTION, say(longest, f"Nine in ten hold {LONG_FUNCTION} lines.")
    assert ordered[-1] <= LONGEST_FUNCTION, say(longest, f"No function is longer than {LONGEST_FUNCTION} lines.")


def _functions() -> Iterator[tuple[str, int]]:
    """Lines of each body, without its docstring."""
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                yield f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - body[0].lineno + 1


def _lines(path: object) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())  # type: ignore[attr-defined]
