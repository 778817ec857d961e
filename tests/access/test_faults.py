"""Faults by hand: a wall that was taken down is noticed at the start, and opens nothing meanwhile (faults.md 27-29)."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections

from pocplan.access.checks import demand_walls, walls_stand
from pocplan.access.models import Post
from pocplan.dev.places import PROJECT
from tests.world import World

TABLE = "access_post"
BREACHES = {
    "row security is off": f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY",
    "the owner is let through": f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY",
    "no rule of reading": f"DROP POLICY may_read ON {TABLE}",
    "no second wall": f"DROP POLICY wall_mission ON {TABLE}",
    "one more door": f"CREATE POLICY hasty ON {TABLE} FOR SELECT USING (true)",
}


@pytest.mark.parametrize("breach", BREACHES)
def test_nothing_starts_while_a_wall_is_down(world: World, breach: str) -> None:
    demand_walls()
    world.query(BREACHES[breach])
    with pytest.raises(SystemExit, match=TABLE):
        demand_walls()


def test_the_check_of_a_database_names_the_bare_table_and_the_wrong_login(world: World) -> None:
    assert walls_stand(None, ["default", "mission", "humanitarian"]) == walls_stand(None, None) == []
    world.query(BREACHES["the owner is let through"])
    found = walls_stand(None, ["default"])
    assert [one.id for one in found] == ["access.E002"] and TABLE in found[0].msg


def test_a_rule_that_was_dropped_closes_the_table(world: World) -> None:
    world.query(f"DROP POLICY may_read ON {TABLE}")
    with world.acting("adviser") as actor:
        assert not Post.objects.visible_to(actor).exists()


def test_the_web_does_not_start_with_the_owners_login(world: World) -> None:
    environment = world.environment("web")
    given = {**environment, "DATABASE_URL": environment["DATABASE_OWNER_URL"]}
    done = subprocess.run(
        [sys.executable, "-c", "import pocplan.wsgi"], cwd=PROJECT, env=given, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "owns tables" in done.stderr


def test_many_people_on_few_connections_each_see_their_own(shared_world: World) -> None:
    people = {"adviser": b"UNMOR", "cluster.lead": b"Protection Cluster", "other.adviser": b"UNPOT"}
    clients = {who: shared_world.client(who) for who in people}

    def ask(who: str) -> tuple[str, bytes]:
        try:
            return who, clients[who].get("/people/").content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=3) as crowd:
        for who, page in crowd.map(ask, [*people] * 8):
            hat = shared_world.hat(who)
            assert hat.owner_name.encode() in page
            strangers = [
                other for other in ("Aurel Tamsin", "Noor Lindqvist", "Karim Elsner") if other.encode() in page
            ]
            own = {"adviser": "Aurel Tamsin", "cluster.lead": "Noor Lindqvist", "other.adviser": "Karim Elsner"}[who]
            assert strangers == [own]


def test_a_connection_that_was_cut_comes_back_with_nobody_bound(world: World) -> None:
    with pytest.raises(OperationalError), world.acting("adviser") as actor, connections[actor.alias].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        world.query("SELECT pg_terminate_backend(%s)", [cursor.fetchone()[0]])
        cursor.execute("SELECT 1")
    connections["mission"].close()
    with world.acting("force.planner") as actor:
        assert Post.objects.visible_to(actor).get(pk=actor.post_id).kind == "force_planner"
