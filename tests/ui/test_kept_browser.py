"""A form that its button sends keeps what is typed: through a reload, an outage, a lost sign-in and a refusal."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from strategies.domain.blocks import Typed, save_block
from strategies.domain.clearances import ask_clearance
from strategies.domain.strategies import start_strategy, take_back
from strategies.models import InnerComment, Proposal, Strategy
from strategies.queries.strategies import block_for, blocks_of_section, sections_of, strategy_for
from tests.consultations.stage import drafted, inside, opened
from tests.strategies.test_proposals import SAFER, asked, key
from tests.ui.test_autosave_browser import EVERYTHING_STORED, sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser
COPY, WHY = "The passage as you would have it", "Zibeline walks home late."


@pytest.fixture
def strategy(world: World) -> Strategy:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
    return strategy


@pytest.fixture
def address(world: World, strategy: Strategy) -> Iterator[str]:
    with serving(world.name) as address:
        yield address


@pytest.fixture
def place(world: World, strategy: Strategy) -> str:
    return f"{reverse('strategies:propose', args=[asked(world).pk])}?block={key(asked(world))}"


@pytest.fixture
def desk(address: str, browser_page: OpenPage, place: str) -> Page:
    """A component's form to propose other words, open, and its key on the device."""
    page = browser_page(address, bypass_csp=True)
    sign_in(page, "police.planner")
    go(page, place)
    return page


def go(page: Page, place: str) -> None:
    """To a page with such a form; what is typed there waits for the key, as the form does when something is kept."""
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/draft-key/")):
        page.goto(place)
    expect(page.locator("form[data-keep][inert]")).to_have_count(0)


def write(page: Page) -> None:
    page.get_by_label(COPY).fill(SAFER)
    page.get_by_label("Why").fill(WHY)
    expect(chip(page)).to_have_attribute("data-state", "device")


def chip(page: Page) -> Locator:
    return page.locator("form[data-keep] [data-save-chip]").first


def is_kept(page: Page) -> None:
    expect(chip(page)).to_have_attribute("data-state", "found")
    assert page.get_by_label(COPY).input_value() == SAFER and page.get_by_label("Why").input_value() == WHY


def stored(page: Page) -> list[str]:
    rows: list[str] = page.evaluate(EVERYTHING_STORED)["rows"]
    return rows


def test_a_tab_that_is_loaded_again_still_holds_it_and_it_can_be_begun_anew(desk: Page, place: str) -> None:
    write(desk)
    assert "ibeline" not in str(stored(desk)) and len(stored(desk)) == 1
    go(desk, place)
    is_kept(desk)
    assert faults(desk) == []
    desk.get_by_role("button", name="Begin anew").click()
    expect(desk.get_by_label("Why")).to_have_value("")
    desk.get_by_role("button", name="Put it back").click()
    expect(desk.get_by_label("Why")).to_have_value(WHY)
    desk.get_by_role("button", name="Begin anew").click()
    expect(chip(desk)).to_have_attribute("data-state", "device")
    go(desk, place)
    expect(desk.get_by_label("Why")).to_have_value("")


def test_a_pulled_plug_loses_nothing_and_what_was_sent_is_forgotten(world: World, desk: Page, place: str) -> None:
    write(desk)
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Propose this").click()
    expect(desk.locator("#no-link")).to_be_visible()
    other = desk.context.new_page()
    desk.close()
    other.context.set_offline(False)
    go(other, place)
    is_kept(other)
    with other.expect_navigation():
        other.get_by_role("button", name="Propose this").click()
    expect(other.get_by_text(WHY)).to_be_visible()
    other.wait_for_function("!document.cookie.includes('taken=')")
    assert stored(other) == []
    go(other, place)
    expect(other.get_by_label("Why")).to_have_value("")
    with world.acting("adviser") as actor:
        assert [one.words for one in Proposal.objects.visible_to(actor)] == [WHY]


def test_a_lost_sign_in_brings_the_same_person_back_to_it_and_nobody_else(desk: Page, place: str) -> None:
    write(desk)
    desk.context.clear_cookies(name="sessionid")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Propose this").click()
    expect(desk.locator("h1")).to_have_text("Your sign-in had ended")
    again = desk.get_by_role("link", name="Sign in").get_attribute("href")
    sign_in(desk, "force.planner")
    go(desk, place)
    expect(desk.get_by_label("Why")).to_have_value("")
    desk.context.clear_cookies(name="sessionid")
    desk.goto(str(again))
    desk.fill("[name=login]", "police.planner")
    desk.fill("[name=password]", "demo")
    with desk.expect_navigation():
        desk.click("main .btn-main")
    is_kept(desk)


def test_a_refusal_keeps_it_on_the_page_and_on_the_device(
    world: World, strategy: Strategy, desk: Page, place: str
) -> None:
    write(desk)
    with world.acting("adviser") as actor:
        take_back(actor=actor, strategy=strategy_for(actor, strategy.pk))
    with desk.expect_navigation():
        desk.get_by_role("button", name="Propose this").click()
    expect(desk.locator("#errors")).to_contain_text("Drafting")
    assert desk.get_by_label("Why").input_value() == WHY
    desk.goto("/")
    go(desk, place)
    is_kept(desk)


def test_what_was_typed_goes_along_to_a_newer_version(world: World, strategy: Strategy, desk: Page, place: str) -> None:
    write(desk)
    old = asked(world)
    with world.acting("adviser") as actor:
        take_back(actor=actor, strategy=strategy_for(actor, strategy.pk))
        other = blocks_of_section(actor, sections_of(actor, strategy)[1])[0]
        save_block(actor=actor, block=block_for(actor, other.pk), version=1, typed=Typed("<p>Written anew.</p>"))
        ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=["police"])
    with desk.expect_navigation():
        desk.get_by_role("button", name="Propose this").click()
    expect(desk.locator("#errors")).to_contain_text("A newer version is asked about")
    assert faults(desk) == []
    with desk.expect_navigation():
        desk.get_by_role("link", name="Propose it on version 2").click()
    is_kept(desk)
    with desk.expect_navigation():
        desk.get_by_role("button", name="Propose this").click()
    desk.wait_for_function("!document.cookie.includes('taken=')")
    assert stored(desk) == []
    with world.acting("adviser") as actor:
        (row,) = Proposal.objects.visible_to(actor)
        assert row.words == WHY and row.clearance_id != old.pk


def test_words_among_ones_own_are_kept_likewise(world: World, browser_page: OpenPage) -> None:
    opened(world)
    text = inside(world)
    block = text.body["sections"][0]["blocks"][0]["key"]
    with serving(world.name) as address:
        page = browser_page(address)
        sign_in(page, "cluster.member")
        suggest = f"{reverse('consultations:suggest', args=[text.pk])}?block={block}"
        go(page, suggest)
        write(page)
        go(page, suggest)
        is_kept(page)
        talk = reverse("consultations:inner", args=[text.pk])
        go(page, talk)
        expect(page.get_by_label("Comment")).to_have_value("")
        page.get_by_label("Comment").fill(WHY)
        expect(chip(page)).to_have_attribute("data-state", "device")
        go(page, f"{talk}?block={block}")
        expect(page.get_by_label("Comment")).to_have_value("")
        go(page, talk)
        expect(page.get_by_label("Comment")).to_have_value(WHY)
        with page.expect_event("requestfinished", lambda request: request.url.endswith("/draft-key/")):
            page.get_by_role("button", name="Say it to our own").click()
        expect(page.get_by_text(WHY, exact=True)).to_be_visible()
        expect(page.get_by_label("Comment")).to_have_value("")
        page.wait_for_function("!document.cookie.includes('taken=')")
        assert len(stored(page)) == 1
    with world.acting("cluster.member") as actor:
        assert InnerComment.objects.visible_to(actor).count() == 1


def test_a_new_paragraph_is_kept_in_the_editor_until_it_is_added(world: World, browser_page: OpenPage) -> None:
    with world.acting("adviser") as actor:
        section = sections_of(actor, start_strategy(actor=actor, title="Protection of civilians in Orvane"))[0]
    place = reverse("strategies:section", args=[section.pk])
    with serving(world.name) as address:
        page = browser_page(address, bypass_csp=True)
        sign_in(page)
        go(page, place)
        for again in ("", " And again."):
            page.locator("form#new textarea, form#new .rich").first.focus()
            page.locator("form#new .rich").press_sequentially(f"People walk home late.{again}")
            expect(chip(page)).to_have_attribute("data-state", "device")
            go(page, place)
            expect(chip(page)).to_have_attribute("data-state", "found")
            page.locator("form#new textarea").focus()
            expect(page.locator("form#new .rich")).to_have_text(f"People walk home late.{again}")
            assert faults(page) == []
            page.get_by_role("button", name="Begin anew").click()
            expect(page.locator("form#new .rich")).to_have_text("")
            page.get_by_role("button", name="Put it back").click()
            with page.expect_navigation():
                page.get_by_role("button", name="Add at the end").click()
            page.wait_for_function("!document.cookie.includes('taken=')")
            assert stored(page) == []
    with world.acting("adviser") as actor:
        assert [one.html for one in blocks_of_section(actor, section)] == [
            "<p>People walk home late.</p>", "<p>People walk home late. And again.</p>"
        ]  # fmt: skip
