"""Hotspots on a map: honest about how well a place is known, and about nothing that the matrix does not say."""

import json
import re
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from missions.domain.gazetteer import take_in_gazetteer
from tests.missions.test_gazetteer import LONG, square, write
from tests.missions.test_incident_maps import asked, light
from tests.picture.stage import group, public_id
from tests.picture.test_hotspot_pages import ASKED, NO, read, revision, sent
from tests.picture.test_hotspots import listed
from tests.world import World

PINNED = 27  # with those of the frame
LIMIT = 12_000
PLACES = LONG + "ORV,5,OR2201,Besh market,OR22,\nORV,5,OR2202,Old mill,OR22,\n"


def outlined(world: World, folder: Path) -> None:
    """Two areas and one below them with outlines, one settlement with a point and one without."""
    features = [
        {
            "type": "Feature",
            "properties": {f"admin{level}Pcode": code, f"admin{level}Name": code, "admin0Pcode": "ORV"},
            "geometry": {"type": "Polygon", "coordinates": [square(*corner)]},
        }
        for level, code, corner in ((1, "OR1", (20, 5)), (1, "OR2", (21, 5)), (2, "OR22", (21, 5)))
    ]
    with world.acting("adviser", "Senior") as actor:
        take_in_gazetteer(actor=actor, path=write(folder, PLACES))
        text = json.dumps({"type": "FeatureCollection", "features": features})
        take_in_gazetteer(actor=actor, path=write(folder, text, "outlines.json"))
    world.query("UPDATE missions_locality SET longitude = 21.4, latitude = 5.6 WHERE code = 'OR2201'")


def test_a_place_is_drawn_as_well_as_it_is_known(shared_world: World, tmp_path: Path) -> None:
    world = shared_world
    outlined(world, tmp_path)
    at = f"?room={public_id(world, group(world))}"
    first = listed(world, audience="shared", place_said="Besh market", precision="exact", priority="critical")
    listed(world, audience="shared", place_said="Besh market", precision="about", is_enclave=True)
    listed(world, audience="shared", place_said="Besh market", precision="admin1", priority="low")
    listed(world, audience="shared", place_said="Old mill", precision="about", priority="medium")
    listed(world, audience="shared", place_said="Nowhere known", precision="exact")
    lead, commander = world.client("cluster.lead"), world.client("force.commander", "Force Commander")
    sent(lead, "act", [first.pk, "state"], ASKED)
    sent(commander, "act", [first.pk, "decide"], NO)
    seen_at = {"revision": revision(world, first, "protectionpriority", "hotspot_id"), "coverage": "not"}
    sent(commander, "act", [first.pk, "coverage"], seen_at)
    page = read(lead, "map", query=at)
    svg = page.split('class="map"')[1].split("</svg>")[0]
    table = " ".join(re.sub("<[^>]+>", " ", page.split("Drawn in", 1)[1]).split())
    # Two signs: a dashed triangle for what troops do not cover, a thin square with a dashed ring for what is about.
    assert svg.count("g-hollow g-dash") == 1 and svg.count("g-thin") == 1 and svg.count('r="15"') == 1
    # The second one is moved aside with a line to its place, and is off paper; so is its row.
    assert 'class="off-paper"><path class="g-adm"' in svg and page.count('<tr class="off-paper">') == 1
    # What is known to its district or province is hatched, with words and no sign.
    assert svg.count('fill="url(#shade-1)"') == 2 and "3 L □" in svg and "4 M □" in svg
    assert "Nowhere known Tuleni Plains not on the map" in table and "Nowhere" not in svg
    assert "Besh market Tuleni Plains Bésh-Valley known to admin 1" in table
    assert "▲ not by troops" in table and "1347" not in strip_tags(page)
    assert "official endorsement or acceptance by the United Nations" in page and "As of" in page
    assert light(page) < LIMIT
    narrowed = read(lead, "map", query=f"{at}&priority=critical")
    assert narrowed.count('<th scope="row">') == 1
    assert f"/hotspots/map/{at}" in read(lead, "list", query=at).replace("&amp;", "&").replace("sector=&", "")
    for who in ("observer", "cluster.member"):
        assert world.client(who).get(f"/hotspots/map/{at}").status_code == 404
    many, few = f"/hotspots/map/{at}", f"/hotspots/map/{at}&priority=critical"
    assert asked(lead, many) == asked(lead, few) == PINNED


@pytest.mark.parametrize("key", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_a_room_that_is_not_there_is_not_there(shared_world: World, key: str) -> None:
    assert shared_world.client("adviser").get(f"/hotspots/map/?room={key}").status_code == 404
