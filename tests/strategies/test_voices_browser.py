"""The language of a passage, set in the editor with a button and with a key, and kept through what is written on."""

import pytest
from playwright.sync_api import expect

from pocplan.dev.plugin import OpenPage
from strategies.domain.blocks import Typed, add_block
from strategies.domain.strategies import start_strategy
from strategies.queries.strategies import sections_of
from tests.strategies.test_rich_browser import opened, stored
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser

FRAMED = (
    "<p>Une route.</p><p>A road.</p><ul><li>one</li><li lang=\"fr\">deux</li></ul>"
    "<table><tbody><tr><td>Who</td></tr></tbody></table><blockquote><p>Said.</p></blockquote>"
)  # fmt: skip


def test_the_language_of_a_passage_is_set_where_one_writes(
    shared_world: World, address: str, browser_page: OpenPage
) -> None:
    with shared_world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        block = add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed(FRAMED))
    page = browser_page(address, bypass_csp=True)
    sign_in(page)
    opened(page, block)
    rich, tools = page.locator(".rich"), page.get_by_role("toolbar")
    rich.locator("p").first.click()
    tools.get_by_role("button", name="French").click()
    expect(tools.get_by_role("button", name="French")).to_have_attribute("aria-pressed", "true")
    expect(rich.locator("p").first).to_have_attribute("lang", "fr")
    assert faults(page) == []
    tools.get_by_role("button", name="Heading", exact=True).click()
    rich.locator("p", has_text="A road.").click()
    # The editor knows of a click once its buttons do, and keys that come before go to the passage that was left.
    expect(tools.get_by_role("button", name="French")).to_have_attribute("aria-pressed", "false")
    for _ in range(3):
        page.keyboard.press("Control+Alt+l")
    expect(tools.get_by_role("button", name="Arabic")).to_have_attribute("aria-pressed", "true")
    expect(rich.locator("p", has_text="A road.")).to_have_attribute("dir", "rtl")
    rich.locator("li", has_text="deux").click()
    expect(tools.get_by_role("button", name="French")).to_have_attribute("aria-pressed", "true")
    tools.get_by_role("button", name="English").click()
    rich.locator("td").click()
    expect(tools.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "false")
    tools.get_by_role("button", name="French").click()
    rich.locator("blockquote p").click()
    expect(tools.get_by_role("button", name="French")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Alt+F10")
    tools.get_by_role("button", name="French").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(shared_world, block).html.replace("\n", "") == (
        '<h3 lang="fr">Une route.</h3><p lang="ar">A road.</p><ul lang="en"><li>one</li><li>deux</li></ul>'
        '<table lang="fr"><tbody><tr><td>Who</td></tr></tbody></table><blockquote lang="fr"><p>Said.</p></blockquote>'
    )
    opened(page, block)
    rich.locator("h3").click()
    expect(tools.get_by_role("button", name="French")).to_have_attribute("aria-pressed", "true")
    tools.get_by_role("button", name="As the text").click()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(shared_world, block).html.startswith("<h3>Une route.</h3>")
