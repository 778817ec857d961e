"""Pages of reviews can be read by everybody, on a desk and on a phone."""

import pytest

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from strategies.domain.reminders import plan_reviews
from tests.reviews.stage import in_force
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser


def test_reviews_on_a_desk_and_on_a_phone(world: World, browser_page: OpenPage) -> None:
    strategy = in_force(world)
    plan_reviews()
    review = world.query("SELECT id::text FROM strategies_review")[0][0]
    places = ("/reviews/", f"/reviews/{review}/", f"/reviews/{review}/close/", f"/reviews/strategies/{strategy}/new/")
    with serving(world.name) as address:
        for width in (1280, 390):
            page = browser_page(address, width=width, bypass_csp=True)
            with page.expect_navigation(url=f"{address}/"):
                sign_in(page)
            for place in places:
                assert page.goto(place).status == 200, place  # type: ignore[union-attr]
                assert faults(page) == [], (place, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, place
