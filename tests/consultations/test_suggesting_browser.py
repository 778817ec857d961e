"""Suggesting in a browser: accessible, within the width of a phone, in French as well.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import pytest
from playwright.sync_api import expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.consultations.stage import TEXT, opened
from tests.consultations.test_suggesting import SAFER, closed, suggested
from tests.strategies.test_rich_browser import pictures
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser


def test_a_copy_is_edited_and_accepted(world: World, browser_page: OpenPage) -> None:
    opened(world)
    text = suggested(world, (0, SAFER), (0, TEXT.replace("Patrols", "Two patrols")), (1, SAFER))
    strategy = closed(world)
    with serving(world.name) as address:
        member = browser_page(address, bypass_csp=True)
        sign_in(member, "cluster.member")
        member.goto(f"/consultations/own/{text.pk}/")
        with member.expect_navigation():
            member.keyboard.press("s")
        assert faults(member) == []
        expect(member.get_by_label("The passage as you would have it")).to_have_value(TEXT)
        pictures(member, "suggest")
        adviser = browser_page(address, bypass_csp=True)
        sign_in(adviser)
        adviser.goto(f"/consultations/strategies/{strategy.pk}/suggestions/")
        assert faults(adviser) == []
        pictures(adviser, "suggestions")
        adviser.get_by_role("checkbox").first.check()
        adviser.get_by_label("Reason").fill("Agreed with the police.")
        with adviser.expect_navigation():
            adviser.get_by_role("button", name="Accept").click()
        expect(adviser.get_by_text("1 suggestion was answered.")).to_be_visible()
        expect(adviser.get_by_role("checkbox")).to_have_count(2)
        with adviser.expect_navigation():
            adviser.get_by_role("link", name="FR").or_(adviser.get_by_role("button", name="FR")).first.click()
        assert faults(adviser) == []
        pictures(adviser, "suggestions-fr")
