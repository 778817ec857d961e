"""The sector estimate: all that a Force officer needs on one sheet, from the Force's own room, and for nobody else."""

import re

from django.test import Client
from django.urls import reverse

from picture.domain import protection as verbs
from picture.domain.efforts import add_effort
from picture.queries import protection as asked
from picture.queries.estimates import SHOWN
from pocplan.access.clock import today
from tests.leadership.stage import ASKED, apart
from tests.picture.stage import group
from tests.picture.test_hotspots import listed
from tests.strategies.test_query_counts import queries
from tests.world import World

PAGE = reverse("hotspots:estimate")
KNOWN = {
    "capacity": "One platoon.", "reserve": "None.", "consequence": "The river base is thinner.", "battalion": "BAT-4",
    "distance_km": 1347, "travel_minutes": 300, "mgrs": "34PDM1234",
}  # fmt: skip


def read(client: Client, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return " ".join(re.sub("<[^>]*>", " ", answer.content.decode()).split())


def place(world: World, name: str, sector: str = "Tuleni Plains") -> None:
    """Asked for, decided and costed, with a line of effort."""
    spot = listed(world, audience="shared", place_said=name, sector=sector)
    with world.acting("cluster.lead") as actor:
        verbs.state_priority(actor=actor, hotspot=spot, **ASKED)
    with world.acting("force.commander") as actor:
        priority = asked.items_at(actor, [spot])[spot.pk].priority
        verbs.decide_protection(actor=actor, priority=priority, grade="must", **KNOWN)
        add_effort(actor=actor, hotspot=spot, component="military", what="Night patrols", due_on=today())


def test_the_sheet_of_a_sector(world: World) -> None:
    group(world)
    commander, planner = world.client("force.commander"), world.client("force.planner")
    apart(world)
    place(world, "Tuleni east camps")
    before = [queries(commander, PAGE), queries(planner, PAGE)]
    place(world, "Hesk Crossing", "Besh Valley")
    for number in range(SHOWN):
        place(world, f"Camp {number}")
    assert [queries(commander, PAGE), queries(planner, PAGE)] == before
    seen = read(planner, "?sector=Besh+Valley")
    assert "Hesk Crossing" in seen and "BAT-4 1347 km · 300 min" in seen and "34PDM1234" in seen
    assert "Military component" in seen and "Night patrols" in seen and "Tuleni east camps" not in seen
    assert "2 less urgent places stand on the matrix" in read(commander)
    # Whoever reads the Force's room reads the sheet; the adviser, the police and the cluster do not.
    assert "1347" in read(world.client("chief.of.staff"))
    for who in ("adviser", "police.planner", "cluster.lead", "observer"):
        assert world.client(who).get(PAGE).status_code == 404
    assert planner.get(PAGE + "?room=7f0c2a52-1c51-4b0e-9d2b-0d6f2a0c77aa").status_code == 404
    assert "Estimation de secteur" in read(world.client("force.planner", language="fr"))
