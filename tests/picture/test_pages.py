"""Pages of threats, actors and ratings: what each side finds, and what none can infer."""

import re
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from picture.models import RatingRelease, Threat
from tests.picture.stage import given, group, prepared, proposed, released
from tests.world import World

MASKED = re.compile(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"|Up to date at [0-9:]+')
RATED = {"likelihood": "4", "impact": "5", "rationale": "Seen twice.", "confidence": "low", "cut_off": "2026-09-01"}


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return MASKED.sub("", answer.content.decode())


def url(threat: Threat, tail: str = "") -> str:
    return f"/threats/{threat.pk}/{tail}"


def test_a_threat_goes_through_its_pages(world: World) -> None:
    adviser = world.client("adviser")
    page = body(adviser, "/threats/groups/new/")
    assert "the whole mission" in page
    sent = {"title": "Threats in Sector East", "bodies": [str(world.owner_id("Protection Cluster"))]}
    answer = adviser.post("/threats/groups/new/", sent)
    room = answer["Location"].partition("?room=")[2]
    assert "No threat stands here." in body(adviser, answer["Location"])
    wrong = adviser.post(
        f"/threats/new/?room={room}", {"title": "Raids", "state_capacity": "weak", "state_will": "mixed"}
    )
    assert wrong.status_code == 400 and "at least one protection risk" in wrong.content.decode()
    values = {"title": "Raids", "risks": ["attacks"], "state_capacity": "weak", "state_will": "mixed"}
    address = adviser.post(f"/threats/new/?room={room}", values)["Location"]
    for who in ("force.planner", "cluster.lead", "human.rights", "srsg"):
        assert "Raids" in body(world.client(who), address)
    for who in ("cluster.member", "observer", "other.adviser", "ocha"):
        assert world.client(who).get(address).status_code == 404
    cluster = world.client("cluster.lead")
    assert cluster.post(f"{address}life/take-up/", {"revision": "1"}).status_code == 302
    assert (
        adviser.post(f"{address}life/close/", {"revision": "1", "because": "ended", "reason": "x"}).status_code == 409
    )
    assert adviser.post(f"{address}life/close/", {"revision": "2", "because": "ended", "reason": ""}).status_code == 400
    page = body(adviser, address)
    assert "Protection Cluster Orvane" in page and "taken up as current" in page
    assert adviser.get(f"{address}life/other/").status_code == 404
    source = {"room": room, "kind": "ngo", "group": "the imam"}
    assert adviser.post(f"{address}sources/new/", source).status_code == 400
    assert adviser.post(f"{address}sources/new/", {**source, "group": "a1"}).status_code == 302
    assert adviser.get(f"{address}judge/").status_code == 404
    officer = world.client("human.rights")
    assert officer.post(f"{address}judge/", {"finding": "verified"}).status_code == 400
    assert officer.post(f"{address}judge/", {"finding": "verified", "reason": "Seen by the team."}).status_code == 302
    assert "Human Rights Officer" in body(cluster, address)
    with translation.override("fr"):
        french = world.client("cluster.lead", language="fr").get(address).content.decode()
    assert "Évaluations, côte à côte" in french and "Ratings" not in french


def test_a_rating_is_given_shown_as_it_will_be_read_and_released(world: World) -> None:
    group(world)
    threat = proposed(world)
    planner, commander = world.client("force.planner"), world.client("force.commander")
    assert "Your side has not given its rating." in body(planner, url(threat))
    bad = planner.post(url(threat, "rate/"), {**RATED, "likelihood": "6"})
    assert bad.status_code == 400 and "Seen twice." in bad.content.decode()
    assert planner.post(url(threat, "rate/"), RATED).status_code == 302
    preview = planner.post(url(threat, "release/"), {"rationale": "Seen."})["Location"]
    assert "It was told." in body(planner, preview)
    page = body(commander, preview)
    assert "Seen." in page and "Seen twice." not in page and "4 · likely" in page
    with world.acting("force.commander") as actor:
        digest = RatingRelease.objects.visible_to(actor).get().digest
    assert commander.post(preview, {"digest": digest}).status_code == 400
    assert planner.post(preview, {"digest": digest, "confirmed": "1"}).status_code == 400
    assert commander.post(preview, {"digest": digest, "confirmed": "1"}).status_code == 302
    for who in ("cluster.lead", "adviser", "police.planner"):
        assert "Seen." not in body(world.client(who), url(threat))
        assert world.client(who).get(preview).status_code == 404
    assert "Seen." in body(world.client("srsg"), url(threat))
    assert world.client("cluster.lead").post(url(threat, "rate/"), {**RATED, "likelihood": "2"}).status_code == 302
    page = body(world.client("cluster.lead"), url(threat))
    assert "Seen." in page and "Likelihood: Military 4, Cluster 2" in page
    assert 'class="tag is-critical"' in page and 'class="tag is-low"' in page
    assert commander.post(f"{preview}withdraw/").status_code == 302
    assert "Seen." not in body(world.client("cluster.lead"), url(threat))
    assert world.client("srsg").get(url(threat, "rate/")).status_code == 404


def test_nothing_tells_an_unreleased_rating_from_none(world: World) -> None:
    """The cleverest member of each side, before and after another side rates, prepares and releases under the seal."""
    group(world)
    threat, other = proposed(world), proposed(world, title="Other threat")
    curious = {who: world.client(who) for who in ("cluster.lead", "adviser", "human.rights")}
    addresses = [
        "/", "/threats/", "/threats/?only=differ", "/threats/?only=unrated", "/journal/", "/inbox/",
        url(threat), url(other), url(threat, "rate/"), url(threat, "release/"),
    ]  # fmt: skip

    def look() -> dict[tuple[str, str], Any]:
        found = {}
        for who, client in curious.items():
            for address in addresses:
                with (
                    CaptureQueriesContext(connections["mission"]) as one,
                    CaptureQueriesContext(connections["humanitarian"]) as two,
                ):
                    answer = client.get(address)
                length = len(one) + len(two)
                found[who, address] = (answer.status_code, MASKED.sub("", answer.content.decode()), length)
        return found

    look()
    before = look()
    rating = given(world, "force.planner", threat, 1, 1)
    release = prepared(world, "force.planner", rating)
    assert look() == before
    released(world, "force.commander", release)
    assert look() == before
    for who, client in curious.items():
        for address in (f"/threats/releases/{release.pk}/", f"/threats/releases/{rating.pk}/"):
            assert client.get(address).status_code == 404, who


def test_pages_ask_as_much_for_three_threats_as_for_one(world: World) -> None:
    group(world)
    client = world.client("force.planner")

    def count(address: str) -> int:
        with CaptureQueriesContext(connections["mission"]) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def grow() -> Threat:
        threat = proposed(world)
        rating = given(world, "force.planner", threat)
        released(world, "force.commander", prepared(world, "force.planner", rating))
        given(world, "force.planner", threat, 5, 5)
        released(world, "cluster.lead", prepared(world, "cluster.lead", given(world, "cluster.lead", threat)))
        return threat

    first = grow()
    count("/threats/")
    one = {"list": count("/threats/"), "detail": count(url(first)), "today": count("/")}
    grow(), grow()
    assert {"list": count("/threats/"), "detail": count(url(first)), "today": count("/")} == one
    assert one["list"] <= 26 and one["detail"] <= 30, one


@pytest.mark.parametrize("who", ["force.planner", "srsg"])
def test_a_copy_is_seen_before_it_goes(world: World, who: str) -> None:
    group(world)
    threat = proposed(world, audience="mission", intent="To close the market.")
    client = world.client(who)
    if who == "force.planner":
        assert client.get(url(threat, "share/")).status_code == 404
        return
    page = body(client, url(threat, "share/"))
    room = page.split('name="room"')[1].split('<option value="')[1].split('"')[0]
    page = body(client, url(threat, f"share/?room={room}&left_out=intent"))
    assert "To close the market." not in page.split("Exactly what they will see")[1]
    sent = {"room": room, "left_out": "intent", "revision": "1"}
    assert client.post(url(threat, "share/"), sent).status_code == 400
    assert client.post(url(threat, "share/"), {**sent, "revision": "7", "confirmed": "1"}).status_code == 409
    assert client.post(url(threat, "share/"), {**sent, "confirmed": "1"}).status_code == 302
    assert "Night attacks" in body(world.client("cluster.lead"), "/threats/")
