"""Migration operations that put a table behind the walls, in the migration that makes it."""

from typing import Any

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from pocplan.access.seating import HEADS

READ = "compartment_id = ANY ((SELECT access.readable())::int[])"
WRITE = "compartment_id = ANY ((SELECT access.writable())::int[])"

# Compartment keys are numbered by wall, so that the second wall is a plain comparison of numbers.
HUMANITARIAN_FROM, SHARED_FROM = 500_000_000, 1_000_000_000
MISSION_DIRECTORY_FROM, HUMANITARIAN_DIRECTORY_FROM = 1_500_000_000, 1_600_000_000
NEUTRAL_DIRECTORY_FROM = 1_700_000_000

# What a side's login never reads: from this key, and up to that one without it.
HIDDEN = {
    "mission": [(HUMANITARIAN_FROM, SHARED_FROM), (HUMANITARIAN_DIRECTORY_FROM, NEUTRAL_DIRECTORY_FROM)],
    "humanitarian": [(0, HUMANITARIAN_FROM), (MISSION_DIRECTORY_FROM, HUMANITARIAN_DIRECTORY_FROM)],
    "app": [(0, SHARED_FROM)],
}
# Content never lies among people and posts: the database refuses it, and the walls of content need not speak of
# directories. Each comparison that they are spared is time of the planner in every query (bench/access.py).
CONTENT = ("strategies_", "picture_", "records_", "bodies_", "missions_incident")
# Tables of which pages count thousands of rows, whose walls are written for counting and not for planning (ADR 1).
COUNTED = ("strategies_strategy", "missions_incident", "picture_hotspot", "picture_protection", "picture_alert")
SERVING = ("app", "mission", "humanitarian", "worker")


def role(suffix: str) -> str:
    """The database role with this part of the work, as quoted SQL."""
    return f'"{settings.POCPLAN_DB_PREFIX}_{suffix}"'


def serving_roles() -> str:
    return ", ".join(role(name) for name in SERVING)


def actors() -> str:
    """Whom the policies speak of. Definer functions run as the seats role and have narrow policies of their own."""
    return f"{serving_roles()}, {role('owner')}"


def walls_of(table: str, column: str = "compartment_id") -> dict[str, str]:
    """The condition by which each side's login is held, as SQL."""
    is_content, is_counted = table.startswith(CONTENT), table.startswith(COUNTED)
    outside = _compared if is_counted else _divided
    return {
        side: " AND ".join(
            outside(column, first, end) for first, end in hidden if first < MISSION_DIRECTORY_FROM or not is_content
        )
        for side, hidden in HIDDEN.items()
    }


def _compared(column: str, first: int, end: int) -> str:
    """Outside this range; where the gate names the rooms, the planner knows it of them and asks no row."""
    return f"NOT ({column} >= {first} AND {column} < {end})" if first else f"{column} >= {end}"


def _divided(column: str, first: int, end: int) -> str:
    """Outside this range, without an OR, for which the planner would weigh indexes in every query."""
    width = end - first
    return f"{column} / {width} <> {first // width}" if first else f"{column} >= {end}"


def wall_policies(table: str, column: str = "compartment_id") -> list[str]:
    return [
        f"CREATE POLICY wall_{side} ON {table} AS RESTRICTIVE TO {role(side)} USING ({rule})"
        for side, rule in walls_of(table, column).items()
    ]


def outside_directories(table: str) -> list[str]:
    """What keeps a table of content out of the directories."""
    if not table.startswith(CONTENT):
        return []
    check = f"CHECK (compartment_id < {MISSION_DIRECTORY_FROM})"
    return [f"ALTER TABLE {table} ADD CONSTRAINT {table}_outside_directories {check}"]


class _OneWay(Operation):
    """Walls go up with the table and come down only with it."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        return None

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        return None


class Guard(_OneWay):
    """Row security, grants and composite keys for one guarded model.

    append_only: rows can be added and read, never changed (a trigger holds it for every role).
    deletable:   rows may be deleted (short-lived locks only; nothing else is deleted hard).
    narrow:      an extra SQL condition for reading and changing, AND-ed to the wall.
    """

    def __init__(self, model: str, *, append_only: bool = False, deletable: bool = False, narrow: str = "") -> None:
        self.model, self.append_only, self.deletable, self.narrow = model, append_only, deletable, narrow

    def describe(self) -> str:
        return f"Guard {self.model} with row security"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        for statement in self.statements(model):
            schema_editor.execute(statement)

    def statements(self, model: Any) -> list[str]:
        table = model._meta.db_table
        return [
            *self._row_security(table),
            *wall_policies(table),
            *outside_directories(table),
            *self._grants(table),
            self._fixed(table),
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_key UNIQUE (id, compartment_id)",
            *self._same_compartment_keys(model),
        ]

    def _row_security(self, table: str) -> list[str]:
        lines = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY may_read ON {table} FOR SELECT TO {actors()} USING ({READ})",
            f"CREATE POLICY may_create ON {table} FOR INSERT TO {actors()} WITH CHECK ({WRITE})",
            f"CREATE POLICY may_change ON {table} FOR UPDATE TO {actors()} USING ({WRITE}) WITH CHECK ({WRITE})",
        ]
        if self.deletable:
            lines.append(f"CREATE POLICY may_delete ON {table} FOR DELETE TO {actors()} USING ({WRITE})")
        if self.narrow:
            for name, verb in (("narrow_read", "SELECT"), ("narrow_change", "UPDATE")):
                lines.append(
                    f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {verb} TO {actors()} USING ({self.narrow})"
                )
        return lines

    def _grants(self, table: str) -> list[str]:
        rights = ["SELECT", "INSERT"]
        rights += [] if self.append_only else ["UPDATE"]
        rights += ["DELETE"] if self.deletable else []
        return [f"GRANT {', '.join(rights)} ON {table} TO {serving_roles()}"]

    def _fixed(self, table: str) -> str:
        """Rows never move to another room: what goes with them would be read there (leaks.md 68)."""
        moved = "(NEW.id, NEW.compartment_id) IS DISTINCT FROM (OLD.id, OLD.compartment_id)"
        name, when = ("append_only", "UPDATE OR DELETE") if self.append_only else ("keep_room", "UPDATE")
        condition = "" if self.append_only else f" WHEN ({moved})"
        return (
            f"CREATE TRIGGER {name} BEFORE {when} ON {table}"
            f" FOR EACH ROW{condition} EXECUTE FUNCTION access.refuse_change()"
        )

    @staticmethod
    def _same_compartment_keys(model: Any) -> list[str]:
        from pocplan.access.gate import SameCompartmentKey

        return [_kept_in_room(model, one) for one in model._meta.local_fields if isinstance(one, SameCompartmentKey)]


def _kept_in_room(model: Any, field: Any) -> str:
    table = model._meta.db_table
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{field.column} FOREIGN KEY ({field.column}, compartment_id)"
        f" REFERENCES {field.related_model._meta.db_table} (id, compartment_id) DEFERRABLE INITIALLY DEFERRED"
    )


class KeepInRoom(_OneWay):
    """The composite key of a SameCompartmentKey that was added after its table was guarded."""

    def __init__(self, model: str, field: str) -> None:
        self.model, self.field = model, field

    def describe(self) -> str:
        return f"Keep {self.field} of {self.model} in the room of its row"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        schema_editor.execute(_kept_in_room(model, model._meta.get_field(self.field)))


class SeatsMayRead(_OneWay):
    """Lets the definer functions read a guarded table that seats are computed from."""

    def __init__(self, table: str) -> None:
        self.table = table

    def describe(self) -> str:
        return f"Let the seats role read {self.table}"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute(f"GRANT SELECT ON {self.table} TO {role('seats')}")
        schema_editor.execute(f"CREATE POLICY seats_read ON {self.table} FOR SELECT TO {role('seats')} USING (true)")


class SecondWall(_OneWay):
    """The wall between the sides' logins on a table of the walls themselves."""

    def __init__(self, table: str, column: str = "compartment_id") -> None:
        self.table, self.column = table, column

    def describe(self) -> str:
        return f"Raise the second wall on {self.table}"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in wall_policies(self.table, self.column):
            schema_editor.execute(statement)


class SpareContentTheDirectories(_OneWay):
    """Brings tables of content that were guarded before to what Guard gives them now."""

    def describe(self) -> str:
        return "Keep content out of the directories, with the shorter walls"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'wall_mission' AND NOT EXISTS"
                " (SELECT 1 FROM pg_constraint WHERE conrelid = polrelid AND conname LIKE '%outside_directories')"
            )
            tables = [row[0] for row in cursor.fetchall() if row[0].startswith(CONTENT)]
        for table in tables:
            for side, rule in walls_of(table).items():
                schema_editor.execute(f"ALTER POLICY wall_{side} ON {table} USING ({rule})")
            for statement in outside_directories(table):
                schema_editor.execute(statement)


class WallsAsWritten(_OneWay):
    """Brings every second wall that stands to what `walls_of` says now."""

    def describe(self) -> str:
        return "Write the second walls anew"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'wall_mission'")
            tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            for side, rule in walls_of(table, "id" if table == "access_compartment" else "compartment_id").items():
                schema_editor.execute(f"ALTER POLICY wall_{side} ON {table} USING ({rule})")


class RunSqlFile(_OneWay):
    """Functions and policies written as SQL, with the installation's role names put in.

    name: the file, seen from the project's root, e.g. "pocplan/access/sql/walls.sql".
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def describe(self) -> str:
        return f"Run {self.name}"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        text = (settings.BASE_DIR / self.name).read_text(encoding="utf-8")
        for word, value in self._words().items():
            text = text.replace("{" + word + "}", value)
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(text)

    @staticmethod
    def _words() -> dict[str, str]:
        heads = ", ".join(f"'{kind}'" for kind in HEADS)
        return {
            "owner": role("owner"),
            "owner_name": f"'{settings.POCPLAN_DB_PREFIX}_owner'",
            "seats": role("seats"),
            "auditor": role("auditor"),
            "serving": serving_roles(),
            "actors": actors(),
            "heads": f"ARRAY[{heads}]",
        }


class DefinerFunctions(_OneWay):
    """Hand functions made by this migration to the seats role and say who may call them.

    Each is given as it is named in SQL with its argument types, e.g. "access.rooms_due(text)".
    """

    def __init__(self, *functions: str, callers: tuple[str, ...] = SERVING) -> None:
        self.functions, self.callers = functions, callers

    def describe(self) -> str:
        return f"Hand {', '.join(self.functions)} to the seats role"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        callers = ", ".join(role(name) for name in (*self.callers, "owner"))
        for function in self.functions:
            schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            schema_editor.execute(f"ALTER FUNCTION {function} OWNER TO {role('seats')}")
            schema_editor.execute(f"SET ROLE {role('seats')}")
            schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {callers}")
            schema_editor.execute("RESET ROLE")
