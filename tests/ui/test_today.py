"""Today: what needs this hat, and nothing that it may not read."""

import pytest

from strategies.domain.positions import state_position
from strategies.queries.replies import requests_to
from tests.consultations.stage import TITLE, inside, opened, prepared, released
from tests.world import World


def test_each_hat_sees_what_is_asked_of_it(world: World) -> None:
    prepared(world, "Protection Cluster Orvane")
    assert "Rounds to clear or to open" in world.client("chief.of.staff").get("/").text
    for who in ("adviser", "cluster.lead", "force.planner"):
        assert "Rounds to clear or to open" not in world.client(who).get("/").text


def test_the_cluster_sees_the_position_requested_and_the_adviser_the_objection(world: World) -> None:
    opened(world, "Protection Cluster Orvane")
    assert "Positions requested of us" in world.client("cluster.lead").get("/").text
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason="Unsafe.")
    assert "Positions requested of us" not in world.client("cluster.lead").get("/").text
    page = world.client("adviser").get("/").text
    assert "Objections to answer before approval" in page
    assert TITLE in page


def test_comments_that_wait_are_counted_for_the_adviser_alone(world: World) -> None:
    opened(world, "Protection Cluster Orvane")
    released(world)
    assert "1 comment" in world.client("adviser").get("/").text
    assert "1 comment" not in world.client("force.planner").get("/").text


@pytest.mark.parametrize("who", ["aor.lead", "other.adviser", "admin", "observer"])
def test_others_have_nothing_to_see(world: World, who: str) -> None:
    opened(world, "Protection Cluster Orvane")
    inside(world)
    page = world.client(who).get("/").text
    assert TITLE not in page


def test_somebody_without_a_post_is_told_why_there_is_nothing(world: World) -> None:
    client = world.client("adviser")
    world.query("UPDATE access_incumbency SET ends = starts")
    assert "You hold no post today" in client.get("/").text
