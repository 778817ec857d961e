"""First heads and posts that exclude one another, case by case, with what the database is asked to decide planted."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
from django.db import connections, transaction

from pocplan.access.actor import Actor
from pocplan.dev import testing
from tests.access.test_self_appointment import refused
from tests.world import World

# What each body without a head is like, and whether a head of the same side is shown its first one.
BODIES: dict[str, bool] = {
    "plain": True,
    "ends today": True,
    "had a head": True,
    "has a member": True,
    "ended": False,
    "withdrawn": False,
    "no head's post": False,
    "closed post": False,
    "other side": False,
    "other operation": False,
    "has a head": False,
}


@pytest.fixture(scope="module")
def proposed(shared_world: World) -> dict[str, str]:
    """Of each such body, the proposal for its first head."""
    return {name: _body(shared_world, name) for name in BODIES}


def _body(world: World, name: str) -> str:
    today = world.query("SELECT (access.clock() AT TIME ZONE 'UTC')::date")[0][0]
    like = "Protection Cluster Taleria" if name == "other operation" else "Protection Cluster"
    owner, room = str(uuid4()), world.query("SELECT nextval('access.room_directory_humanitarian')")[0][0]
    world.query(
        "INSERT INTO access_owner (id, operation_id, kind, side, name, short, state) SELECT %s, operation_id, kind,"
        " %s, %s, %s, 'active' FROM access_owner WHERE short = %s",
        [owner, "mission" if name == "other side" else "humanitarian", name, name[:20], like],
    )
    world.query(
        "INSERT INTO access_compartment (id, public_id, operation_id, owner_id, audience, label, discreet)"
        " SELECT %s, gen_random_uuid(), operation_id, id, 'directory', 'x', false FROM access_owner WHERE id = %s",
        [room, owner],
    )
    kind = "cluster_member" if name == "no head's post" else "cluster_coordinator"
    ends = {"ends today": today, "ended": today - timedelta(1)}.get(name)
    proposal = _held(world, room, owner, kind, today - timedelta(9), ends=ends, withdrawn=name == "withdrawn")
    if name == "closed post":
        world.query("UPDATE access_post SET closed_on = %s WHERE owner_id = %s", [today, owner])
    beside = {
        "has a head": (kind, None),
        "had a head": (kind, today - timedelta(1)),
        "has a member": ("cluster_member", None),
    }
    if name in beside:
        other, until = beside[name]
        _held(world, room, owner, other, today - timedelta(9), ends=until, confirmed=True, who="agency.focal")
    return proposal


def _held(
    world: World,
    room: int,
    owner: str,
    kind: str,
    starts: date,
    *,
    ends: date | None = None,
    withdrawn: bool = False,
    confirmed: bool = False,
    who: str = "ocha",
) -> str:
    rows = world.query(
        "WITH post AS (INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation,"
        " unit, mission_affiliated, host_state) VALUES (gen_random_uuid(), %(room)s, %(owner)s, %(kind)s, 'T', 'T', '',"
        " '', false, false) RETURNING id), person AS (INSERT INTO access_person (id, compartment_id, owner_id, user_id,"
        " name) SELECT gen_random_uuid(), %(room)s, %(owner)s, id, 'N' FROM accounts_user WHERE username = %(who)s"
        " RETURNING id) INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, ends, acting,"
        " confirmed_at, withdrawn_at) SELECT gen_random_uuid(), %(room)s, post.id, person.id, %(starts)s, %(ends)s,"
        " false, CASE WHEN %(confirmed)s THEN now() END, CASE WHEN %(withdrawn)s THEN now() END FROM post, person"
        " RETURNING id::text",
        {"room": room, "owner": owner, "kind": kind, "who": who, "starts": starts, "ends": ends,
         "confirmed": confirmed, "withdrawn": withdrawn},
    )  # fmt: skip
    return str(rows[0][0])


def _shown(actor: Actor) -> list[str]:
    with connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT incumbency_id::text, owner_name FROM access.first_heads()")
        rows = cursor.fetchall()
    assert [name for _, name in rows] == sorted(name for _, name in rows)
    return [key for key, _ in rows]


def test_first_heads_are_shown_to_heads_of_the_same_side(shared_world: World, proposed: dict[str, str]) -> None:
    wanted = {proposed[name] for name, shown in BODIES.items() if shown}
    for who in ("cluster.lead", "cluster.colead", "field.cluster"):
        with shared_world.acting(who) as actor:
            assert set(_shown(actor)) == wanted, who
    for who in ("cluster.member", "adviser", "admin", "observer"):
        with shared_world.acting(who) as actor:
            assert _shown(actor) == [], who
    with shared_world.acting("other.lead") as actor:
        assert _shown(actor) == [proposed["other operation"]]


def test_first_heads_are_confirmed_by_whoever_is_shown_them(shared_world: World, proposed: dict[str, str]) -> None:
    with shared_world.acting("cluster.lead") as actor:
        for name, shown in BODIES.items():
            assert refused(actor, "SELECT access.confirm_first(%s)", [proposed[name]]) is not shown, name
        assert not set(_shown(actor))
        transaction.set_rollback(True, using=actor.alias)


def test_confirming_confirms_that_one_alone(shared_world: World, proposed: dict[str, str]) -> None:
    with shared_world.acting("cluster.lead") as actor:
        before = set(_shown(actor))
        assert not refused(actor, "SELECT access.confirm_first(%s)", [proposed["plain"]])
        assert before - set(_shown(actor)) == {proposed["plain"]}
        transaction.set_rollback(True, using=actor.alias)


OWNERS = {"UNMOR": "mission", "Protection Cluster": "cluster", "Corriden": "agency", "Larkspur": "agency", "HCT": "hct"}
SORTS = ("plain", "affiliated", "host", "administrator")
Held = tuple[str, str]  # a body and the sort of post there


def excluded(old: Held, new: Held) -> bool:
    """The rules of access.md, "Who holds which seat"."""
    if {"administrator", "host"} & {old[1], new[1]}:
        return True
    kinds = (OWNERS[old[0]], OWNERS[new[0]])
    if kinds == ("mission", "cluster"):
        return new[1] != "affiliated"
    if kinds == ("cluster", "mission"):
        return old[1] != "affiliated"
    if set(kinds) == {"mission", "agency"}:
        return True
    return kinds == ("agency", "agency") and old[0] != new[0]


class Posts:
    """Posts of each sort in each body, and a person there, for one account; taken back at the end."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.rooms = {short: self._directory(short) for short in (*OWNERS, "Protection Cluster Taleria")}
        self.people = {short: self._person(room) for short, room in self.rooms.items()}
        self.posts = {(short, sort): self._post(short, sort) for short in self.rooms for sort in SORTS}

    def _directory(self, short: str) -> tuple[int, str]:
        self.cursor.execute(
            "SELECT c.id, o.id::text FROM access_compartment c JOIN access_owner o ON o.id = c.owner_id"
            " WHERE o.short = %s AND c.audience = 'directory'",
            [short],
        )
        found: tuple[int, str] = self.cursor.fetchone()
        return found

    def _person(self, room: tuple[int, str]) -> str:
        self.cursor.execute(
            "INSERT INTO access_person (id, compartment_id, owner_id, user_id, name) VALUES (gen_random_uuid(), %s, %s,"
            " (SELECT id FROM accounts_user WHERE username = 'newcomer'), 'N') RETURNING id::text",
            room,
        )
        return str(self.cursor.fetchone()[0])

    def _post(self, short: str, sort: str) -> str:
        self.cursor.execute(
            "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
            " mission_affiliated, host_state) VALUES (gen_random_uuid(), %s, %s, %s, 'x', 'x', '', '', %s, %s)"
            " RETURNING id::text",
            [*self.rooms[short], "administrator" if sort == "administrator" else "section_officer",
             sort == "affiliated", sort == "host"],
        )  # fmt: skip
        return str(self.cursor.fetchone()[0])

    def hold(self, held: Held, starts: str, ends: str | None = None, *, withdrawn: bool = False) -> str:
        """Appoint; returns the rule that refuses, or nothing."""
        self.cursor.execute("SAVEPOINT before")
        try:
            self.cursor.execute(
                "INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, ends, acting,"
                " withdrawn_at) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, false, CASE WHEN %s THEN now() END)",
                [self.rooms[held[0]][0], self.posts[held], self.people[held[0]], starts, ends, withdrawn],
            )
        except psycopg2.Error as error:
            self.cursor.execute("ROLLBACK TO before")
            return error.diag.constraint_name or ""
        return ""

    def excludes(self, old: Held, new: Held, *dates: str | None, **facts: Any) -> bool:
        """Whether who holds the one is refused the other by this rule; whatever else is refused comes after it."""
        self.cursor.execute("SAVEPOINT case_")
        self.cursor.execute("SET LOCAL session_replication_role = replica")
        first, last, starts, ends = dates or ("2026-01-01", None, "2026-02-01", None)
        self.hold(old, first or "", last, withdrawn=facts.get("withdrawn", False))
        if facts.get("closed"):
            self.cursor.execute("UPDATE access_post SET closed_on = '2026-01-01' WHERE id = %s", [self.posts[old]])
        self.cursor.execute("SET LOCAL session_replication_role = origin")
        said = self.hold(new, starts or "", ends)
        self.cursor.execute("ROLLBACK TO case_")
        return said == "seats_exclude"


@pytest.fixture
def posts(shared_world: World) -> Iterator[Posts]:
    with closing(psycopg2.connect(testing.superuser_dsn(shared_world.name))) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "INSERT INTO accounts_user (id, username, email, password, is_superuser, is_staff, is_active, is_demo,"
                " language, timezone, digest_hour) VALUES (gen_random_uuid(), 'newcomer', 'n@x.invalid', '!', false,"
                " false, true, false, 'en', 'UTC', 7)"
            )
            yield Posts(cursor)
        connection.rollback()


def test_which_posts_exclude_one_another(posts: Posts) -> None:
    everything = list(product(OWNERS, SORTS))
    for old, new in product(everything, everything):
        if old != new:
            assert posts.excludes(old, new) is excluded(old, new), (old, new)


def test_posts_of_other_operations_exclude_nothing(posts: Posts) -> None:
    there = ("Protection Cluster Taleria", "plain")
    assert not posts.excludes(("UNMOR", "plain"), there) and not posts.excludes(there, ("UNMOR", "plain"))


@pytest.mark.parametrize(
    ("dates", "excluded"),
    [
        (("2026-01-01", "2026-01-31", "2026-02-01", None), False),
        (("2026-01-01", "2026-02-01", "2026-02-01", None), True),
        (("2026-01-01", None, "2026-02-01", "2026-02-28"), True),
        (("2026-03-01", None, "2026-02-01", "2026-02-28"), False),
        (("2026-02-28", None, "2026-02-01", "2026-02-28"), True),
        (("2026-03-01", None, "2026-02-01", None), True),
    ],
)
def test_only_days_that_both_are_held_count(posts: Posts, dates: tuple[str | None, ...], excluded: bool) -> None:
    assert posts.excludes(("UNMOR", "plain"), ("Protection Cluster", "plain"), *dates) is excluded


def test_a_closed_post_a_withdrawn_proposal_and_the_same_post_exclude_nothing(posts: Posts) -> None:
    old, new = ("UNMOR", "plain"), ("Protection Cluster", "plain")
    assert posts.excludes(old, new)
    assert not posts.excludes(old, new, closed=True)
    assert not posts.excludes(old, new, withdrawn=True)
    assert not posts.excludes(("UNMOR", "administrator"), ("UNMOR", "administrator"))
