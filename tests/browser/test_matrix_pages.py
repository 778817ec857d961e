"""The Flashpoint Matrix in a browser: accessible, within a phone's width, walked with the arrows.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import io
import os
import re
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django.urls import reverse
from pypdf import PdfReader

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.picture.stage import group
from tests.picture.test_alerts import received
from tests.picture.test_hotspot_pages import ASKED, NO, sent
from tests.picture.test_hotspots import listed, seen_last
from tests.world import World, point_connections_at

WITHIN_A3 = 1497  # points of a screen between the margins of a sheet on its long side

pytestmark = pytest.mark.browser


def planted(world: World) -> str:
    """Three places of an exercise; the key of the one with a decision."""
    group(world)
    first = listed(world, audience="shared", population=18400, population_basis="count", priority="critical")
    other = listed(world, audience="shared", place_said="Namoshe", sector="Tuleni Plains", is_enclave=True)
    listed(world, audience="shared", place_said="Dorrim", sector="Besh Valley", situation="Reprisals after clashes.")
    seen_last(world, other, 40, alerted_on=3)
    sent(world.client("cluster.lead"), "act", [first.pk, "state"], ASKED)
    sent(world.client("force.commander", "Force Commander"), "act", [first.pk, "decide"], NO)
    return str(first.pk)


def test_the_matrix_is_accessible_fits_and_is_walked_with_the_arrows(
    shared_world: World, browser_page: OpenPage
) -> None:
    key = planted(shared_world)
    session = shared_world.client("adviser").cookies["sessionid"].value
    paths = {
        "matrix": reverse("hotspots:list"),
        "hotspot": reverse("hotspots:detail", args=[key]),
        "changes": reverse("hotspots:changes"),
        "new": reverse("hotspots:new"),
        "items": reverse("hotspots:items"),
        "file": reverse("hotspots:file"),
        "alerts": reverse("alerts:list"),
        "alert": reverse("alerts:detail", args=[str(received(shared_world).pk)]),
        "alert-new": reverse("alerts:new"),
    }
    with serving(shared_world.name) as address:
        for width, language in ((1280, "en"), (390, "fr")):
            page = browser_page(address, width=width)
            cookies = {"sessionid": session, "django_language": language}
            page.context.add_cookies([{"name": one, "value": value, "url": address} for one, value in cookies.items()])
            for name, path in {**paths, "more": paths["matrix"]}.items():
                assert page.goto(path).status == 200
                if name == "more":
                    page.locator("details.more summary").press("Enter")
                    assert page.locator("details.more a").last.is_visible()
                if folder := os.environ.get("POCPLAN_PICTURES"):
                    page.screenshot(path=Path(folder) / f"{name}-{width}-{language}.png", full_page=True)
                found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
                assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == [], name
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page = browser_page(address, width=1280)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        # On paper each table is whole on one sheet of A3, across.
        for name in ("matrix", "items"):
            page.goto(paths[name])
            page.emulate_media(media="print")
            page.set_viewport_size({"width": WITHIN_A3, "height": 1000})
            assert page.evaluate("document.documentElement.scrollWidth") <= WITHIN_A3, name
            printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
            assert [(round(one.mediabox.width), round(one.mediabox.height)) for one in printed.pages] == [(1191, 842)]
            words = " ".join(printed.pages[0].extract_text().split())
            assert "Tuleni east camps" in words and "Namoshe" not in words  # an enclave stays off paper
            assert re.search(r"printed by [^·]+ · [^·]*\d:\d\d", words)  # who, and when by the clock of the machine
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(paths["matrix"])
        more = page.locator("details.more")
        for shut in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").click()):
            assert not more.locator("a").first.is_visible()
            more.locator("summary").press("Enter")
            assert more.locator("a").first.is_visible()
            shut()
        assert not more.locator("a").first.is_visible()
        links = page.locator("table[data-grid] tbody th a")
        links.first.focus()
        page.keyboard.press("ArrowDown")
        assert links.nth(1).evaluate("one => one === document.activeElement")
        page.keyboard.press("ArrowUp")
        assert links.first.evaluate("one => one === document.activeElement")
    point_connections_at(shared_world.name)
