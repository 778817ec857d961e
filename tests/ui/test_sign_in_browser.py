"""People sign in and out with a real browser, which sends what test clients do not."""

import pytest

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.world import World

pytestmark = pytest.mark.browser


def test_people_sign_in_change_the_language_and_leave(world: World, browser_page: OpenPage) -> None:
    with serving(world.name) as address:
        page = browser_page(address)
        page.goto("/account/login/")
        page.fill("[name=login]", "adviser")
        page.fill("[name=password]", "demo")
        with page.expect_navigation():
            page.click("main .btn-main")
        page.goto("/missions/")
        assert page.locator("html").get_attribute("lang") == "en"
        with page.expect_navigation():
            page.click("button[name=language][value=fr]")
        assert page.locator("html").get_attribute("lang") == "fr"
        page.click(".hat summary")
        # A click does not wait for its answer; the next address would cut the form off on its way.
        with page.expect_navigation():
            page.click(".hat form[action='/account/logout/'] button")
        page.goto("/missions/")
        assert "/account/login/" in page.url
