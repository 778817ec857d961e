"""Every component in both lights and both directions, on a desk and on a phone; the keys; the budgets."""

import gzip
from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import Page, expect

from pocplan.dev.plugin import OpenPage
from tests.ui.test_autosave_browser import sign_in

pytestmark = pytest.mark.browser

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
STATIC = Path(__file__).parents[2] / "static"
KB = 1024


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']][:3]}" for fault in found]


def test_the_parts_can_be_read_by_everybody(address: str, browser_page: OpenPage) -> None:
    for width, light in ((1280, "light"), (390, "dark")):
        page = browser_page(address, width=width, color_scheme=light, bypass_csp=True)
        sign_in(page)
        for place in ("/", "/styleguide/", "/keyboard/", "/account/2fa/", "/account/password/change/", "/nothing"):
            page.goto(place)
            assert faults(page) == [], (place, width, light)
            for direction in ("ltr", "rtl"):
                page.evaluate("direction => { document.documentElement.dir = direction }", direction)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (place, direction)


def test_single_keys_work_where_nobody_writes_and_can_be_switched_off(address: str, browser_page: OpenPage) -> None:
    page = browser_page(address)
    sign_in(page)
    page.goto("/styleguide/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text("Protection Cluster on section 5")
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_contain_text("Kelmat market road")
    page.locator("#id_title").press("?")
    expect(page.locator("dialog#keys")).to_have_count(0)
    page.locator("#id_title").blur()
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.locator("dialog#keys [data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_have_count(0)


def test_the_first_load_is_small() -> None:
    def weight(*patterns: str) -> int:
        return sum(len(gzip.compress(path.read_bytes())) for pattern in patterns for path in STATIC.glob(pattern))

    assert weight("css/*.css") <= 20 * KB
    assert weight("js/*.js") <= 22 * KB
