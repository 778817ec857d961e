"""The database's own catalogue, asked on a real, migrated database."""

from typing import Any

import pytest
from django.conf import settings

from pocplan.access.open_tables import OPEN, STRUCTURE, UNUSED
from pocplan.access.operations import CONTENT, READ, WRITE, walls_of
from tests.architecture.definers import AUDITOR, FUNCTIONS, INNER, PLAIN, WORKER
from tests.architecture.sources import say
from tests.architecture.test_models import guarded
from tests.world import World

PREFIX = settings.POCPLAN_DB_PREFIX
LOGINS = ("app", "mission", "humanitarian", "worker")
TABLES = sorted(model._meta.db_table for model in guarded())
# What lies in a room and is read by fewer than sit there: files taken along, seals of the sides, what people are told.
NARROW = {
    "notices_event",
    "notices_mail",
    "notices_notice",
    "picture_releasedrating",
    "strategies_export",
    "strategies_frozenrating",
    "strategies_returnedfile",
}
# Rows that go on living after something in them was frozen; see pocplan/access/immutable.py.
FROZEN = {
    *("strategies_version", "strategies_releaserow", "strategies_package", "strategies_innertext"),
    *("strategies_request", "strategies_innercomment", "strategies_round", "strategies_offsystemnote"),
    *("strategies_companionrelease", "strategies_forceclearance", "strategies_proposal"),
    "strategies_margincomment",
}
FROZEN_BY = {"keep_fixed": "BEFORE UPDATE", "keep_row": "BEFORE DELETE"}
# Short-lived, or the end of a right: nothing else is deleted hard.
DELETABLE = {"people_groupentry", "strategies_softlock", "strategies_strategygrant"}
PERMISSIVE = {"may_read": "SELECT", "may_create": "INSERT", "may_change": "UPDATE", "may_delete": "DELETE"}


@pytest.fixture(scope="module")
def policies(shared_world: World) -> dict[str, dict[str, dict[str, Any]]]:
    """Table, then name of the policy, then what the catalogue says of it."""
    rows = shared_world.query(
        "SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public'"
    )
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for table, policy, permissive, roles, command, qual, check in rows:
        found.setdefault(table, {})[policy] = {
            "permissive": permissive == "PERMISSIVE",
            "roles": sorted(role.removeprefix(f"{PREFIX}_") for role in roles),
            "command": command,
            "qual": _flat(qual),
            "check": _flat(check),
        }
    return found


def _flat(text: str | None) -> str:
    """SQL as the catalogue and as we write it, made comparable."""
    text = (text or "").replace("::integer[]", "::int[]").replace(" AS readable", "").replace(" AS writable", "")
    return "".join(sign for sign in text if sign not in " ()").lower()


def test_every_table_is_known(shared_world: World) -> None:
    there = {row[0] for row in shared_world.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    strangers = sorted(there - {*TABLES, *OPEN, *STRUCTURE, *UNUSED})
    assert not strangers, say(strangers, "A guarded model, or a reason in pocplan/access/open_tables.py.")


def test_every_room_table_has_forced_row_security(shared_world: World) -> None:
    bare = shared_world.query(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'compartment_id'"
        " AND NOT a.attisdropped WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )
    assert not bare, say([row[0] for row in bare], "Guard('model') in the migration that makes the table.")


def test_the_walls_own_tables_have_forced_row_security(shared_world: World) -> None:
    forced = shared_world.query(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity"
    )
    assert {row[0] for row in forced} == {*TABLES, *STRUCTURE}


@pytest.mark.parametrize("table", TABLES)
def test_guarded_tables_have_the_walls_and_no_other_door(table: str, policies: Any) -> None:
    here = policies.get(table, {})
    wide = {name: one for name, one in here.items() if one["permissive"]}
    # Permissive policies are OR-ed: one more would open the table.
    extra = {name for name, one in wide.items() if name not in PERMISSIVE and one["roles"] != ["seats"]}
    assert not extra, f"{table}: {extra}. Narrow with Guard(…, narrow=…); nothing widens a wall."
    assert {"may_read", "may_create"} <= set(wide)
    for name, one in wide.items():
        if name in PERMISSIVE:
            assert one["command"] == PERMISSIVE[name]
            assert {one["qual"], one["check"]} - {""} == {_flat(READ if name == "may_read" else WRITE)}
    for side, rule in walls_of(table).items():
        wall = here[f"wall_{side}"]
        assert (wall["permissive"], wall["command"], wall["roles"]) == (False, "ALL", [side])
        assert wall["qual"] == _flat(rule)


def test_nothing_is_deleted_hard_but_locks_and_what_ended(policies: Any) -> None:
    assert {table for table, here in policies.items() if "may_delete" in here} == DELETABLE


def test_what_fewer_than_the_room_may_read_is_narrowed_for_reading_and_changing(policies: Any) -> None:
    for name, command in (("narrow_read", "SELECT"), ("narrow_change", "UPDATE")):
        rows = {table: here[name] for table, here in policies.items() if name in here}
        assert set(rows) == NARROW
        for one in rows.values():
            assert (one["permissive"], one["command"]) == (False, command)
            assert one["qual"] not in ("", "true") and set(one["roles"]) == {*LOGINS, "owner"}


@pytest.mark.parametrize("table", ["access_seat", "access_addressing", "access_compartment"])
def test_the_walls_own_tables_have_the_second_wall(table: str, policies: Any) -> None:
    column = "id" if table == "access_compartment" else "compartment_id"
    for side, rule in walls_of(table, column).items():
        assert policies[table][f"wall_{side}"]["qual"] == _flat(rule)


def test_content_whose_walls_are_shorter_cannot_lie_in_a_directory(shared_world: World) -> None:
    kept = shared_world.query(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conname LIKE '%%outside_directories'",
        [],
    )
    assert dict(kept) == {
        table: "CHECK ((compartment_id < 1500000000))" for table in TABLES if table.startswith(CONTENT)
    }


@pytest.mark.parametrize("table", STRUCTURE)
def test_serving_roles_only_read_the_walls_own_tables(table: str, shared_world: World, policies: Any) -> None:
    hidden = table in ("access_signingkey", "access_counter", "journal_head")
    for login in LOGINS:
        assert _rights(shared_world, login, table) == (set() if hidden else {"SELECT"})
    doors = {name for name, one in policies[table].items() if one["permissive"] and one["roles"] != ["seats"]}
    assert doors <= {"may_read", "provisioning"}


@pytest.mark.parametrize("table", TABLES)
def test_serving_roles_have_no_wider_right_than_the_guard_gives(table: str, shared_world: World) -> None:
    for login in LOGINS:
        rights = _rights(shared_world, login, table)
        assert {"SELECT", "INSERT"} <= rights <= {"SELECT", "INSERT", "UPDATE", "DELETE"}
    can_delete = "DELETE" in _rights(shared_world, "app", table)
    assert can_delete == ("may_delete" in _names(shared_world, table)), "Rows are withdrawn; locks are deletable=True."


def _names(world: World, table: str) -> set[str]:
    return {row[0] for row in world.query("SELECT policyname FROM pg_policies WHERE tablename = %s", [table])}


@pytest.mark.parametrize("table", sorted({*OPEN, *UNUSED}))
def test_open_tables_have_the_rights_that_are_listed(table: str, shared_world: World) -> None:
    if not shared_world.query("SELECT 1 FROM pg_tables WHERE tablename = %s", [table]):
        pytest.fail(f"{table} does not exist: strike it out of open_tables.py.")
    wanted = set(OPEN[table][0].split(", ")) if table in OPEN else set()
    for login in LOGINS:
        assert _rights(shared_world, login, table) == wanted


def _rights(world: World, login: str, table: str) -> set[str]:
    kinds = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    rows = world.query(
        "SELECT kind FROM unnest(%s) kind WHERE has_table_privilege(%s, %s::regclass, kind)",
        [kinds, f"{PREFIX}_{login}", table],
    )
    return {row[0] for row in rows}


def test_serving_roles_own_nothing_and_are_nobody_else(shared_world: World) -> None:
    names = [f"{PREFIX}_{login}" for login in (*LOGINS, "auditor")]
    special = shared_world.query(
        "SELECT rolname FROM pg_roles r WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls OR rolcreaterole"
        " OR rolcreatedb OR rolreplication OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)"
        " OR EXISTS (SELECT 1 FROM pg_shdepend d WHERE d.refobjid = r.oid AND d.deptype = 'o'))",
        [names],
    )
    assert not special, say([row[0] for row in special], "pocplan/dev/roles.py makes logins that are nothing special.")


def test_nobody_makes_anything_in_our_schemas(shared_world: World) -> None:
    for login in (*LOGINS, "auditor"):
        for schema in ("public", "access"):
            rows = shared_world.query("SELECT has_schema_privilege(%s, %s, 'CREATE')", [f"{PREFIX}_{login}", schema])
            assert rows == [(False,)], f"{login} may create in {schema}"


def test_the_public_has_no_rights(shared_world: World) -> None:
    tables = shared_world.query(
        "SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee = 0"
        " AND c.relnamespace IN ('public'::regnamespace, 'access'::regnamespace)"
    )
    functions = shared_world.query(
        "SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " WHERE a.grantee = 0 AND p.pronamespace IN ('public'::regnamespace, 'access'::regnamespace)"
    )
    assert not tables + functions, say([row[0] for row in tables + functions], "REVOKE ALL … FROM PUBLIC.")


FUNCTION_ROWS = (
    "SELECT p.proname, p.prosecdef, r.rolname, coalesce(array_to_string(p.proconfig, ','), ''), p.oid, n.nspname"
    " FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner JOIN pg_namespace n ON n.oid = p.pronamespace"
    " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
)


def test_functions_with_the_seats_rights_are_those_on_the_list(shared_world: World) -> None:
    rows = shared_world.query(FUNCTION_ROWS)
    assert {row[5] for row in rows} == {"access"}, "Functions live in the schema access."
    definers = {row[0] for row in rows if row[1]}
    door = "Read it as an attacker, then write it into tests/architecture/definers.py."
    assert definers <= set(FUNCTIONS), say(sorted(definers - set(FUNCTIONS)), door)
    assert set(FUNCTIONS) <= definers, f"Strike out: {sorted(set(FUNCTIONS) - definers)}"
    assert {row[0] for row in rows if not row[1]} <= PLAIN, "A new plain function belongs on the list PLAIN."


def test_such_functions_are_owned_by_the_seats_and_fix_their_search_path(shared_world: World) -> None:
    offences = [
        f"{name}: owner {owner}, {config or 'no search_path'}"
        for name, definer, owner, config, _, _ in shared_world.query(FUNCTION_ROWS)
        if owner != f"{PREFIX}_seats" or not config.startswith("search_path=pg_catalog, pg_temp")
    ]
    assert not offences, say(offences, "DefinerFunctions(…) and SET search_path = pg_catalog, pg_temp.")


def test_functions_are_called_by_those_on_the_list(shared_world: World) -> None:
    offences = []
    for name, _, _, _, oid, _ in shared_world.query(FUNCTION_ROWS):
        wanted = FUNCTIONS.get(name, ("",))[0]
        callers = {login for login in (*LOGINS, "auditor") if _may_call(shared_world, login, oid)}
        if (wanted == INNER and callers) or (wanted in (AUDITOR, WORKER) and callers != {wanted}):
            offences.append(f"{name} is {wanted}, and {', '.join(sorted(callers))} may call it")
    assert not offences, say(offences, "DefinerFunctions(…, callers=()) or REVOKE EXECUTE.")


def _may_call(world: World, login: str, oid: int) -> bool:
    sql = "SELECT has_function_privilege(%s, %s::oid, 'EXECUTE')"
    return world.query(sql, [f"{PREFIX}_{login}", oid]) == [(True,)]


def test_views_read_with_their_readers_rights(shared_world: World) -> None:
    views = shared_world.query(
        "SELECT relname FROM pg_class c WHERE relkind IN ('v', 'm') AND relnamespace IN"
        " ('public'::regnamespace, 'access'::regnamespace)"
        " AND (relkind = 'm' OR NOT coalesce('security_invoker=true' = ANY (reloptions), false))"
    )
    assert not views, say([row[0] for row in views], "WITH (security_invoker = true); no materialised views.")


def test_no_unique_rule_spans_rooms(shared_world: World) -> None:
    """A refusal would tell that the same value stands in a room that one does not see."""
    parents = {model._meta.db_table: _parent_columns(model) for model in guarded()}
    rows = shared_world.query(
        "SELECT t.relname, i.relname, array_agg(a.attname::text), x.indisprimary FROM pg_index x"
        " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)"
        " WHERE x.indisunique AND t.relname = ANY(%s) GROUP BY 1, 2, 4",
        [TABLES],
    )
    offences = [
        f"{table}: {index} ({', '.join(columns)})"
        for table, index, columns, primary in rows
        if not primary and not {"compartment_id", *parents[table]} & set(columns)
    ]
    assert not offences, say(offences, "fields=['compartment', …], or a SameCompartmentKey among them.")


def _parent_columns(model: Any) -> set[str]:
    from pocplan.access.gate import SameCompartmentKey

    return {field.column for field in model._meta.local_fields if isinstance(field, SameCompartmentKey)}


def test_no_rule_of_exclusion_spans_rooms(shared_world: World) -> None:
    rows = shared_world.query("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'x'")
    assert not rows, say([" ".join(row) for row in rows], "An exclusion constraint starts with the compartment.")


def test_keys_between_guarded_rows_carry_the_room(shared_world: World) -> None:
    rows = shared_world.query(
        "SELECT k.conrelid::regclass::text, k.conname FROM pg_constraint k WHERE k.contype = 'f'"
        " AND k.conrelid::regclass::text = ANY(%(tables)s) AND k.confrelid::regclass::text = ANY(%(tables)s)"
        " AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)"
        " AND a.attname = 'compartment_id')",
        {"tables": TABLES},
    )
    assert not rows, say([" ".join(row) for row in rows], "SameCompartmentKey, and Guard(…) after all keys exist.")


def test_every_key_to_a_parent_has_its_constraint(shared_world: World) -> None:
    """A key added after Guard(…) would have none: SameCompartmentKey makes none by itself."""
    there = {
        (table, column)
        for table, column in shared_world.query(
            "SELECT k.conrelid::regclass::text, a.attname FROM pg_constraint k JOIN pg_attribute a"
            " ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f'"
            " AND array_length(k.conkey, 1) = 2"
        )
    }
    wanted = {(model._meta.db_table, column) for model in guarded() for column in _parent_columns(model)}
    missing = [f"{table}.{column}" for table, column in sorted(wanted - there)]
    assert not missing, say(missing, "Add the composite key in the migration that adds the field.")


def test_rows_stay_in_their_rooms(shared_world: World) -> None:
    held = shared_world.query(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname IN ('keep_room', 'append_only')"
    )
    missing = sorted(set(TABLES) - {row[0] for row in held})
    assert not missing, say(missing, "Guard(…) makes the trigger.")


def test_what_was_frozen_in_rows_that_live_on_stays(shared_world: World) -> None:
    rows = shared_world.query(
        "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE tgname IN ('keep_fixed', 'keep_row')"
    )
    assert {(table, name) for table, name, *_ in rows} == {(one, name) for one in FROZEN for name in FROZEN_BY}
    for _table, name, enabled, said in rows:
        assert enabled == "O" and FROZEN_BY[name] in said and said.endswith("EXECUTE FUNCTION access.refuse_change()")


def test_indexes_of_rooms_exist(shared_world: World) -> None:
    """The compartment is asked in every query, so an index starts with it."""
    rows = shared_world.query(
        "SELECT DISTINCT t.relname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] AND a.attname = 'compartment_id'"
    )
    missing = sorted(set(TABLES) - {row[0] for row in rows})
    assert not missing, say(missing, "The key `compartment` of GuardedModel has an index; keep it.")
