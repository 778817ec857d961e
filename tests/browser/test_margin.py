"""Commenting beside a draft in a browser: words are selected, a key opens the form, and the thread is answered.

With POCPLAN_PICTURES=FOLDER each page is also written there as a picture.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from strategies.models import MarginComment, Section
from tests.strategies.test_margin import ANSWERED, ASKED, QUOTE, passage, said, section, written  # noqa: F401
from tests.strategies.test_rich_browser import pictures
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser

SELECT = """([place, words]) => {
  const walker = document.createTreeWalker(document.querySelector(place), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""

ACROSS = """([from, to]) => {
  getSelection().setBaseAndExtent(document.querySelector(from), 0, document.querySelector(to), 1);
}"""


def select(page: Page, place: str, words: str) -> None:
    assert page.evaluate(SELECT, [place, words])


def test_words_are_selected_and_asked_about_beside_them(
    world: World,
    section: Section,  # noqa: F811
    browser_page: OpenPage,
) -> None:
    block = passage(world, section, 1)
    drafting = reverse("strategies:section", args=[section.pk])
    with serving(world.name) as address:
        planner = browser_page(address, bypass_csp=True)
        sign_in(planner, "police.planner")
        planner.goto(drafting)
        select(planner, f"#b-{block.pk}", "the market closes")
        planner.keyboard.press("c")
        expect(planner.get_by_label("Words you speak of")).to_have_value("the market closes")
        expect(planner.get_by_label("Comment", exact=True)).to_be_focused()
        planner.keyboard.type(ASKED)
        assert faults(planner) == []
        pictures(planner, "margin-form")
        with planner.expect_navigation():
            planner.get_by_role("button", name="Comment", exact=True).click()
        expect(planner.get_by_text(ASKED)).to_be_visible()
        with world.acting("adviser") as actor:
            row = MarginComment.objects.visible_to(actor).get()
            assert (row.anchor["block"], row.anchor["quote"]) == (str(block.lineage), "the market closes")
        said(world, section, "force.planner", words="Should this say when the patrols return?", quote="Besh Valley")
        said(world, section, "srsg", quote="", words="What do we do where the road is closed?")
        said(world, section, "civil.affairs", block=None, quote="", words="The scope of this section is too wide.")
        said(world, section, "civil.affairs", block=passage(world, section, 2).pk, quote="at dawn", words="Every day?")
        written(world, passage(world, section, 2), "There is no clinic in Besh any more.")
        adviser = browser_page(address, bypass_csp=True)
        sign_in(adviser)
        adviser.goto(drafting)
        expect(adviser.get_by_text("are gone from this section")).to_be_visible()
        assert faults(adviser) == []
        pictures(adviser, "margin")
        with adviser.expect_navigation():
            adviser.get_by_role("link", name="Answer what Police").click()
        adviser.get_by_label("Answer", exact=True).fill(ANSWERED)
        assert faults(adviser) == []
        pictures(adviser, "margin-answer")
        with adviser.expect_navigation():
            adviser.get_by_role("button", name="Answer", exact=True).click()
        expect(adviser.get_by_text(ANSWERED)).to_be_visible()
        thread = adviser.locator(f"#m-{row.pk}")
        with adviser.expect_navigation():
            thread.get_by_role("button", name="Mark as settled").press("Enter")
        expect(thread).to_have_count(0)
        with adviser.expect_navigation():
            adviser.get_by_role("link", name="Comments on the draft").click()
        assert faults(adviser) == []
        pictures(adviser, "margin-list")
        adviser.get_by_role("link", name="All (5)").click()
        expect(adviser.get_by_text("Settled by")).to_be_visible()
        with adviser.expect_navigation():
            adviser.get_by_role("link", name="FR").or_(adviser.get_by_role("button", name="FR")).first.click()
        adviser.goto(drafting)
        assert faults(adviser) == []
        pictures(adviser, "margin-fr")


def test_while_writing_a_key_asks_about_the_words_and_leads_back_to_them(
    world: World,
    section: Section,  # noqa: F811
    browser_page: OpenPage,
) -> None:
    block = passage(world, section)
    with serving(world.name) as address:
        page = browser_page(address, bypass_csp=True)
        sign_in(page)
        page.goto(reverse("strategies:block", args=[block.pk]))
        page.locator(".rich").click()
        select(page, ".rich", "Besh Valley")
        page.keyboard.press("Control+Alt+m")
        expect(page.get_by_label("Words you speak of")).to_have_value("Besh Valley")
        page.keyboard.type(ASKED)
        assert faults(page) == []
        pictures(page, "margin-writing")
        with page.expect_navigation():
            page.get_by_role("button", name="Comment", exact=True).click()
        expect(page.locator(".margin").get_by_text("Besh Valley")).to_be_visible()
        expect(page.locator(".rich")).to_be_visible()
        link = page.get_by_role("link", name="Comment on this passage")
        select(page, ".rich", "the market")
        link.click()
        expect(page.get_by_label("Words you speak of")).to_have_value("the market")
        page.get_by_role("link", name="Cancel").last.click()
        expect(page.get_by_label("Words you speak of")).to_have_count(0)
        expect(link).to_be_focused()


def test_what_was_typed_is_there_again_where_the_form_is_opened_anew(
    world: World,
    section: Section,  # noqa: F811
    browser_page: OpenPage,
) -> None:
    with serving(world.name) as address:
        page = browser_page(address, bypass_csp=True)
        sign_in(page, "police.planner")
        page.goto(reverse("strategies:section", args=[section.pk]))
        first, second, third = (passage(world, section, at).pk for at in range(3))
        page.evaluate(ACROSS, [f"#b-{second}", f"#b-{third}"])
        page.keyboard.press("c")
        expect(page.locator(f".block-line:has(#b-{second}) .saying")).to_be_visible()
        expect(page.get_by_label("Words you speak of")).to_have_value("")
        page.get_by_role("link", name="Comment on “Patrols").click()
        expect(page.locator(f".block-line:has(#b-{first}) .saying")).to_be_visible()
        page.get_by_label("Comment", exact=True).fill(ASKED)
        expect(page.locator(".saying [data-kept]")).to_be_visible()
        page.reload()
        page.get_by_role("link", name="Comment on “Patrols").click()
        expect(page.get_by_label("Comment", exact=True)).to_have_value(ASKED)
