"""Pages of reviews ask the same number of questions whatever they show."""

from strategies.domain.reminders import plan_reviews
from tests.reviews.stage import in_force
from tests.strategies.test_query_counts import queries
from tests.world import World

PINNED = {"list": 16, "detail": 20, "close": 18, "new": 18}


def pages(world: World, strategy: object) -> dict[str, int]:
    review = world.query("SELECT id::text FROM strategies_review ORDER BY opened_at, id LIMIT 1")[0][0]
    places = {
        "list": "/reviews/",
        "detail": f"/reviews/{review}/",
        "close": f"/reviews/{review}/close/",
        "new": f"/reviews/strategies/{strategy}/new/",
    }
    return {name: queries(world.client("adviser"), place) for name, place in places.items()}


def test_one_review_or_many(world: World) -> None:
    strategy = in_force(world)
    plan_reviews()
    few = pages(world, strategy)
    opened = {"cause": "major_incident", "words": "Two villages were attacked."}
    for _ in range(3):
        assert world.client("adviser").post(f"/reviews/strategies/{strategy}/new/", opened).status_code == 302
    assert pages(world, strategy) == few == PINNED
