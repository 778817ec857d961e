"""Whom an appointment and a cluster's change of state are told, and that nothing is named."""

from datetime import timedelta

from pocplan.access.clock import today
from pocplan.notices.domain.planning import plan_events
from tests.people.test_appointments import last_proposal, propose
from tests.world import World

PROPOSED, TO_CONFIRM = "You were proposed for a post", "An appointment waits for a head to confirm it"
CONFIRMED = "An appointment that concerns you was confirmed"


def _inbox(world: World, who: str) -> str:
    return world.client(who).get("/inbox/").text


def test_a_proposal_is_told_to_heads_and_to_whom_it_appoints(world: World) -> None:
    assert propose(world, "admin", "Force planner (U5)", "civil.affairs", acting="on") == 302
    plan_events()
    for who in ("srsg", "chief.of.staff"):
        assert TO_CONFIRM in _inbox(world, who), who
    assert PROPOSED in _inbox(world, "civil.affairs")
    for who in ("adviser", "force.planner", "cluster.lead"):
        seen = _inbox(world, who)
        assert PROPOSED not in seen and TO_CONFIRM not in seen, who
    one = last_proposal(world)
    assert (
        world.client("chief.of.staff").post(f"/people/appointments/{one}/confirm/", {"confirmed": "1"}).status_code
        == 302
    )
    plan_events()
    for who in ("civil.affairs", "force.planner"):
        assert CONFIRMED in _inbox(world, who), who
    assert CONFIRMED not in _inbox(world, "adviser")


def test_a_clusters_state_is_told_on_both_sides(world: World) -> None:
    address = f"/clusters/{world.query('SELECT id FROM clusters_cluster WHERE parent_id IS NOT NULL')[0][0]}/state/"
    sent = {"state": "deactivated", "reason": "The emergency is over.", "confirmed": "1"}
    assert world.client("admin").post(address, sent).status_code == 302
    plan_events()
    for who in ("adviser", "chief.of.staff", "cluster.lead"):
        seen = _inbox(world, who)
        assert "A cluster was deactivated" in seen, who
        assert "The emergency is over" not in seen
    for who in ("force.planner", "cluster.member", "other.adviser"):
        assert "A cluster was deactivated" not in _inbox(world, who), who


def test_ones_own_last_month_stands_on_the_start_page(world: World) -> None:
    assert "Your appointment ends" not in world.client("adviser").get("/").text
    with world.acting("adviser") as actor:
        incumbency, last = actor.incumbency_id, today() + timedelta(days=6)
    world.query("UPDATE access_incumbency SET ends = %s WHERE id = %s", [last, str(incumbency)])
    assert "Your appointment ends in 6 days" in world.client("adviser").get("/").text
    assert "Your appointment ends" not in world.client("chief.of.staff").get("/").text
