"""Tables of rows that have several pages: moved over a border, added, and typed in on a later page.

With POCPLAN_PICTURES=FOLDER what stands there at each turn is also written as a picture.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pocplan.dev.plugin import OpenPage
from strategies.domain.rows import state_due_diligence
from strategies.models import Activity, Strategy
from tests.browser.test_row_cells import FORM, cell, kept, looked_at, opened
from tests.strategies.test_row_cells import section_page
from tests.strategies.test_row_pages import many
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def rows(shared_world: World, strategy: Strategy) -> list[Activity]:
    return many(shared_world, strategy, 51)


def to(page: Page, strategy: Strategy, number: int) -> None:
    page.goto(f"{reverse('strategies:activities', args=[strategy.pk])}?activity={number}")


def stands_at(page: Page, row: Activity) -> None:
    page.wait_for_function("id => document.activeElement.closest('tr')?.id === id", arg=f"row-{row.pk}")


def test_a_row_is_moved_over_the_border_with_the_keyboard_and_one_stands_at_it(
    address: str, strategy: Strategy, rows: list[Activity], browser_page: OpenPage
) -> None:
    page, row = opened(browser_page, address, strategy, 1280), rows[25]
    said, press, heads = page.locator("#activity .said"), page.keyboard.press, page.locator("#activity tbody th")
    to(page, strategy, 2)
    expect(heads.first).to_contain_text("Row 26")
    cell(page, row, "tier").focus()
    press("Alt+ArrowUp")
    expect(said).to_have_text("The row stands on page 1 of 3.")
    stands_at(page, row)
    expect(heads.last).to_contain_text("Row 26")
    expect(said).to_be_in_viewport()
    looked_at(page, "moved")
    press("Alt+ArrowUp")
    expect(heads.nth(23)).to_contain_text("Row 26")
    expect(said).to_have_text("")
    press("Alt+ArrowDown")
    expect(heads.last).to_contain_text("Row 26")
    press("Alt+ArrowDown")
    expect(said).to_have_text("The row stands on page 2 of 3.")
    stands_at(page, row)
    # The same border again: the address of the row is the one that one stands on.
    press("Alt+ArrowUp")
    expect(said).to_have_text("The row stands on page 1 of 3.")
    stands_at(page, row)


@pytest.mark.parametrize("where", ["page", "section"])
def test_a_new_row_leads_to_the_last_page(
    shared_world: World, address: str, strategy: Strategy, rows: list[Activity], browser_page: OpenPage, where: str
) -> None:
    page = opened(browser_page, address, strategy, 1280)
    form, table = page.locator(FORM), page.locator("#activity table")
    if where == "section":
        page.goto(section_page(shared_world, strategy, "activities"))
    for title in ("Alert network", "Night patrols"):  # from the first page, and on the last, where it is put in
        table.get_by_role("link", name="Add an activity").press("Enter")
        form.locator("input[name=title]").fill(title)
        form.get_by_label("Response").check()
        form.locator("input[name=title]").press("Enter")
        expect(table.locator("tbody th").last).to_contain_text(title)
        expect(form).to_have_count(0)
        expect(page.locator("nav.pages[aria-label*=Activities]").get_by_text("Page 3 of 3")).to_be_visible()
        page.wait_for_function("title => document.activeElement.closest('tr')?.textContent.includes(title)", arg=title)
    expect(table.locator("tbody th")).to_have_count(3)
    assert kept(page) == [] and ("/sections/" in page.url) == (where == "section")


def test_what_is_typed_on_the_second_page_outlives_a_dead_link_and_a_reload(
    address: str, strategy: Strategy, rows: list[Activity], browser_page: OpenPage
) -> None:
    page, row = opened(browser_page, address, strategy, 1280), rows[30]
    to(page, strategy, 2)
    form = page.locator(FORM)
    cell(page, row, "title").press("Enter")
    form.locator("input[name=title]").fill("Zibeline walks home late.")
    expect(form.locator("[data-save-chip]")).to_have_attribute("data-state", "device")
    page.context.set_offline(True)
    form.locator("input[name=title]").press("Enter")
    expect(form.locator("[data-not-stored]")).to_be_focused()
    page.context.set_offline(False)
    page.reload()
    expect(form.locator("input[name=title]")).to_have_value("Zibeline walks home late.")
    form.locator("input[name=title]").press("Enter")
    expect(cell(page, row, "title")).to_contain_text("Zibeline")
    assert kept(page) == [] and "activity=2" in page.url


@pytest.mark.parametrize("width", [1280, 390])
def test_in_french_a_page_is_named_and_due_diligence_that_is_asked_anew_is_said(
    shared_world: World, address: str, strategy: Strategy, rows: list[Activity], browser_page: OpenPage, width: int
) -> None:
    row = rows[27]
    with shared_world.acting("human.rights") as actor:
        state_due_diligence(actor=actor, activity=row, state="approved")
    page = opened(browser_page, address, strategy, width, "fr")
    page.locator('nav.pages[aria-label*="Activités"] [rel=next]').click()
    expect(page.locator("#activity nav.pages")).to_contain_text("2 sur 3")
    page.locator("#activity nav.pages").scroll_into_view_if_needed()
    looked_at(page, "page", width)
    cell(page, row, "tier").click()
    page.locator(FORM).locator("select[name=tier]").select_option("3")
    page.locator(FORM).locator("select[name=tier]").press("Enter")
    expect(page.locator("#activity .said")).to_contain_text("demandée de nouveau")
    expect(page.locator("#activity .said")).to_be_in_viewport()
    looked_at(page, "anew", width)
