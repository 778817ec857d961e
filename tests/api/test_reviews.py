"""Reviews through the API, and what a round says of purpose, language and missing counterparts."""

from typing import Any

import pytest

from strategies.domain.reminders import plan_reviews
from strategies.domain.reviews import open_review
from strategies.queries.strategies import strategy_for
from tests.api.test_api import API, ask
from tests.consultations.stage import frozen
from tests.counting import queries
from tests.reviews.stage import in_force
from tests.world import World


def test_a_review_from_its_opening_to_its_outcome(world: World) -> None:
    strategy = in_force(world)
    plan_reviews()
    listed = ask(world, "adviser", "get", "/reviews/").json()["results"]
    assert [row["cause"] for row in listed] == ["calendar"]
    path = f"/strategies/{strategy}/reviews/"
    said = {"cause": "new_armed_actor", "words": "A group that nobody knew took the crossing."}
    assert ask(world, "adviser", "post", path, {**said, "cause": "calendar"}).status_code == 400
    assert ask(world, "police.planner", "post", path, said).status_code in (400, 403)
    opened = ask(world, "adviser", "post", path, said)
    assert (opened.status_code, opened.json()["state"]) == (201, "open")
    one = f"/reviews/{opened.json()['id']}/"
    full = {"outcome": "full_revision", "reason": "Nothing holds any more."}
    refused = ask(world, "adviser", "post", f"{one}outcome/", full)
    assert (refused.status_code, refused.json()["field"]) == (400, "basis")
    recorded = {**full, "basis": "refusal", "basis_words": "The cluster declined on 2 December."}
    assert ask(world, "adviser", "post", f"{one}outcome/", recorded).status_code == 201
    assert ask(world, "adviser", "post", f"{one}outcome/", recorded).status_code == 409
    assert ask(world, "adviser", "get", one).json()["basis"] == "refusal"
    closed = ask(world, "adviser", "get", "/reviews/?closed=true").json()["results"]
    assert [row["id"] for row in closed] == [opened.json()["id"]]


@pytest.mark.parametrize("who", ["cluster.lead", "observer", "other.adviser"])
def test_reviews_stay_on_the_side_that_keeps_the_strategy(world: World, who: str) -> None:
    strategy = in_force(world)
    plan_reviews()
    review = ask(world, "adviser", "get", "/reviews/").json()["results"][0]["id"]
    assert ask(world, who, "get", "/reviews/").json()["count"] == 0
    assert ask(world, who, "get", f"/reviews/{review}/").status_code == 404
    close = {"outcome": "no_change", "reason": "No."}
    assert ask(world, who, "post", f"/reviews/{review}/outcome/", close).status_code == 404
    opening = {"cause": "major_incident", "words": "Something."}
    assert ask(world, who, "post", f"/strategies/{strategy}/reviews/", opening).status_code == 404


def test_a_round_says_purpose_language_and_who_was_asked_instead(world: World) -> None:
    strategy = frozen(world)
    version = ask(world, "adviser", "get", f"/strategies/{strategy.pk}/versions/").json()["results"][0]
    path = f"/strategies/{strategy.pk}/rounds/"
    absence = {"name": "A cluster in Sector North", "asked_instead": "The humanitarian coordinator's office."}
    body: dict[str, Any] = {"version": version["id"], "absences": [absence]}
    assert ask(world, "adviser", "post", path, {**body, "language": "de"}).status_code == 400
    assert ask(world, "adviser", "post", path, {**body, "purpose": "chat"}).status_code == 400
    assert ask(world, "adviser", "post", path, {**body, "version": None}).json()["field"] == "version"
    made = ask(world, "adviser", "post", path, body)
    assert made.status_code == 201, made.text
    assert (made.json()["purpose"], made.json()["language"]) == ("consultation", "en")
    (row,) = ask(world, "adviser", "get", f"/rounds/{made.json()['id']}/invitations/").json()["results"]
    assert (row["kind"], row["name"], row["asked_instead"]) == ("no_counterpart", *absence.values())
    assert ask(world, "cluster.lead", "get", f"/rounds/{made.json()['id']}/invitations/").status_code == 404


def test_queries_do_not_grow_with_reviews(world: World) -> None:
    strategy = in_force(world)
    client = world.client("adviser")
    counted = []
    for more in (1, 3):
        with world.acting("adviser") as actor:
            for _ in range(more):
                row = strategy_for(actor, strategy)
                open_review(actor=actor, strategy=row, cause="major_incident", words="Something.")
        counted.append([queries(client, address) for address in (f"{API}/reviews/", "/reviews/")])
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 20, counted
