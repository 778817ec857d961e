"""The pages of missions, clusters and people in a browser: accessible, and within the width of a phone.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django.test import Client

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.people.test_appointments import person_id, post_id
from tests.world import World, point_connections_at

pytestmark = pytest.mark.browser

# name: (who, path); {…} is filled in from the planted rows
PAGES = {
    "missions": ("admin", "/missions/"),
    "mission": ("adviser", "/missions/{mission}/"),
    "mission-of-others": ("cluster.lead", "/missions/{mission}/"),
    "mission-edit": ("adviser", "/missions/{mission}/edit/"),
    "mission-new": ("admin", "/missions/new/"),
    "missions-published": ("admin", "/missions/published/"),
    "office-new": ("adviser", "/missions/{mission}/offices/new/"),
    "clusters": ("adviser", "/clusters/"),
    "cluster": ("cluster.lead", "/clusters/{cluster}/"),
    "cluster-edit": ("cluster.lead", "/clusters/{cluster}/edit/"),
    "cluster-state": ("cluster.lead", "/clusters/{cluster}/state/"),
    "member-new": ("cluster.lead", "/clusters/members/new/"),
    "people": ("chief.of.staff", "/people/"),
    "people-admin": ("admin", "/people/"),
    "post": ("chief.of.staff", "/people/posts/{post}/"),
    "post-new": ("chief.of.staff", "/people/bodies/{owner}/posts/new/"),
    "brief": ("adviser", "/people/posts/{adviser}/brief/"),
    "propose": ("chief.of.staff", "/people/posts/{post}/propose/"),
    "invite": ("admin", "/people/posts/{post}/invite/"),
    "proposals": ("chief.of.staff", "/people/appointments/"),
    "confirm": ("chief.of.staff", "/people/appointments/{proposal}/confirm/"),
    "rooms": ("force.commander", "/people/rooms/"),
    "room": ("cluster.lead", "/people/rooms/{room}/"),
    "exception": ("cluster.lead", "/people/rooms/{room}/exception/"),
    "groups": ("adviser", "/people/groups/"),
    "group-new": ("adviser", "/people/groups/new/"),
    "secure": ("adviser", "/people/secure/"),
}


@pytest.fixture(scope="module")
def planted(shared_world: World) -> Iterator[tuple[str, dict[str, str], dict[str, Client]]]:
    """A served copy with something on each page."""
    rows = _plant(shared_world)
    clients = {who: shared_world.client(who) for who in {who for who, _ in PAGES.values()}}
    with serving(shared_world.name) as address:
        yield address, rows, clients
    point_connections_at(shared_world.name)


def _plant(world: World) -> dict[str, str]:
    mission = str(world.query("SELECT m.id FROM missions_mission m WHERE headquarters = 'Karvel'")[0][0])
    adviser, lead = world.client("adviser"), world.client("cluster.lead")
    mandate = {"resolution": "S/RES/9001 (2026)", "adopted_on": "2026-03-12", "expires_on": "2027-03-15", "note": ""}
    adviser.post(f"/missions/{mission}/mandates/new/", mandate)
    mandate_id = world.query("SELECT id FROM missions_mandate")[0][0]
    text = (
        "Decides that the mission shall protect civilians under threat of physical violence, without prejudice to"
        " the primary responsibility of the authorities."
    )
    paragraph = {"number": "7 (a) (i)", "text": text, "is_on_protection": "on"}
    adviser.post(f"/missions/mandates/{mandate_id}/paragraphs/new/", paragraph)
    adviser.post(f"/missions/{mission}/sections/new/", {"component": "civilian", "name": "Human Rights"})
    adviser.post(f"/missions/{mission}/offices/new/", {"kind": "field_office", "name": "Tuleni", "place": "Tuleni"})
    for name, kind, extra in (
        ("Safran Relief", "nngo", {}),
        ("UNMOR child protection", "mission", {}),
        ("Lantern Committee", "red_cross", {"kind": "observer"}),
        ("Ministry of Relief", "state", {}),
    ):
        fields = {"organisation": name, "organisation_kind": kind, "kind": "member", "since": "2026-01-05", **extra}
        lead.post("/clusters/members/new/", fields)
    agreed = {"text": "Aggregates leave the cluster; single cases never do.", "agreed_on": "2026-02-01"}
    lead.post("/clusters/protocol/", agreed)
    planner = post_id(world, "Force planner (U5)")
    proposal = {"person": person_id(world, "civil.affairs", "UNMOR"), "starts": "2026-12-01", "acting": "on"}
    world.client("admin").post(f"/people/posts/{planner}/propose/", proposal)
    owners = [world.owner_id("Protection Cluster"), world.owner_id("HCT")]
    keys = [f"{owners[0]}/cluster/", f"{owners[1]}/hc/"]
    group = {"name": "Always asked", "purpose": "Every round on the strategy", "addressees": keys, "version": "1"}
    adviser.post("/people/groups/new/", group)
    world.query(
        "INSERT INTO missions_knownmission (number, acronym, name, department, is_active, headquarters, started_on)"
        " SELECT n, 'UNX' || n, 'United Example Mission ' || n, 'DPO', n = 1, 'Port Ansel', '2001-02-03'"
        " FROM generate_series(1, 30) n"
    )
    room = world.room("Protection Cluster", "cluster")
    return {
        "mission": mission,
        "cluster": str(world.query("SELECT id FROM clusters_cluster WHERE owner_id = %s", [str(owners[0])])[0][0]),
        "post": planner,
        "adviser": post_id(world, "Senior PoC Adviser"),
        "owner": str(world.owner_id("UNMOR")),
        "proposal": str(world.query("SELECT id FROM access_incumbency WHERE confirmed_at IS NULL")[0][0]),
        "room": str(world.query("SELECT public_id FROM access_compartment WHERE id = %s", [room])[0][0]),
    }


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (390, "fr")])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_accessible_and_fits(
    planted, browser_page: OpenPage, name: str, width: int, language: str
) -> None:
    address, rows, clients = planted
    who, path = PAGES[name]
    page = browser_page(address, width=width)
    cookies = {"sessionid": clients[who].cookies["sessionid"].value, "django_language": language}
    page.context.add_cookies([{"name": key, "value": value, "url": address} for key, value in cookies.items()])
    assert page.goto(path.format(**rows)).status == 200
    folder = os.environ.get("POCPLAN_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}-{width}-{language}.png", full_page=True)
    found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
