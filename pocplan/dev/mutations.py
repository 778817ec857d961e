"""Small wrongs that can be done to pocplan.access, one at a time: what pocplan.dev.mutants tries.

Of Python: comparisons flipped, `and` for `or`, a `not` or a guard left out, a number one off, an element of a
list left out. Of SQL, wherever a later file does not replace it: a condition flipped or left out, a refusal left
out, a policy, a trigger or a REVOKE left out.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

ACCESS = Path("pocplan/access")
# Names, pages and the API, which have tests of their own; the tables as they are follow from migrations.
NOT_RULES = {"__init__.py", "apps.py", "enums.py", "wording.py", "migrations", "models", "web", "rest", "management"}
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
# Longest first: what one pattern has taken is not offered to the next.
SQL_FLIPS = (
    (r"IS NOT DISTINCT FROM", "IS DISTINCT FROM"),
    (r"IS DISTINCT FROM", "IS NOT DISTINCT FROM"),
    (r"IS NOT NULL", "IS NULL"),
    (r"IS NULL", "IS NOT NULL"),
    (r"NOT EXISTS", "EXISTS"),
    (r"NOT IN\b", "IN"),
    (r"(?:IF|AND|OR|\() ?NOT ", None),
    (r" AND ", " OR "),
    (r"(?<!INSERT)(?<!UPDATE)(?<!DELETE) OR (?!REPLACE|UPDATE|DELETE|TRUNCATE)", " AND "),
    (r" <> ", " = "),
    (r" >= ", " < "),
    (r" <= ", " > "),
    (r"(?<!SET state) = (?!ANY \(\w+\))", " <> "),
    (r" = ANY ", " <> ALL "),
)
REFUSALS = re.compile(r"RAISE EXCEPTION [^;]*;|PERFORM access\.demand_[^;]*;")
REMOVABLE = re.compile(r"\s*(CREATE POLICY|CREATE TRIGGER|REVOKE|ALTER TABLE \S+ (ENABLE|FORCE) ROW)")
END_OF_TERM = re.compile(r"\b(AND|OR|THEN|GROUP|ORDER|UNION|LIMIT|RETURNING|LEFT|JOIN|INTO|END|FROM)\b|[;$]")
NAMED = re.compile(
    r"\s*CREATE (?:OR REPLACE )?(?:(FUNCTION) ([\w.]+)|(TRIGGER|POLICY) (\w+)\b.*? ON ([\w.]+))", re.DOTALL
)


@dataclass(frozen=True)
class Mutant:
    """One wrong: in this file, from here to there, this instead."""

    path: Path
    start: int
    end: int
    was: str
    now: str
    line: int

    def applied(self, text: str) -> str:
        return text[: self.start] + self.now + text[self.end :]

    @property
    def change(self) -> str:
        return f"{_short(self.was)} -> {_short(self.now) or 'left out'}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.change}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 70 else f"{flat[:40]} … {flat[-27:]}"


def all_of(project: Path) -> list[Mutant]:
    """Every mutant of the sources under this folder, in the order of files and lines."""
    found = []
    for path in sorted((project / ACCESS).rglob("*.py")):
        inside = path.relative_to(project)
        if NOT_RULES.isdisjoint(inside.parts):
            found += _placed(inside, path.read_text(encoding="utf-8"), of_python)
    for name, text in _living(project).items():
        found += _placed(name, text, of_sql)
    return found


def _placed(path: Path, text: str, kind: Callable[[str], Iterator[tuple[int, int, str]]]) -> list[Mutant]:
    return [
        Mutant(path, start, end, text[start:end], now, text.count("\n", 0, start) + 1)
        for start, end, now in sorted(set(kind(text)))
    ]


def of_python(text: str) -> Iterator[tuple[int, int, str]]:
    lines = [0, *accumulate(len(line.encode()) for line in text.splitlines(keepends=True))]
    raw = text.encode()

    def span(node: ast.expr | ast.stmt) -> tuple[int, int]:
        first = lines[node.lineno - 1] + node.col_offset
        last = lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        return len(raw[:first].decode()), len(raw[:last].decode())

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.List):
            yield from _without_each(text, [span(one) for one in node.elts])
        for where, now in _wrongs(node):
            yield (*span(where), now)


def _without_each(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    for start, end in spans:
        comma = re.match(r"\s*,", text[end:])
        yield start, end + (comma.end() if comma else 0), ""


def _wrongs(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    match node:
        case ast.Compare(ops=[one]) if type(one) in FLIPPED:
            flipped = ast.Compare(node.left, [FLIPPED[type(one)]()], node.comparators)
            yield node, f"({ast.unparse(flipped)})"
        case ast.BoolOp():
            other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield node, f"({ast.unparse(ast.BoolOp(other, node.values))})"
        case ast.UnaryOp(op=ast.Not()):
            yield node, f"({ast.unparse(node.operand)})"
        case ast.If(body=[ast.Raise() | ast.Return()], orelse=[]):
            yield node.test, "False"
        case ast.Expr(value=ast.Call()):
            yield node, "pass"
        case ast.Constant(value=bool() as truth):
            yield node, str(not truth)
        case ast.Constant(value=int() as number):
            yield node, str(number + 1)


def _living(project: Path) -> dict[Path, str]:
    """Each SQL file with what later files replace blanked out, so that every place stays where it was."""
    texts: dict[Path, str] = {}
    last: dict[tuple[str, ...], tuple[Path, int, int]] = {}
    for name in _in_order(project):
        texts[name] = (project / name).read_text(encoding="utf-8")
        for start, end in statements(texts[name]):
            if known := NAMED.match(uncommented(texts[name][start:end])):
                key = tuple(part or "" for part in known.groups())
                if key in last:
                    path, first, end_of_first = last[key]
                    texts[path] = _blanked(texts[path], first, end_of_first)
                last[key] = (name, start, end)
    return texts


def _in_order(project: Path) -> list[Path]:
    migrations = sorted((project / ACCESS / "migrations").glob("0*.py"))
    return [
        Path(name)
        for path in migrations
        for name in re.findall(r'RunSqlFile\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    ]


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def uncommented(text: str) -> str:
    """The same length, with comments as spaces."""
    return re.sub(r"--[^\n]*", lambda found: " " * len(found.group()), text)


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Where each statement begins and ends, with the semicolons inside $$ passed over."""
    start, inside = 0, False
    for found in re.finditer(r"\$\$|;", uncommented(text)):
        if found.group() == "$$":
            inside = not inside
        elif not inside:
            yield start, found.end()
            start = found.end()


def of_sql(text: str) -> Iterator[tuple[int, int, str]]:
    bare = uncommented(text)
    for start, end in statements(text):
        statement = bare[start:end]
        if REMOVABLE.match(statement):
            yield start + len(statement) - len(statement.lstrip()), end, ""
        for first, last, now in _within(statement):
            yield start + first, start + last, now


def _within(statement: str) -> Iterator[tuple[int, int, str]]:
    body = re.search(r"\$\$|USING|WITH CHECK|WHEN", statement)
    if body is None:
        return
    taken: set[int] = set()
    for pattern, now in SQL_FLIPS:
        for found in re.compile(pattern).finditer(statement, body.end()):
            if taken.isdisjoint(range(*found.span())) and not _assigns(statement, found.start()):
                taken |= set(range(*found.span()))
                yield (*found.span(), found.group().replace("NOT ", "") if now is None else now)
    for found in re.compile(r" AND ").finditer(statement, body.end()):
        yield found.start(), _end_of_term(statement, found.end()), " "
    for found in REFUSALS.finditer(statement, body.end()):
        yield (*found.span(), "NULL;")


def _assigns(statement: str, place: int) -> bool:
    """Whether this stands in UPDATE … SET a = b: flipped it would only be bad SQL; or in BETWEEN."""
    before = statement[max(0, place - 40) : place].split("\n")[-1]
    return bool(re.search(r"\bSET \w+(, \w+ = \S+)*$|\bBETWEEN \S+$", before))


def _end_of_term(statement: str, start: int) -> int:
    depth = 0
    for place in range(start, len(statement)):
        depth += {"(": 1, ")": -1}.get(statement[place], 0)
        if depth < 0 or (depth == 0 and END_OF_TERM.match(statement, place)):
            return place
    return len(statement)
