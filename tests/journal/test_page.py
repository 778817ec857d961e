"""The journal's page: one's own rooms, in words."""

from django.db import connections
from django.test.utils import CaptureQueriesContext

from pocplan.access.ids import new_id
from pocplan.access.queries.rooms import room_of
from pocplan.journal.domain.entries import record
from tests.world import World


def test_each_reads_what_was_done_in_the_own_rooms(world: World) -> None:
    with world.acting("force.planner") as actor:
        room = room_of(actor, "force").pk
        for _ in range(60):
            record(actor=actor, compartment_id=room, verb="secret_act", kind="post", subject_id=new_id())
    seen = world.client("sector.planner").get("/journal/").text
    assert "secret_act" not in seen  # a field post reads its own area
    with CaptureQueriesContext(connections["mission"]) as queries:
        seen = world.client("srsg").get("/journal/").text
    assert "secret_act" in seen
    assert "Force planner (U5), Rasmus Duvall" in seen
    assert len(queries) <= 14, len(queries)
    for who in ("adviser", "cluster.lead", "admin"):
        assert "secret_act" not in world.client(who).get("/journal/").text
