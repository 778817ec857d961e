"""Today names a review to the post that answers for it, from the first reminder on."""

import pytest
from django.urls import reverse

from strategies.domain.reminders import plan_reviews
from tests.reviews.stage import in_force
from tests.world import World


@pytest.mark.parametrize(
    ("moment", "stands"),
    [("2027-09-01", False), ("2027-10-03", True), ("2027-12-04", True)],
)
def test_a_review_stands_on_today_when_it_is_time(world: World, moment: str, stands: bool) -> None:
    in_force(world)
    world.set_clock(f"{moment}T08:00:00Z")
    plan_reviews()
    shown = world.client("adviser").get("/").content.decode()
    assert ("Reviews to close" in shown) is stands
    review = world.query("SELECT id::text FROM strategies_review")[0][0]
    assert (reverse("reviews:detail", args=[review]) in shown) is stands
    for other in ("force.planner", "cluster.lead"):
        assert "Reviews to close" not in world.client(other).get("/").content.decode()
