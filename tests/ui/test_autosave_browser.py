"""What is typed is never lost: not to an outage, a conflict, a log-out or another hat. In a real browser."""

import base64
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pocplan.dev.plugin import OpenPage
from strategies.domain.blocks import Typed, add_block, save_block
from strategies.domain.strategies import start_strategy
from strategies.models import Block
from strategies.queries.strategies import block_for, lost_edits_of, sections_of, strategy_of_block
from tests.world import World

pytestmark = pytest.mark.browser

EVERYTHING_STORED = """async () => {
  const done = asked => new Promise(then => { asked.onsuccess = () => then(asked.result); });
  const rows = [];
  for (const {name} of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      for (const row of await done(base.transaction(store).objectStore(store).getAll())) {
        const data = btoa(String.fromCharCode(...new Uint8Array(row.data)));
        rows.push(JSON.stringify({...row, data}));
      }
    }
    base.close();
  }
  return {rows, local: JSON.stringify(localStorage), session: JSON.stringify(sessionStorage), cookies: document.cookie};
}"""


@dataclass
class Desk:
    """Somebody with a block open to write in."""

    world: World
    page: Page
    block: Block

    def write(self, text: str) -> None:
        self.page.locator("textarea[name=text]").fill(text)

    def says(self, state: str) -> None:
        expect(self.page.locator("[data-save-chip]")).to_have_attribute("data-state", state, timeout=15_000)

    def stored(self) -> Any:
        return self.page.evaluate(EVERYTHING_STORED)

    def on_server(self) -> str:
        with self.world.acting("adviser") as actor:
            return block_for(actor, self.block.pk).html


def sign_in(page: Page, who: str = "adviser") -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", "demo")
    with page.expect_navigation():
        page.click("main .btn-main")


@pytest.fixture
def desk(shared_world: World, address: str, browser_page: OpenPage) -> Desk:
    with shared_world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        block = add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed("<p>First.</p>"))
    page = browser_page(address)
    sign_in(page)
    desk = Desk(shared_world, page, block)
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/draft-key/")):
        page.goto(
            f"{reverse('strategies:block', args=[block.pk])}?plain=1"
        )  # without its key the device keeps nothing, and says so
    return desk


def test_what_is_typed_reaches_the_server_and_leaves_nothing_here(desk: Desk) -> None:
    desk.write("Second words.")
    desk.says("saved")
    assert "Second words." in desk.on_server()
    assert desk.stored()["rows"] == []
    desk.page.click("form.write .btn-main")
    expect(desk.page.locator(f"#b-{desk.block.pk}")).to_contain_text("Second words.")


def test_an_outage_keeps_it_encrypted_here_and_sends_it_after(desk: Desk) -> None:
    desk.page.context.set_offline(True)
    desk.write("Kelmat road, written offline.")
    desk.says("device")
    stored = desk.stored()
    assert len(stored["rows"]) == 1
    assert "Kelmat" not in str(stored)
    assert base64.b64encode(b"Kelmat").decode().rstrip("=")[:-1] not in str(stored)
    desk.page.context.set_offline(False)
    desk.says("saved")
    assert "Kelmat road" in desk.on_server()
    assert desk.stored()["rows"] == []


def test_text_left_behind_is_sent_from_the_next_page(desk: Desk) -> None:
    desk.page.context.set_offline(True)
    desk.write("Left behind.")
    desk.says("device")
    other = desk.page.context.new_page()
    desk.page.close()
    other.context.set_offline(False)
    with other.expect_response(lambda answer: answer.request.method == "PUT") as sent:
        other.goto("/missions/")
    assert sent.value.status == 200
    assert "Left behind." in desk.on_server()


def test_who_saved_first_is_shown_beside_mine_and_both_are_kept(desk: Desk) -> None:
    with desk.world.acting("adviser") as actor:
        here = block_for(actor, desk.block.pk)
        save_block(actor=actor, block=here, version=here.version, typed=Typed("<p>Theirs came first.</p>"))
    desk.write("Mine came second.")
    desk.page.wait_for_url(re.compile("/strategies/kept/"), timeout=15_000)
    expect(desk.page.locator("main")).to_contain_text("Theirs")
    with desk.world.acting("adviser") as actor:
        block = block_for(actor, desk.block.pk)
        lost = lost_edits_of(actor, strategy_of_block(actor, block))
        assert ["Mine came second." in edit.html for edit in lost] == [True]
    assert "Theirs came first." in desk.on_server()


def test_leaving_sends_it_and_empties_the_device(desk: Desk) -> None:
    desk.write("Just before leaving.")
    desk.page.click(".hat summary")
    desk.page.click("[data-leaves='for-good'] button")
    desk.page.wait_for_url(re.compile("/account/login/"))
    assert "Just before leaving." in desk.on_server()
    assert desk.stored()["rows"] == []


def test_an_ended_sign_in_keeps_it_for_the_same_person(desk: Desk) -> None:
    place = desk.page.url
    desk.page.context.clear_cookies(name="sessionid")
    desk.write("Typed after the sign-in ended.")
    desk.says("signed-out")
    assert len(desk.stored()["rows"]) == 1
    with desk.page.expect_response(lambda answer: answer.request.method == "PUT"):
        sign_in(desk.page)
    desk.page.goto(place)
    expect(desk.page.locator("textarea[name=text]")).to_have_value("Typed after the sign-in ended.")
    assert "Typed after the sign-in ended." in desk.on_server()


def test_somebody_else_at_this_device_neither_reads_nor_sends_it(desk: Desk) -> None:
    desk.page.context.clear_cookies(name="sessionid")
    desk.write("Not for the next person.")
    desk.says("signed-out")
    sign_in(desk.page, "civil.affairs")
    desk.page.goto("/missions/")
    desk.page.wait_for_load_state("networkidle")
    assert len(desk.stored()["rows"]) == 1
    assert "Not for the next" not in desk.on_server()


def test_a_refused_text_comes_back_with_the_reason(desk: Desk) -> None:
    desk.write("Turned\u202e round.")
    desk.says("lost")
    expect(desk.page.locator("[data-save-chip]")).to_contain_text("U+202E")
    desk.page.click("form.write .btn-main")
    expect(desk.page.locator("#errors")).to_contain_text("U+202E")
    expect(desk.page.locator("textarea[name=text]")).to_have_value("Turned\u202e round.")
