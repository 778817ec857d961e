"""The walls themselves: who reads which room, and what a forger sees."""

import pytest
from django.db import ProgrammingError, connections, transaction

from pocplan.access.binding import acting_as
from pocplan.access.checks import demand_walls
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.errors import ClosedDoor, NotSeated, Unbound
from pocplan.access.models import Compartment, Incumbency, Owner, Person, Post
from pocplan.access.operations import COUNTED, SpareContentTheDirectories, WallsAsWritten, walls_of
from pocplan.access.queries.rooms import room_of, rooms, who_can_see
from tests.world import World


def audiences(world: World, who: str, title: str = "") -> set[tuple[str, str]]:
    with world.acting(who, title) as actor:
        owners = {owner.pk: owner.short for owner in Owner.objects.all()}
        return {(owners.get(room.owner_id, ""), room.audience) for room in rooms(actor).values()}


COMMONS = ("", "commons")


@pytest.mark.parametrize(
    ("who", "title", "expected"),
    [
        ("adviser", "", {COMMONS, *(("UNMOR", a) for a in ("mission", "civilian", "directory"))}),
        ("force.planner", "", {COMMONS, ("UNMOR", "mission"), ("UNMOR", "force"), ("UNMOR", "directory")}),
        (
            "cluster.lead",
            "",
            {COMMONS, *(("Protection Cluster", a) for a in ("cluster", "cluster_own", "cluster_lead", "directory"))},
        ),
        (
            "cluster.member",
            "",
            {COMMONS, *(("Protection Cluster", a) for a in ("cluster", "cluster_own", "directory"))},
        ),
        (
            "child.protection",
            "Member",
            {COMMONS, ("Child Protection AoR", "cluster"), ("Child Protection AoR", "directory")},
        ),
        ("dsrsg.hc", "Deputy", {COMMONS, *(("UNMOR", a) for a in ("mission", "leadership", "directory"))}),
        ("dsrsg.hc", "Humanitarian", {COMMONS, ("HCT", "hc"), ("HCT", "directory")}),
        ("ocha", "", {COMMONS, ("HCT", "hc"), ("HCT", "directory")}),
    ],
)
def test_seats_follow_from_posts(shared_world: World, who: str, title: str, expected: set[tuple[str, str]]) -> None:
    assert audiences(shared_world, who, title) == expected


def test_an_administrator_reads_directories_and_nothing_that_was_planned(shared_world: World) -> None:
    assert {audience for _, audience in audiences(shared_world, "admin")} == {"directory", "commons"}


def test_a_field_post_sits_in_its_area_only(shared_world: World) -> None:
    with shared_world.acting("sector.planner") as actor:
        areas = {(room.audience, room.label) for room in rooms(actor).values() if room.area_id}
        assert areas == {("mission", "UNMOR, Sector East"), ("force", "UNMOR, Sector East")}
        with pytest.raises(NotSeated):
            room_of(actor, "force")


def test_nothing_crosses_between_operations(shared_world: World) -> None:
    with shared_world.acting("other.lead"):
        assert {owner.short for owner in Owner.objects.all()} == {"UNPOT", "Protection Cluster Taleria"}


def test_an_observer_reads_no_posts_and_no_names_but_its_own(shared_world: World) -> None:
    with shared_world.acting("observer") as actor:
        assert [one.pk for one in Post.objects.visible_to(actor)] == [actor.post_id]
        assert [one.pk for one in Person.objects.visible_to(actor)] == [actor.person_id]
        assert [one.person_id for one in Incumbency.objects.visible_to(actor)] == [actor.person_id]
        assert who_can_see(actor, room_of(actor, "directory").pk).count == 1
    names = {
        row[0] for row in shared_world.query("SELECT name FROM access_person UNION SELECT title_en FROM access_post")
    }
    with shared_world.acting("observer") as actor:
        own = {one.name for one in Person.objects.visible_to(actor)} | {"Observer"}
    assert shared_world.client("observer").get("/people/").status_code == 200
    for address in ("/", "/people/", "/people/rooms/", "/clusters/", "/journal/"):
        text = shared_world.client("observer").get(address).text
        assert not {name for name in names - own if name in text}, address


def test_unbound_raises_in_python_and_in_the_database(world: World) -> None:
    with pytest.raises(ClosedDoor):
        list(Post.objects.all())
    for alias in ("default", "mission", "humanitarian", "worker"):
        with pytest.raises(ProgrammingError), connections[alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access_post")


@pytest.mark.parametrize("forged", ["hat|{hat}|", "system|1|reminders"])
def test_a_forged_binding_opens_nothing(world: World, forged: str) -> None:
    hat = world.hat("adviser").incumbency_id
    with transaction.atomic(using="mission"), connections["mission"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint")
        pid, moment = cursor.fetchone()
        token = f"{forged.format(hat=hat)}|{pid}|{moment}|{'0' * 64}"
        cursor.execute("SELECT set_config('pocplan.binding', %s, true)", [token])
        with pytest.raises(ProgrammingError), transaction.atomic(using="mission"):
            cursor.execute("SELECT count(*) FROM access_post")


def test_a_binding_is_worth_nothing_in_the_next_transaction(world: World) -> None:
    with world.acting("adviser") as actor, connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('pocplan.binding')")
        token = cursor.fetchone()[0]
    with transaction.atomic(using="mission"), connections["mission"].cursor() as cursor:
        cursor.execute("SELECT set_config('pocplan.binding', %s, true)", [token])
        with pytest.raises(ProgrammingError), transaction.atomic(using="mission"):
            cursor.execute("SELECT count(*) FROM access_post")


def test_the_second_wall_stands_when_the_first_is_breached(world: World) -> None:
    """A cluster hat smuggled onto the mission's login still reads nothing of the cluster's."""
    hat = world.hat("cluster.lead")
    with acting_as(hat.incumbency_id, side="mission") as actor, connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_compartment WHERE audience LIKE 'cluster%'")
        assert cursor.fetchone()[0] == 0


WHOSE = {
    (1, 499_999_999): {"mission"},
    (500_000_000, 999_999_999): {"humanitarian"},
    (1_000_000_000, 1_499_999_999): {"app", "mission", "humanitarian"},
    (1_500_000_000, 1_599_999_999): {"app", "mission"},
    (1_600_000_000, 1_699_999_999): {"app", "humanitarian"},
    (1_700_000_000, 1_799_999_999): {"app", "mission", "humanitarian"},
}


def test_the_second_wall_runs_where_the_keys_of_rooms_are_drawn(shared_world: World) -> None:
    drawn = shared_world.query("SELECT min_value, max_value FROM pg_sequences WHERE sequencename LIKE 'room%'")
    assert set(drawn) == set(WHOSE)
    for ends, sides in WHOSE.items():
        for key in ends:
            rules = walls_of("access_post", str(key))
            for content in ("strategies_strategy", "strategies_comment") if key < 1_500_000_000 else ():
                assert _standing(shared_world, walls_of(content, str(key))) == sides
            assert _standing(shared_world, rules) == sides


def _standing(world: World, rules: dict[str, str]) -> set[str]:
    return {side for side, rule in rules.items() if world.query(f"SELECT {rule}")[0][0]}


def test_tables_of_content_that_stood_before_are_brought_to_the_same_walls(world: World) -> None:
    asked = """SELECT p.qual, pg_get_constraintdef(c.oid) FROM pg_policies p LEFT JOIN pg_constraint c
               ON c.conname = 'strategies_strategy_outside_directories'
               WHERE p.tablename = 'strategies_strategy' AND p.policyname = 'wall_mission'"""
    stands = world.query(asked)
    world.query("ALTER TABLE strategies_strategy DROP CONSTRAINT strategies_strategy_outside_directories")
    world.query("ALTER POLICY wall_mission ON strategies_strategy USING (compartment_id < 500000000)")
    assert world.query(asked) != stands
    with connections["owner"].schema_editor() as editor:
        SpareContentTheDirectories().database_forwards("access", editor, None, None)
    assert world.query(asked) == stands


@pytest.mark.parametrize("table", ["strategies_strategy", "strategies_comment", "access_post", "access_compartment"])
def test_walls_that_stood_before_are_written_anew(table: str, world: World) -> None:
    asked = "SELECT policyname, qual FROM pg_policies WHERE tablename = %s AND policyname LIKE 'wall%%' ORDER BY 1"
    stands = world.query(asked, [table])
    column = "id" if table == "access_compartment" else "compartment_id"
    world.query(f"ALTER POLICY wall_mission ON {table} USING ({column} < 500000000)")
    world.query(f"ALTER POLICY wall_app ON {table} USING (true)")
    assert world.query(asked, [table]) != stands
    with connections["owner"].schema_editor() as editor:
        WallsAsWritten().database_forwards("access", editor, None, None)
    assert world.query(asked, [table]) == stands


def test_walls_of_tables_that_are_counted_are_the_only_ones_with_an_or(shared_world: World) -> None:
    """An OR over the key costs the planner its time in every query; a quotient costs it in every row (ADR 1)."""
    rows = shared_world.query(
        "SELECT DISTINCT tablename FROM pg_policies WHERE policyname LIKE 'wall%%' AND qual ~ 'NOT'"
    )
    assert rows and all(table.startswith(COUNTED) for (table,) in rows)


def test_who_left_sees_nothing_from_the_next_request_on(world: World) -> None:
    hat = world.hat("adviser")
    client = world.client("adviser")
    world.query("UPDATE access_incumbency SET ends = starts WHERE id = %s", [str(hat.incumbency_id)])
    with pytest.raises(Unbound), acting_as(hat.incumbency_id, side="mission"):
        pass
    assert world.hats("adviser") == []
    assert client.session


def test_a_shared_room_is_read_by_its_addressees_one_by_one(world: World) -> None:
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    with world.acting("adviser") as actor:
        room = open_shared(
            actor=actor,
            label="Round",
            addressees=[Addressee(mission, "mission", may_write=True), Addressee(cluster, "cluster_lead")],
        )
        assert room in actor.writable
        assert who_can_see(actor, room).organisations == ("Protection Cluster Orvane",)
    reads = {}
    for who in ("cluster.lead", "cluster.colead", "cluster.member", "aor.lead", "field.adviser", "force.planner"):
        with world.acting(who) as actor:
            reads[who] = (room in actor.readable, room in actor.writable)
    assert reads == {
        "cluster.lead": (True, False),
        "cluster.colead": (True, False),
        "cluster.member": (False, False),
        "aor.lead": (False, False),
        "field.adviser": (False, False),
        "force.planner": (True, True),
    }


def test_a_deactivated_cluster_keeps_its_archive_and_loses_shared_rooms_that_day(world: World) -> None:
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    with world.acting("adviser") as actor:
        room = open_shared(
            actor=actor,
            label="Round",
            addressees=[Addressee(mission, "mission", may_write=True), Addressee(cluster, "cluster")],
        )
    world.query("UPDATE access_owner SET state = 'deactivated' WHERE id = %s", [str(cluster)])
    with world.acting("cluster.lead") as actor:
        assert room not in actor.readable
        archive = room_of(actor, "cluster")
        assert archive.pk not in actor.writable


def test_a_write_where_one_may_not_create_is_refused_by_gate_and_database(world: World) -> None:
    with world.acting("adviser") as actor:
        directory = Compartment.objects.get(audience="directory")
        fields = {"compartment": directory, "owner_id": actor.owner_id, "user_id": actor.user_id, "name": "X"}
        with pytest.raises(NotSeated):
            Person.objects.create(**fields)
        with pytest.raises(ProgrammingError), transaction.atomic(using=actor.alias):
            Person(**fields).save(force_insert=True)


def test_serving_logins_pass_the_start_up_check(world: World) -> None:
    demand_walls()
