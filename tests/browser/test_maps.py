"""Maps and charts in a browser: accessible, within the width of a phone, whole without a script and on paper.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.browser.test_matrix_pages import planted
from tests.missions.test_incident_maps import plant
from tests.picture.test_hotspot_maps import outlined
from tests.picture.test_hotspots import listed
from tests.world import World

pytestmark = pytest.mark.browser


def test_maps_are_accessible_fit_and_print(shared_world: World, browser_page: OpenPage, tmp_path: Path) -> None:
    world = shared_world
    of_incidents = plant(world, tmp_path)
    outlined(world, tmp_path)
    planted(world)
    for name, precision, priority in (("Besh market", "exact", "critical"), ("Besh market", "about", "high"),
                                      ("Dorrim", "about", "low"), ("Tuleni", "admin1", "medium")):  # fmt: skip
        listed(world, audience="shared", place_said=name, precision=precision, priority=priority)
    session = world.client("adviser").cookies["sessionid"].value
    paths = {"hotspot-map": "/hotspots/map/", "incident-map": of_incidents, "month": f"{of_incidents}&month=2026-03"}
    folder, faults = os.environ.get("POCPLAN_PICTURES"), []
    with serving(world.name) as address:
        for width, language in ((1280, "en"), (390, "fr")):
            page = browser_page(address, width=width)
            cookies = {"sessionid": session, "django_language": language}
            page.context.add_cookies([{"name": one, "value": value, "url": address} for one, value in cookies.items()])
            for name, path in paths.items():
                assert page.goto(path).status == 200, name
                if folder:
                    page.screenshot(path=Path(folder) / f"{name}-{width}-{language}.png", full_page=True)
                found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
                faults += [(name, width, one["id"], one["nodes"][0]["html"][:200]) for one in found]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    faults.append((name, width, "wider than the page", ""))
        # On paper the drawing is there, and what is an enclave is not.
        page.goto(paths["hotspot-map"])
        page.emulate_media(media="print")
        assert page.locator("svg.map").is_visible()
        assert not page.locator("tr.off-paper").first.is_visible()
    assert not faults
