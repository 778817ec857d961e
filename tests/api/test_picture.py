"""The joint picture through the API: the walls, the blindness and the rooms of the pages; enclaves left out."""

from typing import Any

import pytest
from django.urls import reverse

from missions.queries.incidents import PER_PAGE
from tests.api.stage import Picture, pictured, recorded
from tests.api.test_api import API, ask
from tests.counting import queries
from tests.picture.stage import proposed, public_id
from tests.picture.test_alerts import received
from tests.picture.test_hotspots import listed
from tests.records.test_reviews import happened
from tests.world import World

NOBODYS = "00000000-0000-4000-8000-000000000000"
RATING = {"likelihood": 4, "impact": 5, "rationale": "Three villages told us.", "confidence": "moderate"}


@pytest.fixture(scope="module")
def told(shared_world: World) -> Picture:
    found = pictured(shared_world)
    recorded(shared_world, found)
    return found


def rows(world: World, who: str, path: str) -> Any:
    answer = ask(world, who, "get", path)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def test_a_list_is_of_one_room_and_the_rooms_are_named(shared_world: World, told: Picture) -> None:
    mine = rows(shared_world, "adviser", "/rooms/")
    assert mine[0] == {**mine[0], "id": public_id(shared_world, told.room), "audience": "shared", "writes": True}
    of_mission = next(one["id"] for one in mine if one["audience"] == "mission")
    assert [one["title"] for one in rows(shared_world, "cluster.lead", "/threats/")] == [told.threat.title]
    assert rows(shared_world, "adviser", f"/threats/?room={of_mission}") == []
    for asked, status in ((of_mission, 404), (NOBODYS, 404), ("x", 400)):
        assert ask(shared_world, "cluster.lead", "get", f"/threats/?room={asked}").status_code == status
    assert rows(shared_world, "other.adviser", "/threats/") == []


def test_a_place_says_how_fresh_it_is_and_what_stands_beside_it(shared_world: World, told: Picture) -> None:
    (spot,) = rows(shared_world, "cluster.lead", "/hotspots/")
    assert (spot["place_said"], spot["standing"], spot["days_without_review"]) == ("Namoshe", "fresh", 0)
    assert spot["threats"] == [str(told.threat.pk)]
    steps = rows(shared_world, "cluster.lead", f"/hotspots/{told.spot.pk}/steps/")
    assert steps[-1]["kind"] == "listed" and "Adviser" not in str(steps)
    (item,) = rows(shared_world, "adviser", "/protection-priorities/?only=differ")
    assert (item["grade"], [one["grade"] for one in item["decisions"]], item["coverage"]) == ("must", ["no"], "not")
    assert "committed" in item["decisions"][0]["words"]


@pytest.mark.parametrize("who", ["adviser", "cluster.lead"])
def test_enclaves_are_left_out_without_a_gap(shared_world: World, told: Picture, who: str) -> None:
    for path, count in (("/hotspots/", 1), ("/protection-priorities/", 1), ("/alerts/", 1)):
        answer = ask(shared_world, who, "get", path)
        assert answer.json()["count"] == count and "quarter" not in answer.text, path
    absent = ask(shared_world, who, "get", f"/hotspots/{NOBODYS}/")
    addresses = (f"/hotspots/{told.enclave.pk}/", f"/hotspots/{told.enclave.pk}/steps/", f"/alerts/{told.hushed.pk}/")
    for path in addresses:
        answer = ask(shared_world, who, "get", path)
        assert (answer.status_code, answer.content) == (404, absent.content), path


def test_records_and_bodies_are_read_where_they_lie(shared_world: World, told: Picture) -> None:
    of_mission = next(one["id"] for one in rows(shared_world, "adviser", "/rooms/") if one["audience"] == "mission")
    lists = ("bodies", "decisions", "actions", "due-diligence", "incident-reviews")
    for name in lists:
        (row,) = rows(shared_world, "adviser", f"/{name}/?room={of_mission}")
        if name != "actions":
            whole = ask(shared_world, "adviser", "get", f"/{name}/{row['id']}/")
            assert whole.status_code == 200, whole.text
            hidden = ask(shared_world, "cluster.lead", "get", f"/{name}/{row['id']}/")
            absent = ask(shared_world, "cluster.lead", "get", f"/{name}/{NOBODYS}/")
            assert (hidden.status_code, hidden.content) == (404, absent.content)
        assert ask(shared_world, "cluster.lead", "get", f"/{name}/?room={of_mission}").status_code == 404
    (case,) = rows(shared_world, "adviser", "/due-diligence/")
    assert (case["holding"], case["measures"], case["in_place"]) == ("open", 1, 0)


def test_questions_do_not_grow_with_rows(shared_world: World, told: Picture) -> None:
    client = shared_world.client("adviser")
    names = ("threats", "hotspots", "protection-priorities", "alerts", "bodies", "decisions", "due-diligence")
    counted = []
    for _turn in range(2):
        counted.append([queries(client, f"{API}/{name}/") for name in names])
        for number in range(3):
            listed(shared_world, audience="shared", place_said=f"Ford {number}")
            received(shared_world, audience="shared")
            proposed(shared_world, title=f"Raids {number}")
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 23, counted


def test_incidents_go_on_where_a_page_ended(shared_world: World) -> None:
    for number in range(PER_PAGE + 1):
        happened(shared_world, f"N{number}")
    first = ask(shared_world, "adviser", "get", "/incidents/").json()
    rest = ask(shared_world, "adviser", "get", first["next"].partition(API)[2]).json()
    seen = [one["id"] for page in (first, rest) for one in page["results"]]
    assert len(seen) == len(set(seen)) == PER_PAGE + 1 + happened_before(shared_world)
    assert rest["next"] is None
    one = ask(shared_world, "adviser", "get", f"/incidents/{seen[0]}/").json()
    assert (one["independent"], one["threshold_met"], one["judgement"]) == (1, False, None)
    assert ask(shared_world, "cluster.lead", "get", f"/incidents/{seen[0]}/").status_code == 404


def happened_before(world: World) -> int:
    return int(world.query("SELECT count(*) FROM missions_incident WHERE reference !~ '^N'")[0][0])


def test_ratings_open_by_giving_ones_own(world: World) -> None:
    threat = pictured(world).threat
    path = f"/threats/{threat.pk}/ratings/"
    blind = {one["side"]: one["rating"] for one in rows(world, "cluster.lead", path)}
    assert set(blind.values()) == {None}
    refused = ask(world, "cluster.lead", "post", path, {**RATING, "severity": 5, "cut_off": "2026-01-01"})
    assert (refused.status_code, refused.json()["field"]) == (400, "severity")
    named = {**RATING, "rationale": "Mr Abel Karo told us.", "cut_off": "2026-01-01"}
    asked = ask(world, "cluster.lead", "post", path, named)
    assert asked.status_code == 400 and "seems to name a person" in asked.json()["detail"]
    made = ask(world, "cluster.lead", "post", path, {**named, "kept_words": ["Mr Abel"]})
    said_so = "SELECT count(*) FROM journal_entry WHERE verb = 'keep_names' AND compartment_id = %s"
    assert world.query(said_so, [threat.compartment_id]) == [(0,)]  # it would tell that a side has rated
    assert (made.status_code, made.json()["likelihood"]) == (201, 4), made.text
    seen = {one["side"]: one["rating"] for one in rows(world, "cluster.lead", path)}
    assert (seen["military"]["likelihood"], seen["civilian"]["likelihood"], seen["cluster"]["impact"]) == (2, 5, 5)
    others = {one["side"]: one["rating"] for one in rows(world, "adviser", path)}
    assert others["cluster"] is None  # given, and not released
    assert ask(world, "other.adviser", "get", path).status_code == 404


def test_a_priority_is_stated_and_an_alert_passed_on_by_who_may(world: World) -> None:
    found = pictured(world)
    state = f"/hotspots/{found.spot.pk}/priority/"
    body = {"grade": "should", "criteria": ["many"], "words": "Fewer lorries came this week."}
    assert ask(world, "adviser", "post", state, body).status_code == 400
    assert ask(world, "observer", "post", state, body).status_code == 404
    stated = ask(world, "cluster.lead", "post", state, body)
    assert (stated.status_code, stated.json()["grade"], stated.json()["decisions"][0]["asked"]) == (
        201,
        "should",
        "must",
    )
    relay = f"/alerts/{found.alert.pk}/relay/"
    said = {"revision": found.alert.revision, "relayed_to": "Joint operations centre"}
    assert ask(world, "cluster.lead", "post", relay, {**said, "relayed_to": "Ms Nadia Orlo"}).status_code == 400
    assert ask(world, "cluster.lead", "post", relay, said).json()["state"] == "relayed"
    assert ask(world, "cluster.lead", "post", relay, said).status_code == 409
    assert ask(world, "cluster.lead", "post", f"/alerts/{found.hushed.pk}/relay/", said).status_code == 404
    kept = {**said, "revision": said["revision"] + 1, "relayed_to": "Ms Nadia Orlo", "kept_words": ["Ms Nadia"]}
    assert ask(world, "cluster.lead", "post", relay, kept).status_code == 201
    page = world.client("adviser").get(reverse("alerts:detail", args=[found.alert.pk]))
    assert "Joint operations centre" in page.content.decode()
    steps = rows(world, "adviser", f"/alerts/{found.alert.pk}/steps/")
    assert [one["kind"] for one in steps] == ["relayed", "relayed", "received"]


def test_another_system_keeps_hotspots_by_its_own_references(world: World) -> None:
    path = "/hotspots/by-reference/"
    mission = next(one["id"] for one in rows(world, "adviser", "/rooms/") if one["audience"] == "mission")
    one = {"external_ref": "JOC-1", "place_said": "Old ford", "priority": "high", "phase": "prevention"}
    two = {"external_ref": "JOC-2", "place_said": "Mill", "priority": "low", "phase": "prevention", "population": 40}
    two["population_basis"] = "census"
    body = {"room": mission, "rows": [one, two]}
    done = ask(world, "adviser", "put", path, body)
    assert (done.status_code, done.json()) == (200, {"listed": 2, "changed": 0, "unchanged": 0}), done.text
    again = ask(world, "adviser", "put", path, body)
    assert again.json() == {"listed": 0, "changed": 0, "unchanged": 2}
    worse = {**body, "rows": [{**one, "priority": "critical"}, two]}
    unsaid = ask(world, "adviser", "put", path, worse)
    assert unsaid.status_code == 400, unsaid.text
    told = ask(world, "adviser", "put", path, {**worse, "reason": "Two raids this week."})
    assert told.json() == {"listed": 0, "changed": 1, "unchanged": 1}
    (spot,) = [one for one in rows(world, "adviser", f"/hotspots/?room={mission}") if one["place_said"] == "Old ford"]
    assert spot["priority"] == "critical"
    (step, *_) = rows(world, "adviser", f"/hotspots/{spot['id']}/steps/")
    assert step["reason"] == "Two raids this week."
    wrong = {**body, "rows": [{**one, "place_said": "New ford"}, {**two, "priority": "very much"}]}
    refused = ask(world, "adviser", "put", path, {**wrong, "reason": "Moved."})
    assert refused.status_code == 400 and refused.json()["detail"].startswith("Row 2, "), refused.text
    assert not world.query("SELECT 1 FROM picture_hotspot WHERE place_said = 'New ford'")
    # A row of a program is a row, also where in a table it would be one of tags.
    tower = {"external_ref": "#JOC-3", "place_said": "#Tower"}
    ask(world, "adviser", "put", path, {"room": mission, "rows": [{**one, **tower}]})
    moved = {"room": mission, "rows": [{**tower, "sector": "#4"}], "reason": "Sectors are drawn anew."}
    told = ask(world, "adviser", "put", path, moved)
    assert told.json() == {"listed": 0, "changed": 1, "unchanged": 0}, told.text
    for who, status in (("cluster.lead", 404), ("other.adviser", 404), ("observer", 404)):
        assert ask(world, who, "put", path, body).status_code == status
