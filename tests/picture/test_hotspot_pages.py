"""The Flashpoint Matrix as pages: worked in with forms, read by each hat for itself, and never by who may not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from picture.models import Hotspot
from pocplan.access.clock import today
from tests.picture.stage import group, public_id
from tests.picture.test_hotspots import CAMPS, listed, seen_last
from tests.strategies.test_query_counts import queries
from tests.world import World

FORM = {**CAMPS, "precision": "about", "trend": "unknown", "population": "18400", "population_basis": "count"}
ASKED = {"grade": "must", "criteria": ["imminent"], "words": "Attack expected at harvest."}
NO = {"grade": "should", "reason_code": "distance", "words": "No road in the rains.", "distance_km": "1347"}


def sent(client: Client, name: str, args: list[Any], values: dict[str, Any], status: int = 302, at: str = "") -> str:
    answer = client.post(reverse(f"hotspots:{name}", args=args) + at, values)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def read(client: Client, name: str, args: list[Any] | None = None, query: str = "") -> str:
    answer = client.get(reverse(f"hotspots:{name}", args=args) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def shown(page: str) -> str:
    """What a page says, without its tags: their tokens and keys are drawn by lot, and could hold any short number."""
    return strip_tags(page)


def revision(world: World, spot: Hotspot, table: str = "hotspot", key: str = "id") -> int:
    row = world.query(f"SELECT revision FROM picture_{table} WHERE {key} = %s", [str(spot.pk)])
    return int(row[0][0])


def test_an_exercise_from_listing_to_settling(world: World) -> None:
    at = f"?room={public_id(world, group(world))}"
    adviser, lead = world.client("adviser"), world.client("cluster.lead")
    commander, civil = world.client("force.commander", "Force Commander"), world.client("civil.affairs")
    assert "No hotspot stands here." in read(adviser, "list")
    refused = sent(adviser, "new", [], {**FORM, "population_basis": ""}, 400, at=at)
    assert "Say on what this number of people rests." in refused and "18400" in refused
    sent(adviser, "new", [], FORM, at=at)
    with world.acting("adviser") as actor:
        spot = Hotspot.objects.visible_to(actor).get()
    key = [spot.pk]
    seen_last(world, spot, 20)
    assert "stale" in read(lead, "list")
    # The Today page has it, in order of harm.
    assert "Flashpoints gone stale" in adviser.get("/").content.decode()
    assert sent(adviser, "step", [*key, "review"], {"revision": 7, "trend": "worse"}, 409)
    sent(adviser, "step", [*key, "review"], {"revision": 1, "trend": "worse"})
    assert "Flashpoints gone stale" not in adviser.get("/").content.decode()
    change = {**FORM, "priority": "critical", "reason": "Two attacks.", "revision": revision(world, spot)}
    sent(adviser, "change", key, change)
    history = read(lead, "changes")
    assert "Two attacks." in history and "<del>high</del> <ins>critical</ins>" in history
    assert "United Mission in Orvane" in history and "Senior PoC Adviser" not in history
    effort = {"component": "civilian", "what": "Dialogue of elders", "due_on": today_of(world)}
    sent(civil, "effort-new", key, effort)
    assert lead.get(reverse("hotspots:effort-new", args=key)).status_code == 404

    sent(lead, "act", [*key, "state"], ASKED)
    assert adviser.get(reverse("hotspots:act", args=[*key, "state"])).status_code == 404
    assert lead.get(reverse("hotspots:act", args=[*key, "decide"])).status_code == 404
    kept = sent(commander, "act", [*key, "decide"], {"grade": "no", "words": "Not now."}, 400)
    assert "choose the reason" in kept and "Not now." in kept
    sent(commander, "act", [*key, "decide"], NO)
    seen_at = {"revision": revision(world, spot, "protectionpriority", "hotspot_id")}
    sent(commander, "act", [*key, "coverage"], {**seen_at, "coverage": "not"})
    seen = read(lead, "detail", key)
    assert "18,400 (counted or registered)" in seen and "18,400 people at risk" in read(lead, "list")
    assert "difference remains" in seen and "No road in the rains." in seen and "not by troops" in seen
    assert "1347" not in shown(seen) and "1347" in shown(read(commander, "detail", key))
    assert "Must-protect places without protection" in adviser.get("/").content.decode()

    seen_at = {"revision": revision(world, spot, "protectionpriority", "hotspot_id")}
    assert "settled only with" in sent(adviser, "act", [*key, "settle"], seen_at, 400)
    with world.acting("civil.affairs") as actor:
        plan = {**seen_at, "unarmed": ["dialogue"], "words": "Dialogue each week.", "owner_post": str(actor.post_id)}
    sent(adviser, "act", [*key, "unarmed"], plan)
    seen_at = {"revision": seen_at["revision"] + 1}
    sent(adviser, "act", [*key, "clear"], {**seen_at, "reference": "SC-12", "cleared_on": today_of(world)})
    sent(civil, "act", [*key, "accept"], {"revision": seen_at["revision"] + 1})
    sent(adviser, "act", [*key, "settle"], {"revision": seen_at["revision"] + 2})
    assert "Must-protect places without protection" not in adviser.get("/").content.decode()
    assert "settled" in read(lead, "list") or "settled" in read(lead, "detail", key)

    for who in ("observer", "field.cluster", "other.adviser"):
        stranger = world.client(who)
        assert stranger.get(reverse("hotspots:detail", args=key)).status_code == 404
        assert "Tuleni east camps" not in read(stranger, "list")
    french = read(world.client("cluster.lead", language="fr"), "detail", key)
    assert "la divergence demeure" in french and "18 400 (" in " ".join(french.split())


def today_of(world: World) -> str:
    with world.acting("adviser"):
        return today().isoformat()


@pytest.mark.parametrize("step", ["verify", "no-access", "alert", "propose-delisting"])
def test_each_step_has_a_form_that_says_who_can_see_it(shared_world: World, step: str) -> None:
    spot = listed(shared_world)
    client = shared_world.client("adviser")
    seen = read(client, "step", [spot.pk, step])
    assert "who-can-see" in seen or "audience" in seen
    given = {"revision": 1, "reason": "Seen by a patrol.", "verified_on": today_of(shared_world)}
    sent(client, "step", [spot.pk, step], given)
    assert "Seen by a patrol." in read(client, "detail", [spot.pk])
    assert client.get(reverse("hotspots:step", args=[spot.pk, "dance"])).status_code == 404


def test_the_matrix_asks_the_same_number_of_questions_whatever_it_shows(world: World) -> None:
    group(world)
    adviser, counts = world.client("adviser"), []
    for times in (1, 4):
        for number in range(times):
            spot = listed(world, audience="shared", place_said=f"Camp {times} {number}")
            sent(world.client("cluster.lead"), "act", [spot.pk, "state"], ASKED)
        counts.append([queries(adviser, reverse("hotspots:list")), queries(adviser, reverse("hotspots:changes"))])
    assert counts[0] == counts[1]


def test_who_changed_it_first_is_shown_and_what_was_typed_can_be_sent_again(world: World) -> None:
    """Two people at one cell: the second reads what the first wrote, keeps the own words, and gets through."""
    at = f"?room={public_id(world, group(world))}"
    one, two = world.client("adviser"), world.client("chief.of.staff")
    sent(one, "new", [], FORM, at=at)
    with world.acting("adviser") as actor:
        spot = Hotspot.objects.visible_to(actor).get()
    key, seen = [spot.pk], revision(world, spot)
    sent(one, "change", key, {**FORM, "situation": "Carts are stopped.", "reason": "First.", "revision": seen})
    mine = {**FORM, "situation": "Wells are closed.", "is_enclave": "on", "reason": "Second."}
    refused = sent(two, "change", key, {**mine, "revision": seen}, 409)
    assert "Stored meanwhile by somebody else" in refused and "<dd>Carts are stopped.</dd>" in refused
    assert "Wells are closed." in refused and "Second." in refused
    assert "<dd>no</dd>" in refused and "<dd>Second.</dd>" not in refused
    assert f'name="revision" value="{seen + 1}"' in refused
    sent(two, "change", key, {**mine, "revision": seen + 1})
    assert "Wells are closed." in read(one, "detail", key)
    # A step with a reason can be sent again as well; one that shows nothing of the row cannot.
    stale = sent(two, "step", [*key, "alert"], {"revision": seen, "reason": "Two carts were burnt."}, 409)
    assert f'name="revision" value="{seen + 2}"' in stale and "Two carts were burnt." in stale
    assert "Look at it as it stands now" in stale


def test_owners_are_offered_by_their_titles_in_the_readers_language(world: World) -> None:
    at = f"?room={public_id(world, world.room('UNMOR', 'mission'))}"
    client = world.client("adviser")
    sent(client, "new", [], FORM, at=at)
    with world.acting("adviser") as actor:
        spot = Hotspot.objects.visible_to(actor).get()
    assert "Police planner</option>" in read(client, "effort-new", [spot.pk])
    client.cookies["django_language"] = "fr"
    french = read(client, "effort-new", [spot.pk])
    assert "Police planner" not in french and "Planificatrice de la police" in french
