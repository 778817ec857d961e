"""What the database derives, against the same rules said once more in Python, over facts that are planted."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from tests.world import World

DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


@dataclass(frozen=True)
class Facts:
    """Of one post at one moment, in the order that the function takes them."""

    post: str
    kind: str
    owner: str
    area: str | None
    affiliated: bool
    host: bool
    operation: str
    state: str


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    """Seats by name and addressings of every sort, for the adviser's post and the rooms of the mission."""
    world, today = shared_world, _today(shared_world)
    post = _post_of(world, "adviser")
    force, police = world.room("UNMOR", "force"), world.room("UNMOR", "police")
    own, analysis = world.room("Protection Cluster", "cluster_own"), world.room("UNMOR", "analysis")
    shared = [_shared_room(world, archived=archived) for archived in (False, False, True, True)]
    rooms = (own, force, police, shared[0], shared[2])
    ends = (None, *(today + timedelta(days) for days in DAYS.values()))
    for room, end, write, taken in product(rooms, ends, (True, False), (None, today)):
        world.query(
            "INSERT INTO access_seat (id, compartment_id, post_id, may_write, reason, given_at, ends, taken_at)"
            " VALUES (gen_random_uuid(), %s, %s, %s, 'x', now(), %s, %s)",
            [room, post, write, end, taken],
        )
    sources = (own, force, world.room("UNMOR", "mission"), world.room("Protection Cluster", "cluster"), shared[0])
    for source, room, write, ended in product(sources, shared, (True, False), (None, today)):
        world.query(
            "INSERT INTO access_addressing (id, compartment_id, source_id, owner_id, may_write, given_at, ended_at)"
            " SELECT gen_random_uuid(), %s, %s, owner_id, %s, now(), %s FROM access_compartment WHERE id = %s",
            [room, source, write, ended, source],
        )
    world.query("UPDATE access_compartment SET archived_at = now() WHERE id = ANY(%s)", [[police, analysis]])
    return world


def _today(world: World) -> date:
    day: date = world.query("SELECT (access.clock() AT TIME ZONE 'UTC')::date")[0][0]
    return day


def _post_of(world: World, who: str) -> str:
    return str(world.query("SELECT post_id::text FROM access_incumbency WHERE id = %s", [_hat(world, who)])[0][0])


def _hat(world: World, who: str) -> str:
    return str(world.hat(who).incumbency_id)


def _shared_room(world: World, *, archived: bool) -> int:
    return int(
        world.query(
            "INSERT INTO access_compartment"
            " (id, public_id, operation_id, owner_id, audience, label, archived_at, discreet)"
            " SELECT nextval('access.room_shared'), gen_random_uuid(), operation_id, id, 'shared', 'x',"
            " CASE WHEN %s THEN now() END, false FROM access_owner WHERE short = 'UNMOR' RETURNING id",
            [archived],
        )[0][0]
    )


def test_seats_follow_from_rules_names_and_addressings(planted: World) -> None:
    known = _Tables(planted)
    posts = planted.query(
        "SELECT p.id::text, p.kind, p.owner_id::text, p.area_id::text, p.mission_affiliated, p.host_state,"
        " o.operation_id::text, 'active' FROM access_post p JOIN access_owner o ON o.id = p.owner_id"
    )
    adviser = _post_of(planted, "adviser")
    one_of_each = {(row[1], row[2], row[3]): Facts(*row) for row in posts if row[0] != adviser}
    chosen = [*one_of_each.values(), *(Facts(*row) for row in posts if row[0] == adviser)]
    standings = [(False, False), (True, False), (False, True)]
    for facts, (affiliated, host), state in product(chosen, standings, ("active", "deactivated", "government_chaired")):
        case = replace(facts, affiliated=affiliated, host=host, state=state)
        assert _derived(planted, case) == known.seats(case), case


def _derived(world: World, facts: Facts) -> list[tuple[int, bool]]:
    sql = "SELECT compartment_id, may_write FROM access.seats_of(%s, %s, %s, %s, %s, %s, %s, %s)"
    return sorted(world.query(sql, list(facts.__dict__.values())))


class _Tables:
    """The rules of access.md over what the tables hold."""

    def __init__(self, world: World) -> None:
        self.today = _today(world)
        self.rules = world.query("SELECT kind, audience, may_write, everywhere FROM access_seatrule")
        rows = world.query(
            "SELECT id, audience, operation_id::text, owner_id::text, area_id::text, archived_at IS NULL"
            " FROM access_compartment"
        )
        self.rooms = {row[0]: row[1:] for row in rows}
        self.named = world.query("SELECT post_id::text, compartment_id, may_write, ends, taken_at FROM access_seat")
        self.shared = world.query(
            "SELECT source_id, compartment_id, may_write FROM access_addressing WHERE ended_at IS NULL"
        )

    def seats(self, facts: Facts) -> list[tuple[int, bool]]:
        own = [*self._by_rule(facts), *self._by_name(facts)]
        return sorted([*own, *(self._through(own) if facts.state == "active" and not facts.host else [])])

    def _by_rule(self, facts: Facts) -> list[tuple[int, bool]]:
        if facts.host:
            return []
        return [
            (key, write and facts.state != "deactivated" and open_)
            for kind, wanted, write, everywhere in self.rules
            for key, (audience, operation, owner, area, open_) in self.rooms.items()
            if (kind, wanted, facts.operation) == (facts.kind, audience, operation)
            if everywhere or (owner == facts.owner and (facts.area in (None, area) or audience == "directory"))
            if not (facts.affiliated and audience == "cluster_own")
        ]

    def _by_name(self, facts: Facts) -> list[tuple[int, bool]]:
        return [
            (key, write and self._is_open(key))
            for post, key, write, ends, taken in self.named
            if post == facts.post and taken is None and (ends is None or ends >= self.today)
            if facts.state == "active" or self.rooms[key][0] != "shared"
        ]

    def _through(self, own: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
        return [
            (room, write and self._is_open(room))
            for key, _ in own
            for source, room, write in self.shared
            if source == key
        ]

    def _is_open(self, key: int) -> bool:
        return bool(self.rooms[key][-1])


STANDS: dict[str, tuple[str, bool]] = {
    "as it is": ("SELECT 1", True),
    "not confirmed": ("UPDATE access_incumbency SET confirmed_at = NULL WHERE id = %(hat)s", False),
    "begins tomorrow": ("UPDATE access_incumbency SET starts = %(tomorrow)s WHERE id = %(hat)s", False),
    "begins today": ("UPDATE access_incumbency SET starts = %(today)s WHERE id = %(hat)s", True),
    "ended yesterday": ("UPDATE access_incumbency SET ends = %(yesterday)s WHERE id = %(hat)s", False),
    "ends today": ("UPDATE access_incumbency SET ends = %(today)s WHERE id = %(hat)s", True),
    "ends tomorrow": ("UPDATE access_incumbency SET ends = %(tomorrow)s WHERE id = %(hat)s", True),
    "the account is closed": ("UPDATE accounts_user SET is_active = false WHERE username = 'adviser'", False),
    "the post is closed": ("UPDATE access_post SET closed_on = %(today)s WHERE id = %(post)s", False),
}


def test_an_appointment_stands_while_everything_it_rests_on_does(shared_world: World) -> None:
    world, hat, post = shared_world, _hat(shared_world, "adviser"), _post_of(shared_world, "adviser")
    days = {name: _today(world) + timedelta(days) for name, days in DAYS.items()}
    for case, (change, stands) in STANDS.items():
        found = _within(world, change, {"hat": hat, "post": post, **days})
        assert [row[0] for row in found] == ([post] if stands else []), case


def _within(world: World, change: str, params: dict[str, Any]) -> list[Any]:
    """Who stands after this change, which is taken back."""
    world.query("BEGIN")
    try:
        world.query(change, params)
        return world.query("SELECT post_id::text FROM access.standing(%s)", [params["hat"]])
    finally:
        world.query("ROLLBACK")
