"""Cells of the Flashpoint Matrix changed with the keyboard alone, on a desk and on a phone.

With POCPLAN_PICTURES=FOLDER what stands there at each turn is also written as a picture.
"""

import os
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.browser.test_matrix_pages import planted
from tests.picture.test_cells import MINE, sent
from tests.world import World, point_connections_at

pytestmark = pytest.mark.browser


def looked_at(page: Page, name: str, width: int) -> None:
    """Accessible, and within the width."""
    if folder := os.environ.get("POCPLAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"cells-{name}-{width}.png", full_page=True)
    found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def opened(browser_page: OpenPage, address: str, world: World, width: int, language: str = "en") -> Page:
    page = browser_page(address, width=width)
    session = world.client("adviser").cookies["sessionid"].value
    cookies = {"sessionid": session, "django_language": language}
    page.context.add_cookies([{"name": one, "value": value, "url": address} for one, value in cookies.items()])
    page.goto(reverse("hotspots:list"))
    return page


def test_a_row_is_changed_in_its_cells_with_the_keyboard_alone(shared_world: World, browser_page: OpenPage) -> None:
    key = planted(shared_world)
    step = reverse("hotspots:step", args=[key, "priority"])
    with serving(shared_world.name) as address:
        page = opened(browser_page, address, shared_world, 1280)
        form, cell = page.locator("form.in-cell"), page.locator(f'a[data-cell][href="{step}"]')
        press = page.keyboard.press
        page.locator(f'th a[href="{reverse("hotspots:detail", args=[key])}"]').focus()
        press("ArrowRight")
        press("ArrowRight")
        expect(cell).to_be_focused()
        press("ArrowUp")
        expect(page.locator("tr", has=cell).locator("xpath=preceding-sibling::tr[1]//td[2]/a")).to_be_focused()
        press("ArrowDown")
        expect(cell).to_be_focused()
        for keyed in ("Enter", "F2"):
            press(keyed)
            expect(form.locator("select[name=priority]")).to_be_focused()
            expect(cell).to_be_hidden()
            looked_at(page, "open", 1280)
            press("Escape")
            expect(form).to_have_count(0)
            expect(cell).to_be_focused()
        # Refused: the sentence stands in the cell, and so does what was typed.
        press("F2")
        form.locator("select[name=priority]").select_option("medium")
        form.locator("textarea").fill("   ")
        form.locator("textarea").press("Enter")
        expect(form.locator("#errors")).to_be_focused()
        expect(form.locator("select[name=priority]")).to_have_value("medium")
        looked_at(page, "refused", 1280)
        # Somebody is first: theirs beside mine, which is then sent again.
        sent(shared_world.client("chief.of.staff"), "step", [key, "priority"], {**MINE, "priority": "high"})
        form.locator("textarea").fill("Quiet for a month.")
        form.locator("textarea").press("Enter")
        expect(form.get_by_text("Stored meanwhile by somebody else")).to_be_visible()
        expect(form.locator("textarea")).to_have_value("Quiet for a month.")
        looked_at(page, "conflict", 1280)
        # Neither another cell of the row nor its own form takes away what is typed there.
        row = page.locator("tr", has=form)
        for other in (row.locator('a[data-cell][href$="/verify/"]'), row.get_by_role("button", name="Reviewed today")):
            other.click()
            expect(form.locator("#errors")).to_be_focused()
            expect(form.locator("textarea")).to_have_value("Quiet for a month.")
        # A connection that fails loses nothing.
        page.route(f"**{step}", lambda route: route.abort())
        form.locator("textarea").press("Enter")
        expect(form.locator("[data-not-stored]")).to_be_focused()
        expect(form.locator("textarea")).to_have_value("Quiet for a month.")
        page.unroute(f"**{step}")
        form.locator("textarea").press("Enter")
        expect(form).to_have_count(0)
        expect(cell).to_be_focused()
        expect(cell).to_contain_text("medium")
        # Whoever leaves a conflict finds what stands there now.
        press("F2")
        sent(
            shared_world.client("chief.of.staff"),
            "step",
            [key, "priority"],
            {**MINE, "revision": 3, "priority": "critical"},
        )
        form.locator("textarea").fill("Quiet again.")
        form.locator("textarea").press("Enter")
        expect(form.get_by_text("Stored meanwhile by somebody else")).to_be_visible()
        press("Escape")
        expect(cell).to_contain_text("critical", ignore_case=True)
        expect(cell).to_be_focused()
        # The form that stands in the row sends from its place as well, and the row keeps the focus there.
        button = page.locator("tr", has=cell).get_by_role("button", name="Reviewed today")
        button.press("Enter")
        expect(page.locator("tr", has=cell).get_by_role("button", name="Reviewed today")).to_be_focused()
        assert page.url.endswith(reverse("hotspots:list"))
    point_connections_at(shared_world.name)


def test_on_a_phone_the_form_stands_in_the_list_of_the_row(shared_world: World, browser_page: OpenPage) -> None:
    planted(shared_world)
    with serving(shared_world.name) as address:
        page = opened(browser_page, address, shared_world, 390, "fr")
        looked_at(page, "list", 390)
        for name in ("people", "priority", "review", "verify", "efforts/new"):
            page.locator(f'a[data-cell][href$="/{name}/"]').first.click()
            form = page.locator("form.in-cell")
            expect(form).to_be_visible()
            looked_at(page, name.replace("/", "-"), 390)
            inside = "one => one.getBoundingClientRect().right <= one.closest('tr').getBoundingClientRect().right"
            assert form.evaluate(inside) and form.evaluate("one => one.scrollWidth <= one.clientWidth"), name
            form.locator("[data-leave]").click()
            expect(form).to_have_count(0)
    point_connections_at(shared_world.name)
