"""Who may make, change and confirm an appointment, by statements of the actor's own login: the database decides."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connections, transaction

from pocplan.access.actor import Actor
from pocplan.access.binding import as_system
from tests.access.test_self_appointment import refused
from tests.world import World

BODY = "Protection Cluster"


@pytest.fixture(scope="module")
def place(shared_world: World) -> dict[str, Any]:
    """The directory of a cluster with a vacant post, people, and appointments of every state."""
    world = shared_world
    names: dict[str, Any] = {"room": world.room(BODY, "directory"), "owner": str(world.owner_id(BODY))}
    names["post"] = _planted_post(world, names)
    for who in ("ocha", "cluster.lead", "cluster.colead", "admin"):
        names[f"person of {who}"] = _person(world, names["room"], who)
    elsewhere = _person(world, world.room("Field Cluster East", "directory"), "cluster.lead")
    with world.acting("admin") as actor:
        names["proposer"] = str(actor.person_id)
    with world.acting("cluster.lead") as actor:
        names["lead"] = str(actor.person_id)
    states = {
        "pending": ("ocha", names["proposer"], None, None),
        "proposed by the lead": ("ocha", names["lead"], None, None),
        "proposed under another hat": ("ocha", elsewhere, None, None),
        "of the lead": ("cluster.lead", names["proposer"], None, None),
        "confirmed": ("ocha", names["proposer"], "2026-01-02", None),
        "confirmed, ending": ("ocha", names["proposer"], "2026-01-02", "2026-06-30"),
    }
    for state, (who, proposer, confirmed, ends) in states.items():
        names[state] = str(uuid4())
        world.query(
            "INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, ends, acting, confirmed_at,"
            " proposed_by) VALUES (%s, %s, %s, %s, '2026-01-01', %s, false, %s, %s)",
            [names[state], names["room"], names["post"], names[f"person of {who}"], ends, confirmed, proposer],
        )
    return names


def _planted_post(world: World, names: dict[str, Any]) -> str:
    return str(
        world.query(
            "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
            " mission_affiliated, host_state) VALUES (gen_random_uuid(), %(room)s, %(owner)s, 'cluster_member', 'New',"
            " 'N', '', '', false, false) RETURNING id::text",
            names,
        )[0][0]
    )


def _person(world: World, room: int, who: str) -> str:
    """The one that is known there, or a planted one."""
    params = {"room": room, "who": who}
    user = "(SELECT id FROM accounts_user WHERE username = %(who)s)"
    known = f"SELECT id::text FROM access_person WHERE compartment_id = %(room)s AND user_id = {user}"
    plant = (
        "INSERT INTO access_person (id, compartment_id, owner_id, user_id, name)"
        " SELECT gen_random_uuid(), id, owner_id,"
        f" {user}, 'N' FROM access_compartment WHERE id = %(room)s RETURNING id::text"
    )
    return str((world.query(known, params) or world.query(plant, params))[0][0])


def changed(actor: Actor, change: str, params: dict[str, Any]) -> bool:
    """Whether this change of an appointment is let through; taken back."""
    with transaction.atomic(using=actor.alias):
        sql = f"UPDATE access_incumbency SET {change} WHERE id = %(id)s"
        held = refused(actor, sql, params)  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)
    return not held


CHANGES = [
    ("pending", "confirmed_at = now()", True),
    ("pending", "ends = '2026-12-31'", True),
    ("pending", "starts = '2026-02-01'", False),
    ("pending", "acting = true", False),
    ("pending", "proposed_by = %(lead)s", False),
    ("pending", "person_id = %(person of cluster.colead)s", False),
    ("pending", "confirmed_at = now(), acting = true", False),
    ("proposed by the lead", "confirmed_at = now()", False),
    ("proposed under another hat", "confirmed_at = now()", False),
    ("of the lead", "confirmed_at = now()", False),
    ("confirmed", "ends = '2026-12-31'", True),
    ("confirmed", "ends = NULL", False),
    ("confirmed", "confirmed_at = now(), ends = '2026-12-31'", False),
    ("confirmed", "confirmed_at = NULL, ends = '2026-12-31'", False),
    ("confirmed", "confirmed_by = %(lead)s, ends = '2026-12-31'", False),
    ("confirmed", "acting = true, ends = '2026-12-31'", False),
    ("confirmed, ending", "ends = '2026-06-29'", True),
    ("confirmed, ending", "ends = '2026-06-30'", True),
    ("confirmed, ending", "ends = '2026-07-01'", False),
    ("confirmed, ending", "ends = NULL", False),
]


@pytest.mark.parametrize(("state", "change", "allowed"), CHANGES)
def test_what_a_head_changes(
    shared_world: World, place: dict[str, Any], state: str, change: str, allowed: bool
) -> None:
    with shared_world.acting("cluster.lead") as actor:
        assert changed(actor, change, {**place, "id": place[state]}) is allowed


def test_an_administrator_proposes_and_does_not_confirm(shared_world: World, place: dict[str, Any]) -> None:
    with shared_world.acting("admin") as actor:
        for state in ("pending", "proposed by the lead"):
            assert not changed(actor, "confirmed_at = now()", {**place, "id": place[state]})
        assert changed(actor, "ends = '2026-12-31'", {**place, "id": place["confirmed"]})


def test_who_confirmed_and_when_is_written_by_the_database(shared_world: World, place: dict[str, Any]) -> None:
    with shared_world.acting("cluster.colead") as actor, transaction.atomic(using=actor.alias):
        row = _row(
            actor,
            "UPDATE access_incumbency SET confirmed_at = '2020-01-01', confirmed_by = %(lead)s WHERE id = %(pending)s"
            " RETURNING confirmed_by::text, confirmed_at = access.clock()",
            place,
        )
        assert row == (str(actor.person_id), True)
        transaction.set_rollback(True, using=actor.alias)


INSERT = (
    "INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, acting, confirmed_at, proposed_by)"
    " VALUES (gen_random_uuid(), %(room)s, %(post)s, %(person)s, '2027-01-01', false, %(confirmed)s, %(lead)s)"
    " RETURNING proposed_by::text, confirmed_at = access.clock(), confirmed_at::date::text"
)


@pytest.mark.parametrize(
    ("who", "person", "confirmed", "allowed"),
    [
        ("admin", "ocha", None, True),
        ("admin", "ocha", "2026-01-01", False),
        ("admin", "admin", None, False),
        ("cluster.lead", "ocha", None, True),
        ("cluster.lead", "cluster.lead", None, False),
        ("cluster.colead", "cluster.lead", None, True),
    ],
)
def test_who_proposes_whom(
    shared_world: World, place: dict[str, Any], who: str, person: str, confirmed: str | None, allowed: bool
) -> None:
    params = {**place, "person": place[f"person of {person}"], "confirmed": confirmed}
    with shared_world.acting(who) as actor, transaction.atomic(using=actor.alias):
        assert refused(actor, INSERT, params) is not allowed  # type: ignore[arg-type]
        if allowed:
            assert _row(actor, INSERT, params) == (str(actor.person_id), None, None)
        transaction.set_rollback(True, using=actor.alias)


def test_at_installation_an_appointment_counts_at_once_and_the_system_makes_none_otherwise(
    shared_world: World, place: dict[str, Any]
) -> None:
    for confirmed in (None, "2026-01-01"):
        params = {**place, "person": place["person of ocha"], "confirmed": confirmed}
        with as_system(place["room"], purpose="installation") as actor, transaction.atomic(using=actor.alias):
            _, at_once, day = _row(actor, INSERT, params)
            assert at_once if confirmed is None else day == confirmed
            transaction.set_rollback(True, using=actor.alias)
        with (
            as_system(place["room"], purpose="reminders") as actor,
            pytest.raises(ProgrammingError, match="nobody is acting"),
            transaction.atomic(using=actor.alias),
        ):
            _row(actor, INSERT, params)


def _row(actor: Actor, sql: str, params: dict[str, Any]) -> Any:
    with connections[actor.alias].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


POSTS = [
    ("cluster.lead", "title_en = 'Other'", True),
    ("cluster.lead", "mission_affiliated = true", True),
    ("cluster.lead", "host_state = true", True),
    ("cluster.lead", "kind = 'cluster_lead'", False),
    ("cluster.lead", "area_id = gen_random_uuid()", False),
    ("cluster.lead", "owner_id = gen_random_uuid()", False),
    ("cluster.lead", "closed_on = '2026-02-01'", True),
    ("admin", "title_en = 'Other'", True),
    ("admin", "mission_affiliated = true", False),
    ("admin", "host_state = true", False),
    ("admin", "mission_affiliated = true, title_en = 'Other'", False),
]


@pytest.mark.parametrize(("who", "change", "allowed"), POSTS)
def test_what_is_changed_of_a_post(
    shared_world: World, place: dict[str, Any], who: str, change: str, allowed: bool
) -> None:
    with shared_world.acting(who) as actor, transaction.atomic(using=actor.alias):
        sql = f"UPDATE access_post SET {change} WHERE id = %(post)s"
        assert refused(actor, sql, place) is not allowed  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)


def test_a_post_that_is_closed_stays_closed_that_day(shared_world: World, place: dict[str, Any]) -> None:
    close = "UPDATE access_post SET closed_on = %(day)s WHERE id = %(post)s"
    with shared_world.acting("cluster.lead") as actor, transaction.atomic(using=actor.alias):
        assert not refused(actor, close, {**place, "day": "2026-02-01"})  # type: ignore[arg-type]
        for day in (None, "2026-02-02"):
            assert refused(actor, close, {**place, "day": day})  # type: ignore[arg-type]
        assert not refused(actor, close, {**place, "day": "2026-02-01"})  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)


def test_at_installation_a_post_is_changed_and_the_system_changes_none_otherwise(
    shared_world: World, place: dict[str, Any]
) -> None:
    sql = "UPDATE access_post SET kind = 'cluster_lead', host_state = true WHERE id = %(post)s"
    for purpose, allowed in (("installation", True), ("reminders", False)):
        with as_system(place["room"], purpose=purpose) as actor, transaction.atomic(using=actor.alias):
            assert refused(actor, sql, place) is not allowed  # type: ignore[arg-type]
            transaction.set_rollback(True, using=actor.alias)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [("name = 'Other'", True), ("user_id = %(user)s", False), ("owner_id = gen_random_uuid()", False)],
)
def test_what_is_changed_of_a_person(shared_world: World, place: dict[str, Any], change: str, allowed: bool) -> None:
    with shared_world.acting("admin") as actor, transaction.atomic(using=actor.alias):
        sql = f"UPDATE access_person SET {change} WHERE id = %(person of ocha)s"
        assert refused(actor, sql, {**place, "user": str(actor.user_id)}) is not allowed  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)


def test_posts_and_people_lie_in_the_directory_of_their_owner(shared_world: World, place: dict[str, Any]) -> None:
    mission = {"owner": str(shared_world.owner_id("UNMOR")), "mission": shared_world.room("UNMOR", "directory")}
    rooms = {"own": place["room"], "another's": mission["mission"]}
    posts = (
        "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
        " mission_affiliated, host_state) VALUES (gen_random_uuid(), %(in)s, %(of)s, 'section_officer', 'x', 'x', '',"
        " '', false, false)"
    )
    people = (
        "INSERT INTO access_person (id, compartment_id, owner_id, user_id, name)"
        " VALUES (gen_random_uuid(), %(in)s, %(of)s, %(user)s, 'x')"
    )
    with shared_world.acting("admin") as actor, transaction.atomic(using=actor.alias):
        for sql in (posts, people):
            for room, owner, who, allowed in (
                (rooms["own"], place["owner"], "other.agency", True),
                (rooms["another's"], mission["owner"], "other.agency", True),
                (rooms["own"], mission["owner"], "other.lead", False),
                (rooms["another's"], place["owner"], "other.adviser", False),
            ):
                params = {"in": room, "of": owner, "user": str(shared_world.user(who).pk)}
                assert refused(actor, sql, params) is not allowed, (sql, room)  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)


def test_no_post_lies_among_what_a_body_plans(shared_world: World, place: dict[str, Any]) -> None:
    sql = (
        "INSERT INTO access_post (id, compartment_id, owner_id, kind, title_en, title_fr, organisation, unit,"
        " mission_affiliated, host_state) VALUES (gen_random_uuid(), %(in)s, %(of)s, 'cluster_member', 'x', 'x', '',"
        " '', false, false)"
    )
    with shared_world.acting("cluster.lead") as actor, transaction.atomic(using=actor.alias):
        for audience, allowed in (("directory", True), ("cluster", False)):
            params = {"in": shared_world.room("Protection Cluster", audience), "of": str(actor.owner_id)}
            assert refused(actor, sql, params) is not allowed  # type: ignore[arg-type]
        transaction.set_rollback(True, using=actor.alias)


def test_a_row_that_would_move_is_refused_in_so_many_words(shared_world: World, place: dict[str, Any]) -> None:
    sql = "UPDATE access_post SET id = gen_random_uuid() WHERE id = %(post)s RETURNING 1"
    with shared_world.acting("cluster.lead") as actor, transaction.atomic(using=actor.alias):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(using=actor.alias):
            _row(actor, sql, place)
        transaction.set_rollback(True, using=actor.alias)
