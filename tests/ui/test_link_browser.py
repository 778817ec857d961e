"""A form sent over a dead link: the page stays, with all that was typed, and says so. In a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.world import World

pytestmark = pytest.mark.browser

WORDS = "Armed men stop women on the road to the market and take what they carry."


def test_what_was_typed_outlives_a_dead_link(shared_world: World, browser_page: OpenPage) -> None:
    session = shared_world.client("adviser").cookies["sessionid"].value
    with serving(shared_world.name) as address:
        page = browser_page(address, width=1280)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page.goto(reverse("hotspots:new"))
        page.fill("[name=place_said]", "Dorrim")
        page.fill("[name=situation]", WORDS)
        page.context.set_offline(True)
        send = page.locator("main form[method=post] button.btn-main")
        for _again in range(2):
            send.click()
            expect(page.locator("#no-link")).to_be_visible()
            assert page.locator("[name=situation]").input_value() == WORDS
        page.context.set_offline(False)
        with page.expect_navigation():
            send.click()
        expect(page.locator("main")).to_contain_text(WORDS)
