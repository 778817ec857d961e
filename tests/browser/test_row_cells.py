"""Rows of a strategy changed in their tables with the keyboard alone, and on a phone.

With POCPLAN_PICTURES=FOLDER what stands there at each turn is also written as a picture.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from pocplan.dev.plugin import OpenPage
from strategies.domain.rows import add_activity
from strategies.models import Activity, Strategy
from strategies.queries.rows import row_for, rows_of
from strategies.queries.strategies import strategy_for
from tests.strategies.test_life import ACTIVITY
from tests.strategies.test_row_cells import WITHIN, planted, section_page
from tests.ui.test_autosave_browser import EVERYTHING_STORED, sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser
FORM = "form.in-cell"


@pytest.fixture
def rows(shared_world: World, strategy: Strategy) -> dict[str, Any]:
    """A row of each kind, and a second activity below the first."""
    found = planted(shared_world, strategy)
    with shared_world.acting("adviser") as actor:
        place = strategy_for(actor, strategy.pk)
        found["below"] = add_activity(actor=actor, strategy=place, fields={**ACTIVITY, "title": "Escorts to fields"})
    return found


def opened(browser_page: OpenPage, address: str, strategy: Strategy, width: int, language: str = "en") -> Page:
    page = browser_page(address, width=width, bypass_csp=True)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    sign_in(page, "adviser")
    page.goto(reverse("strategies:activities", args=[strategy.pk]))
    return page


def looked_at(page: Page, name: str, width: int = 1280) -> None:
    """Accessible, and within the width."""
    if folder := os.environ.get("POCPLAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"rows-{name}-{width}.png", full_page=True)
    assert faults(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def cell(page: Page, row: Any, name: str) -> Locator:
    address = reverse("strategies:row_cell", args=[type(row)._meta.model_name, row.pk, name])
    return page.locator(f'a[data-cell][href="{address}"]')


def stored(world: World, row: Activity) -> Activity:
    with world.acting("adviser") as actor:
        return row_for(actor, Activity, row.pk)


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(EVERYTHING_STORED)["rows"]
    return found


def test_cells_are_changed_with_the_keyboard_alone(
    shared_world: World, address: str, strategy: Strategy, rows: dict[str, Any], browser_page: OpenPage
) -> None:
    page, row = opened(browser_page, address, strategy, 1280), rows["activity"]
    press, form = page.keyboard.press, page.locator(FORM)
    looked_at(page, "tables")
    cell(page, row, "title").focus()
    press("ArrowRight")
    expect(cell(page, row, "tier")).to_be_focused()
    press("Enter")
    expect(form.locator("select[name=tier]")).to_be_focused()
    looked_at(page, "tier")
    # An open list takes Enter for the choice; on a closed one it saves, and opens none.
    is_open = "document.querySelector('select[name=tier]').matches(':open')"
    press("Alt+ArrowDown")
    page.wait_for_function(is_open)
    press("ArrowDown")
    press("Enter")
    page.wait_for_function(f"!{is_open}")
    expect(form.locator("select[name=tier]")).to_have_value("3")
    assert stored(shared_world, row).tier == row.tier and not form.evaluate("one => one.inert")
    press("Enter")
    expect(form).to_have_count(0)
    expect(cell(page, row, "tier")).to_be_focused()
    expect(cell(page, row, "tier")).to_contain_text("III")
    press("ArrowRight")
    press("F2")
    expect(form.locator("input[type=checkbox]").first).to_be_focused()
    press("Tab")
    press("Space")
    press("Enter")
    expect(cell(page, row, "phases")).to_contain_text("Prevention, Pre-emption")
    expect(cell(page, row, "phases")).to_be_focused()
    press("Enter")
    expect(form.locator("input[type=checkbox]").first).to_be_focused()
    press("Escape")
    expect(cell(page, row, "phases")).to_be_focused()
    # Refused: the sentence stands in the cell, and so does what was typed.
    cell(page, row, "title").focus()
    press("Enter")
    expect(form.locator("input[name=title]")).to_be_focused()
    page.keyboard.type("x" * 300)
    press("Enter")
    expect(form.locator("#errors")).to_be_focused()
    looked_at(page, "refused")
    # Somebody is first: theirs beside mine, which is then sent again.
    theirs = {"title": "Patrols by day", "place": "", "version": stored(shared_world, row).version}
    place = str(cell(page, row, "title").get_attribute("href"))
    assert shared_world.client("civil.affairs").post(place, theirs, headers=WITHIN).status_code == 200
    form.locator("input[name=title]").fill("Patrols by night")
    press("Enter")
    expect(form.get_by_text("Stored meanwhile by somebody else")).to_be_visible()
    expect(form.get_by_text("Patrols by day")).to_be_visible()
    expect(form.locator("input[name=title]")).to_have_value("Patrols by night")
    looked_at(page, "conflict")
    form.locator("input[name=title]").press("Enter")
    expect(form).to_have_count(0)
    expect(cell(page, row, "title")).to_contain_text("Patrols by night")
    assert kept(page) == []
    after = stored(shared_world, row)
    assert (after.title, after.tier, after.phases) == ("Patrols by night", 3, ["prevention", "pre_emption"])


def test_what_is_typed_in_a_cell_outlives_a_dead_link_and_a_reload(
    shared_world: World, address: str, strategy: Strategy, rows: dict[str, Any], browser_page: OpenPage
) -> None:
    page, row = opened(browser_page, address, strategy, 1280), rows["activity"]
    form = page.locator(FORM)
    cell(page, row, "title").press("Enter")
    form.locator("input[name=title]").fill("Zibeline walks home late.")
    expect(form.locator("[data-save-chip]")).to_have_attribute("data-state", "device")
    page.context.set_offline(True)
    form.locator("input[name=title]").press("Enter")
    expect(form.locator("[data-not-stored]")).to_be_focused()
    expect(form.locator("input[name=title]")).to_have_value("Zibeline walks home late.")
    looked_at(page, "lost")
    # No other cell leads away from the page, and the link says that it does not answer.
    cell(page, rows["below"], "tier").press("Enter")
    expect(page.locator("#no-link")).to_be_visible()
    page.context.set_offline(False)
    assert len(kept(page)) == 1 and "ibeline" not in str(kept(page))
    # Meanwhile somebody changes the row: it was typed on the older one, and that is said.
    place = str(cell(page, row, "tier").get_attribute("href"))
    assert (
        shared_world.client("civil.affairs").post(place, {"tier": 1, "version": 1}, headers=WITHIN).status_code == 200
    )
    page.reload()
    expect(form.locator("input[name=title]")).to_have_value("Zibeline walks home late.")
    expect(form.locator("[data-save-chip]")).to_have_attribute("data-state", "found")
    looked_at(page, "found")
    form.locator("input[name=title]").press("Enter")
    expect(form.get_by_text("Somebody changed this row before you").first).to_be_visible()
    form.locator("input[name=title]").press("Enter")
    expect(form).to_have_count(0)
    assert (stored(shared_world, row).title, stored(shared_world, row).tier) == ("Zibeline walks home late.", 1)
    page.reload()
    expect(cell(page, row, "title")).to_be_visible()
    assert kept(page) == []


def test_rows_are_added_moved_taken_out_and_put_back_in_their_table(
    shared_world: World, address: str, strategy: Strategy, rows: dict[str, Any], browser_page: OpenPage
) -> None:
    page = opened(browser_page, address, strategy, 1280)
    form, press = page.locator(FORM), page.keyboard.press
    table = page.locator("#activity table")
    cell(page, rows["below"], "title").focus()
    press("ArrowDown")
    expect(table.get_by_role("link", name="Add an activity")).to_be_focused()
    press("Enter")
    expect(form.locator("input[name=title]")).to_be_focused()
    looked_at(page, "add")
    page.keyboard.type("Alert network")
    press("Enter")
    expect(form.locator("#errors")).to_be_focused()
    form.get_by_label("Response").press("Space")
    form.get_by_label("Response").press("Enter")
    expect(form).to_have_count(0)
    expect(table.locator("tbody th")).to_have_count(3)
    expect(table.locator("tbody th").nth(2)).to_contain_text("Alert network")
    expect(table.locator("tbody th a").nth(2)).to_be_focused()
    press("Alt+ArrowUp")
    expect(table.locator("tbody th").nth(1)).to_contain_text("Alert network")
    press("Alt+ArrowUp")
    expect(table.locator("tbody th").nth(0)).to_contain_text("Alert network")
    press("Alt+ArrowDown")
    expect(table.locator("tbody th").nth(1)).to_contain_text("Alert network")
    with shared_world.acting("adviser") as actor:
        order = [row.title for row in rows_of(actor, Activity, strategy)]
    assert order == [rows["activity"].title, "Alert network", "Escorts to fields"]
    line = table.locator("tbody tr", has_text="Alert network")
    line.get_by_role("link", name="Take out").press("Enter")
    expect(form.get_by_role("button", name="Take out")).to_be_focused()
    looked_at(page, "question")
    press("Escape")
    expect(form).to_have_count(0)
    line.get_by_role("link", name="Take out").press("Enter")
    expect(form).to_have_count(1)
    form.get_by_role("button", name="Take out").press("Enter")
    undo = table.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    looked_at(page, "gone")
    press("Enter")
    expect(table.locator("tbody th").nth(1)).to_contain_text("Alert network")
    line.get_by_role("link", name="Edit").press("Enter")
    expect(form.locator("input[name=title]")).to_be_focused()
    looked_at(page, "whole")
    form.get_by_label("Resources").fill("Two radios")
    form.get_by_label("Resources").press("Enter")
    expect(form).to_have_count(0)
    assert page.url.endswith(reverse("strategies:activities", args=[strategy.pk]))


@pytest.mark.parametrize("width", [1280, 390])
def test_in_french_the_forms_stand_within_their_table(
    address: str, strategy: Strategy, rows: dict[str, Any], browser_page: OpenPage, width: int
) -> None:
    page = opened(browser_page, address, strategy, width, "fr")
    looked_at(page, "fr", width)
    inside = "one => one.getBoundingClientRect().right <= one.closest('.scroll').getBoundingClientRect().right + 1"
    for kind in ("activity", "threat", "responsibility", "body", "indicator"):
        line = page.locator(f'[id="row-{rows[kind].pk}"]')
        for place in (line.locator("a[data-cell]").first, line.locator(".row-tools a.btn")):
            place.click()
            form = page.locator(FORM)
            expect(form).to_be_visible()
            looked_at(page, f"fr-{kind}-{'whole' if 'whole' in str(form.get_attribute('class')) else 'cell'}", width)
            if width == 390:
                assert form.evaluate(inside) and form.evaluate("one => one.scrollWidth <= one.clientWidth"), kind
            form.locator("[data-leave]").click()
            expect(form).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_table_stands_in_its_section_and_takes_a_change_there(
    shared_world: World,
    address: str,
    strategy: Strategy,
    rows: dict[str, Any],
    browser_page: OpenPage,
    width: int,
) -> None:
    page, row = opened(browser_page, address, strategy, width, "fr"), rows["activity"]
    page.goto(section_page(shared_world, strategy, "activities"))
    looked_at(page, "section", width)
    cell(page, row, "tier").click()
    page.locator(FORM).locator("select[name=tier]").select_option("3")
    looked_at(page, "section-tier", width)
    page.locator(FORM).locator("select[name=tier]").press("Enter")
    expect(page.locator(FORM)).to_have_count(0)
    expect(cell(page, row, "tier")).to_contain_text("III")
    page.locator(f'[id="row-{row.pk}"] .row-tools a.btn').click()
    expect(page.locator(FORM)).to_be_visible()
    looked_at(page, "section-whole", width)
    page.goto(section_page(shared_world, strategy, "purpose"))
    page.context.clear_cookies(name="sessionid")
    sign_in(page, "srsg")
    page.goto(section_page(shared_world, strategy, "activities"))
    looked_at(page, "section-read", width)
