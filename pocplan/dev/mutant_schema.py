"""What the migrations of the walls say to the database, and how a seeded copy is brought to say it differently.

A migration from nothing takes most of a minute. Here the statements of all operations of pocplan.access are written
down before and after a wrong was done, and only those that differ are taken back and said anew, in a copy of the
seeded template. What cannot be taken back that way raises TooDeep: then everything is migrated from nothing.
"""

import re
from difflib import SequenceMatcher
from types import SimpleNamespace
from typing import Any

import psycopg2
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from pocplan.dev.mutations import NAMED, statements, uncommented

OURS = ("pocplan.access.operations", "pocplan.access.immutable")
FUNCTION = re.compile(r"\s*CREATE (?:OR REPLACE )?FUNCTION\b")
UNDONE = (
    (r"CREATE (POLICY|TRIGGER) (\w+)\b.*? ON ([\w.]+).*", r"DROP \1 \2 ON \3"),
    (r"ALTER TABLE (\S+) ENABLE ROW LEVEL SECURITY", r"ALTER TABLE \1 DISABLE ROW LEVEL SECURITY"),
    (r"ALTER TABLE (\S+) FORCE ROW LEVEL SECURITY", r"ALTER TABLE \1 NO FORCE ROW LEVEL SECURITY"),
    (r"ALTER TABLE (\S+) ADD CONSTRAINT (\w+) .*", r"ALTER TABLE \1 DROP CONSTRAINT \2"),
    (r"REVOKE ALL ON FUNCTION (.*) FROM PUBLIC", r"GRANT EXECUTE ON FUNCTION \1 TO PUBLIC"),
    (r"GRANT ((?:SELECT|INSERT|UPDATE|DELETE|, )+) ON (\w+) TO (.*)", r"REVOKE \1 ON \2 FROM \3"),
)


class TooDeep(Exception):
    """Only a migration from nothing shows what this does."""


class DoesNotMigrate(Exception):
    """The changed statements are refused, so the migrations would be."""


class _Listening:
    """Stands for a schema editor, its connection and its cursor, and keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.connection = self

    def cursor(self) -> "_Listening":
        return self

    def __enter__(self) -> "_Listening":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def execute(self, text: str, *_: object) -> None:
        text = f"{text.rstrip().rstrip(';')};"
        self.heard += [text[start:end].strip() for start, end in statements(text)]

    def fetchall(self) -> list[Any]:
        raise TooDeep("reads the database")

    fetchone = fetchall


Operation = tuple[str, Any]
Said = list[list[str] | None]


def operations() -> list[Operation]:
    """Those of pocplan.access, with the app of each, as they are migrated."""
    loader = MigrationLoader(None)
    plan = [key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)]
    return [
        (label, one)
        for label, name in dict.fromkeys(plan)
        for one in loader.graph.nodes[label, name].operations
        if type(one).__module__ in OURS
    ]


def said(there: list[Operation]) -> Said:
    """The statements of each; None where they follow from what the database holds, or from a model that is no more."""
    return [_said_by(*one) for one in there]


def _said_by(label: str, operation: Any) -> list[str] | None:
    ear = _Listening()
    try:
        operation.database_forwards(label, ear, None, SimpleNamespace(apps=apps))
    except (TooDeep, LookupError):
        return None
    return ear.heard


def said_anew(there: list[Operation], path: str, before: Said) -> Said:
    """The same after a wrong was done to this file. Raises DoesNotMigrate where that breaks an operation."""
    try:
        return [
            _said_by(*one) if path.endswith(".py") or getattr(one[1], "name", "") == path else old
            for one, old in zip(there, before, strict=True)
        ]
    except Exception as error:
        raise DoesNotMigrate(repr(error)) from error


def differences(before: Said, after: Said) -> tuple[list[str], list[str]]:
    """What has to be taken back, latest first, and what has to be said instead. Raises TooDeep."""
    gone, come = [], []
    for old, new in zip(before, after, strict=True):
        if old is None or new is None:
            if old != new:
                raise TooDeep("an operation that reads the database")
            continue
        if old == new:
            continue
        for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                gone += old[start:end]
                come += new[first:last]
    last_words = _last_words(before)
    replaced = {_name(one) for one in gone if _name(one) and last_words[_name(one)] != one}
    gone, come = ([one for one in found if _name(one) not in replaced or not _name(one)] for found in (gone, come))
    functions = {_name(one) for one in come if FUNCTION.match(uncommented(one))}
    back = [_undone(one) for one in reversed(gone) if _name(one) not in functions or not _name(one)]
    return back, [
        re.sub(r"CREATE (?:OR REPLACE )?FUNCTION", "CREATE OR REPLACE FUNCTION", one, count=1) for one in come
    ]


def _last_words(before: Said) -> dict[str, str]:
    return {_name(one): one for heard in before for one in heard or ()}


def _name(statement: str) -> str:
    found = NAMED.match(uncommented(statement))
    return " ".join(part for part in found.groups() if part) if found else ""


def _undone(statement: str) -> str:
    plain = " ".join(uncommented(statement).split()).rstrip("; ")
    for pattern, back in UNDONE:
        if found := re.fullmatch(pattern, plain):
            return found.expand(back)
    raise TooDeep(plain)


def rewrite(dsn: str, back: list[str], anew: list[str]) -> None:
    """Bring a copy of the template to this. Raises TooDeep or DoesNotMigrate."""
    connection = psycopg2.connect(dsn)
    try:
        with connection, connection.cursor() as cursor:
            for error, lines in ((TooDeep, back), (DoesNotMigrate, anew)):
                for line in lines:
                    try:
                        cursor.execute(line)
                    except psycopg2.Error as refused:
                        raise error(f"{refused}") from refused
    finally:
        connection.close()
