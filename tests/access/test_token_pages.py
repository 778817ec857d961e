"""The page of one's own tokens."""

from datetime import timedelta

from pocplan.access.clock import today
from tests.world import World


def test_a_token_is_shown_once_and_ended_at_will(world: World) -> None:
    client = world.client("adviser")
    made = client.post(
        "/account/tokens/", {"opens": "api", "label": "Sync", "expires_on": today() + timedelta(days=30)}
    )
    assert "pocplan_" in made.text
    listed = client.get("/account/tokens/")
    assert "Sync" in listed.text
    assert "pocplan_" not in listed.text
    token = world.query("SELECT id FROM access_apitoken")[0][0]
    world.client("cluster.lead").post(f"/account/tokens/{token}/end/")
    assert "Sync" in client.get("/account/tokens/").text
    client.post(f"/account/tokens/{token}/end/")
    assert "Sync" not in client.get("/account/tokens/").text


def test_a_term_too_long_is_refused_and_keeps_what_was_typed(world: World) -> None:
    answer = world.client("adviser").post(
        "/account/tokens/", {"opens": "api", "label": "Sync", "expires_on": today() + timedelta(days=900)}
    )
    assert answer.status_code == 400
    assert "one year" in answer.text
    assert 'value="Sync"' in answer.text
