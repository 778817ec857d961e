"""Proposing in clearance in a browser: accessible, within the width of a phone, in French as well.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from strategies.models import Strategy
from strategies.queries.proposals import open_proposals
from tests.consultations.stage import TEXT
from tests.strategies.test_proposals import SAFER, asked, proposed, strategy, taken_back  # noqa: F401
from tests.strategies.test_rich_browser import pictures
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser


def test_a_copy_is_edited_and_the_drafters_accept_it(
    world: World,
    strategy: Strategy,  # noqa: F811
    browser_page: OpenPage,
) -> None:
    proposed(world, (0, TEXT.replace("Patrols", "Two patrols")), (1, SAFER))
    with world.acting("adviser") as actor:
        beside = open_proposals(actor, strategy)[0].block
    assert beside is not None
    with serving(world.name) as address:
        planner = browser_page(address, bypass_csp=True)
        sign_in(planner, "police.planner")
        planner.goto(reverse("strategies:proposing", args=[asked(world).pk]))
        assert faults(planner) == []
        pictures(planner, "proposing")
        with planner.expect_navigation():
            planner.keyboard.press("s")
        assert faults(planner) == []
        planner.get_by_label("The passage as you would have it").fill(SAFER)
        planner.get_by_label("Why").fill("People walk home late.")
        pictures(planner, "propose")
        with planner.expect_navigation():
            planner.get_by_role("button", name="Propose this").click()
        expect(planner.get_by_text("People walk home late.", exact=True)).to_be_visible()
        taken_back(world, strategy)
        adviser = browser_page(address, bypass_csp=True)
        sign_in(adviser)
        adviser.goto(reverse("strategies:clearance", args=[strategy.pk]))
        assert faults(adviser) == []
        pictures(adviser, "clearance")
        with adviser.expect_navigation():
            adviser.get_by_role("link", name="3 proposals wait for an answer").click()
        assert faults(adviser) == []
        pictures(adviser, "proposals")
        adviser.get_by_role("checkbox").first.check()
        adviser.get_by_label("Reason").fill("Agreed with the police.")
        with adviser.expect_navigation():
            adviser.get_by_role("button", name="Accept", exact=True).click()
        expect(adviser.get_by_role("checkbox")).to_have_count(2)
        adviser.goto(reverse("strategies:section", args=[beside.section_id]))
        assert faults(adviser) == []
        pictures(adviser, "beside")
        with adviser.expect_navigation():
            adviser.get_by_role("link", name="FR").or_(adviser.get_by_role("button", name="FR")).first.click()
        adviser.goto(reverse("strategies:proposals", args=[strategy.pk]))
        assert faults(adviser) == []
        pictures(adviser, "proposals-fr")
