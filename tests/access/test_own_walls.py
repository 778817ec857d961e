"""The walls' own tables, asked of the catalogue: each rule and each trigger, and nothing beside them."""

import pytest
from django.conf import settings

from pocplan.access.open_tables import STRUCTURE
from tests.world import World

PREFIX = settings.POCPLAN_DB_PREFIX
SERVING = ("app", "humanitarian", "mission", "worker")
ACTORS = ("app", "humanitarian", "mission", "owner", "worker")
SEATS, OWNER = ("seats",), ("owner",)
IN_ROOM = "compartment_id = ANY (( SELECT access.readable() AS readable)::integer[])"
HIMSELF = "( SELECT access.person() AS person)"
OBSERVERS = "( SELECT access.sees_directory() AS sees_directory) OR"
# Table and rule: whether it widens, for whom, for what, and its condition; walls of the sides are left to Guard.
RULES = {
    "access_operation may_read": (
        True, ACTORS, "SELECT", "id = ANY (( SELECT access.operations() AS operations)::uuid[])",
    ),
    "access_owner may_read": (
        True, ACTORS, "SELECT", "operation_id = ANY (( SELECT access.operations() AS operations)::uuid[])",
    ),
    "access_area may_read": (
        True, ACTORS, "SELECT", "EXISTS ( SELECT 1 FROM access_owner o WHERE (o.id = access_area.owner_id))",
    ),
    "access_compartment may_read": (
        True, ACTORS, "SELECT", "id = ANY (( SELECT access.readable() AS readable)::integer[])",
    ),
    "access_seat may_read": (True, ACTORS, "SELECT", IN_ROOM),
    "access_addressing may_read": (True, ACTORS, "SELECT", IN_ROOM),
    "access_addressing discreet": (
        False, SERVING, "SELECT",
        "SELECT access.may_learn_of(access_addressing.compartment_id, access_addressing.owner_id) AS may_learn_of",
    ),
    "access_seatrule may_read": (True, ACTORS, "SELECT", "true"),
    "access_seatrule provisioning": (True, OWNER, "ALL", "true"),
    "access_signingkey provisioning": (True, OWNER, "ALL", "true"),
    **{f"access_{name} seats_work": (True, SEATS, "ALL", "true") for name in (
        "operation", "owner", "area", "compartment", "seatrule", "seat", "addressing", "signingkey", "counter",
    )},
    "journal_head seats_work": (True, SEATS, "ALL", "true"),
    "access_person observers": (False, SERVING, "SELECT", f"{OBSERVERS} (id = {HIMSELF})"),
    "access_incumbency observers": (False, SERVING, "SELECT", f"{OBSERVERS} (person_id = {HIMSELF})"),
    "access_post observers": (
        False, SERVING, "SELECT",
        f"{OBSERVERS} (id = ANY (( SELECT access.held_posts() AS held_posts)::uuid[]))",
    ),
    **{f"access_{name} seats_read": (True, SEATS, "SELECT", "true") for name in ("post", "person", "incumbency")},
    "access_incumbency seats_confirm": (True, SEATS, "UPDATE", "true"),
}  # fmt: skip
ANY_STATEMENT = "AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.{table} FOR EACH STATEMENT"
TRIGGERS = {
    **{
        f"access_{name} forget_seats": ANY_STATEMENT.format(table=f"access_{name}")
        for name in ("owner", "compartment", "seatrule", "seat", "addressing", "post", "person", "incumbency")
    },
    "accounts_user forget_seats": "AFTER DELETE OR UPDATE OF is_active ON public.accounts_user FOR EACH STATEMENT",
    "access_post hold_posts": "BEFORE INSERT OR UPDATE ON public.access_post FOR EACH ROW",
    "access_person hold_people": "BEFORE INSERT OR UPDATE ON public.access_person FOR EACH ROW",
    "access_incumbency hold_appointments": "BEFORE INSERT OR UPDATE ON public.access_incumbency FOR EACH ROW",
    "access_incumbency exclude_seats": "BEFORE INSERT ON public.access_incumbency FOR EACH ROW",
}
MOVED = "WHEN (((new.id IS DISTINCT FROM old.id) OR (new.compartment_id IS DISTINCT FROM old.compartment_id)))"


def test_each_rule_is_the_one_that_is_written_here(shared_world: World) -> None:
    rows = shared_world.query(
        "SELECT tablename || ' ' || policyname, permissive = 'PERMISSIVE', roles::text[], cmd, qual, with_check"
        " FROM pg_policies WHERE tablename = ANY(%s) AND policyname NOT LIKE 'wall\\_%%'"
        " AND NOT (tablename = ANY(%s) AND policyname IN ('may_read', 'may_create', 'may_change'))",
        [[*STRUCTURE, *(guarded := ["access_post", "access_person", "access_incumbency"])], guarded],
    )
    found = {}
    for name, widens, roles, command, condition, check in rows:
        held = tuple(sorted(role.removeprefix(f"{PREFIX}_") for role in roles))
        found[name] = (widens, held, command, _plain(condition))
        assert check == ("true" if command in ("ALL", "UPDATE") else None), name
    assert found == {name: (*rule[:3], _plain(rule[3])) for name, rule in RULES.items()}


def _plain(condition: str) -> str:
    return "".join(sign for sign in condition if sign not in " ()\n")


@pytest.mark.parametrize("side", ["relrowsecurity", "relforcerowsecurity"])
def test_row_security_is_on_and_holds_the_owner_too(shared_world: World, side: str) -> None:
    rows = shared_world.query(f"SELECT relname FROM pg_class WHERE relname = ANY(%s) AND {side}", [list(STRUCTURE)])
    assert {row[0] for row in rows} == set(STRUCTURE)


def test_each_trigger_is_the_one_that_is_written_here(shared_world: World) -> None:
    rows = shared_world.query(
        "SELECT tgrelid::regclass || ' ' || tgname, tgname, pg_get_triggerdef(oid), tgenabled FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname <> 'keep_room'"
        " AND tgrelid::regclass::text ~ '^(access_|accounts_user$)'"
    )
    wanted = {
        name: f"CREATE TRIGGER {name.split()[1]} {what} EXECUTE FUNCTION access.{name.split()[1]}()"
        for name, what in TRIGGERS.items()
    }
    assert {name: text for name, _, text, _ in rows} == wanted
    assert {enabled for *_, enabled in rows} == {"O"}


def test_rows_are_kept_in_their_rooms_or_not_changed_at_all(shared_world: World) -> None:
    rows = shared_world.query(
        "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE tgname IN ('keep_room', 'append_only') AND tgrelid::regclass::text <> 'journal_head'"
    )
    for table, name, text in rows:
        events = f"UPDATE ON public.{table} FOR EACH ROW {MOVED}"
        if name == "append_only":
            events = f"DELETE OR UPDATE ON public.{table} FOR EACH ROW"
        assert text == f"CREATE TRIGGER {name} BEFORE {events} EXECUTE FUNCTION access.refuse_change()"
    assert {name for _, name, _ in rows} == {"keep_room", "append_only"}
