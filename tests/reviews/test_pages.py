"""Reviews as people open them: one world, read by all; what changes it comes last."""

from strategies.domain.reminders import plan_reviews
from tests.reviews.stage import causes, in_force
from tests.world import World


def test_reviews_on_their_pages(world: World) -> None:
    strategy = in_force(world)
    plan_reviews()
    adviser = world.client("adviser")
    review = world.query("SELECT id::text FROM strategies_review")[0][0]
    assert "Protection of civilians in Orvane" in adviser.get("/reviews/").text
    assert "by the clock" in adviser.get(f"/reviews/{review}/").text
    for who in ("cluster.lead", "observer", "other.adviser"):
        client = world.client(who)
        assert client.get(f"/reviews/{review}/").status_code == 404
        assert client.get(f"/reviews/{review}/close/").status_code == 404
        assert "Protection of civilians" not in client.get("/reviews/").text
    sent = {"outcome": "full_revision", "reason": "The conflict moved.", "basis": "", "basis_words": "", "next_on": ""}
    answer = adviser.post(f"/reviews/{review}/close/", sent)
    assert answer.status_code == 400
    assert "The conflict moved." in answer.text
    assert adviser.post(f"/reviews/{review}/close/", {**sent, "basis": "consultation"}).status_code == 400
    recorded = {**sent, "basis": "no_counterpart", "basis_words": "No cluster is active; OCHA was asked on 2 May."}
    assert adviser.post(f"/reviews/{review}/close/", recorded).status_code == 302
    assert adviser.post(f"/reviews/{review}/close/", recorded).status_code == 409
    assert "No counterpart exists" in adviser.get(f"/reviews/{review}/").text
    opened = {"cause": "major_incident", "words": "Two villages were attacked."}
    assert world.client("force.planner").post(f"/reviews/strategies/{strategy}/new/", opened).status_code == 400
    assert adviser.post(f"/reviews/strategies/{strategy}/new/", opened).status_code == 302
    assert causes(world) == ["calendar", "major_incident"]
    incident = world.query("SELECT id::text FROM strategies_review WHERE cause = 'major_incident'")[0][0]
    assert "Two villages" in adviser.get(f"/reviews/{incident}/").text
