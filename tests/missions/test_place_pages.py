"""The pages of the gazetteer."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test.utils import CaptureQueriesContext

from missions.domain.places import enter_facility
from missions.models import Locality, PlaceName
from missions.queries.matching import gazetteer
from tests.missions.test_gazetteer import LONG, take, waiting, write
from tests.world import World


@pytest.fixture
def places(world: World, tmp_path: Path) -> dict[str, Any]:
    with world.acting("adviser", "Senior") as actor:
        take(actor, write(tmp_path, LONG))
        name = waiting(actor, "Toolenny")
        found = {place.code: place.pk for place in Locality.objects.visible_to(actor)}
    return {**found, "name": name.pk}


def test_a_file_is_sent_and_every_row_is_answered_for(world: World) -> None:
    client = world.client("adviser", "Senior")
    file = SimpleUploadedFile("places.csv", (LONG + "ORV,1,XX9,Elsewhere,ORV,\n").encode())
    answer = client.post("/places/take-in/", {"file": file})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert body.count("created") == 5
    assert "XX9 is one of another country" in body
    assert "Dorrim" in client.get("/places/?q=dorrim").content.decode()


def test_who_does_not_keep_the_commons_is_told_whom_to_ask(world: World) -> None:
    client = world.client("force.planner")
    file = SimpleUploadedFile("places.csv", LONG.encode())
    assert client.post("/places/take-in/", {"file": file}).status_code == 400
    assert "Ask them" in client.get("/places/take-in/").content.decode()


def test_a_place_shows_its_names_and_bases_only_to_the_force(world: World, places: dict[str, Any]) -> None:
    with world.acting("force.planner") as actor:
        place = Locality.objects.visible_to(actor).get(pk=places["OR1"])
        enter_facility(actor=actor, place=place, kind="base", name="Camp Ilven", precision="exact")
    url = f"/places/{places['OR1']}/"
    assert "Camp Ilven" in world.client("force.planner").get(url).content.decode()
    for who in ("cluster.lead", "adviser"):
        body = world.client(who).get(url).content.decode()
        assert "Tuleni" in body
        assert "Camp Ilven" not in body


def test_a_name_is_decided_on_its_page(world: World, places: dict[str, Any]) -> None:
    client = world.client("adviser", "Senior")
    url = f"/places/names/{places['name']}/"
    assert "Toolenny" in client.get("/places/names/").content.decode()
    body = client.get(url).content.decode()
    assert re.search(rf'value="{places["OR1"]}"', body)
    assert client.post(url, {}).status_code == 400
    assert client.post(url, {"code": "OR77"}).status_code == 400
    assert client.post(url, {"place": str(places["OR1"])}).status_code == 302
    with world.acting("adviser", "Senior") as actor:
        name = PlaceName.objects.visible_to(actor).get()
        match = gazetteer(actor, name.compartment_id).match("ORV", 1, "Toolenny")
    assert match
    assert match.locality_id == places["OR1"]


def test_names_of_another_room_are_not_there(world: World, places: dict[str, Any]) -> None:
    client = world.client("cluster.lead")
    assert client.get(f"/places/names/{places['name']}/").status_code == 404
    assert "Toolenny" not in client.get("/places/names/").content.decode()


@pytest.mark.parametrize("url", ["/places/", "/places/names/"])
def test_lists_ask_as_often_for_one_row_as_for_many(
    world: World, places: dict[str, Any], tmp_path: Path, url: str
) -> None:
    def asked() -> int:
        client = world.client("adviser", "Senior")
        with CaptureQueriesContext(connections["mission"]) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    before = asked()
    with world.acting("adviser", "Senior") as actor:
        more = "".join(f"ORV,2,OR3{n},Village {n},OR1,\n" for n in range(30))
        take(actor, write(tmp_path, LONG + more))
        for n in range(5):
            waiting(actor, f"Somewhere {n}")
    assert asked() == before
