"""The formatted text of a block in a browser: the same words as in the plain field, and nothing lost or executed.

With POCPLAN_PICTURES=FOLDER the page is also written there as pictures.
"""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pocplan.dev.plugin import OpenPage
from strategies.domain.blocks import Typed, add_block, keep_lost_edit, save_block
from strategies.domain.strategies import start_strategy
from strategies.models import Block
from strategies.queries.strategies import block_for, sections_of
from tests.picture.test_hotspots import listed
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser

FRAMED = (
    "<h3>Roads</h3><p>Patrols <strong>stay</strong> on the road.<sup data-note=\"1\">1</sup></p>"
    "<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul><blockquote><p>Said.</p></blockquote>"
    "<table><thead><tr><th>Who</th><th>What</th></tr></thead>"
    "<tbody><tr><td colspan=\"2\">Both</td></tr></tbody></table>"
    "<p>حماية المدنيين</p>"
)  # fmt: skip
FROM_WORD = (
    "<html><head><style>p{color:red}</style></head><body><script>document.title='run'</script>"
    "<p class=MsoNormal style='margin:0'>Before <b>it</b><o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;"
    "</span></span>First</p><p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span "
    "style='mso-list:Ignore'>·</span>Under it</p><p onclick=alert(1)>After\u202e <a href='javascript:x'>link</a>"
    "<img src=x onerror=\"document.title='run'\"></p></body></html>"
)


@pytest.fixture(scope="module")
def block(shared_world: World) -> Block:
    return written(shared_world, FRAMED, "See *annex* <em>A</em>.")


def written(world: World, html: str, *notes: str) -> Block:
    """A block in a strategy of its own."""
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        return add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed(html, [*notes]))


def stored(world: World, block: Block) -> Block:
    with world.acting("adviser") as actor:
        return block_for(actor, block.pk)


def opened(page: Page, block: Block) -> None:
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/draft-key/")):
        page.goto(reverse("strategies:block", args=[block.pk]))
    expect(page.locator(".rich")).to_be_visible()


def says(page: Page, state: str) -> None:
    expect(page.locator("[data-save-chip]")).to_have_attribute("data-state", state, timeout=15_000)


def test_what_is_written_formatted(shared_world: World, address: str, browser_page: OpenPage, block: Block) -> None:
    page = browser_page(address, bypass_csp=True)
    sign_in(page)
    opened(page, block)
    assert faults(page) == []
    pictures(page, "editor")
    rich = page.get_by_role("textbox", name="Text (optional)")
    rich.locator("h3").click()
    page.keyboard.press("End")
    page.keyboard.type(" and paths")
    says(page, "saved")
    after = stored(shared_world, block)
    assert after.html.replace("\n", "") == FRAMED.replace("Roads", "Roads and paths")
    assert after.notes == ["See *annex* <em>A</em>."]
    _with_buttons(shared_world, page, block)
    _pasted(shared_world, page, block)


def _with_buttons(world: World, page: Page, block: Block) -> None:
    rich, tools = page.locator(".rich"), page.get_by_role("toolbar")
    rich.locator("h3").click(click_count=3)
    tools.get_by_role("button", name="Bold").click()
    expect(tools.get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    rich.locator("td").first.click()
    tools.get_by_role("button", name="Add a line").click()
    rich.locator("li li").click()
    tools.get_by_role("button", name="Footnote", exact=True).click()
    page.keyboard.type("The second_one_ [x] & <i>")
    page.keyboard.press("Alt+F10")
    expect(tools.get_by_role("button", name="Bold")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    after = stored(world, block)
    assert "<h3><strong>Roads and paths</strong></h3>" in after.html
    assert '<td colspan="2">Both</td></tr><tr><td></td><td></td></tr>' in after.html
    assert 'deep<sup data-note="2">2</sup></li>' in after.html
    assert after.notes[1] == "The second_one_ [x] &amp; &lt;i&gt;"


def _pasted(world: World, page: Page, block: Block) -> None:
    opened(page, block)
    page.locator(".rich > p").last.click()
    page.keyboard.press("Control+a")
    page.evaluate(
        "html => { const data = new DataTransfer(); data.setData('text/html', html);"
        " document.querySelector('.rich').dispatchEvent(new ClipboardEvent('paste',"
        " {clipboardData: data, bubbles: true, cancelable: true})) }",
        FROM_WORD,
    )
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    wanted = "<p>Before <strong>it</strong></p><ol><li>First<ul><li>Under it</li></ul></li></ol><p>After link</p>"
    assert stored(world, block).html.replace("\n", "") == wanted
    assert page.title() != "run"


def test_nothing_formatted_is_lost(shared_world: World, address: str, browser_page: OpenPage) -> None:
    block = written(shared_world, "<p>First.</p>")
    page = browser_page(address)
    sign_in(page)
    opened(page, block)
    page.context.set_offline(True)
    page.locator(".rich").press("Control+b")
    page.keyboard.type("Offline ")
    says(page, "device")
    with shared_world.acting("civil.affairs") as actor:
        save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=Typed("<p>Theirs.</p>"))
    page.route("**/blocks/**", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    page.context.set_offline(False)
    opened(page, block)
    expect(page.locator(".rich strong")).to_have_text("Offline")
    with page.expect_navigation(url="**/kept/**"):
        page.unroute_all()
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("main")).to_contain_text("Offline")
    expect(page.locator("main")).to_contain_text("Theirs.")


def test_two_texts_of_a_table_are_merged_in_the_table(
    shared_world: World, address: str, browser_page: OpenPage
) -> None:
    table = '<table><tbody><tr><td colspan="2">Both</td></tr><tr><td>{}</td><td>{}</td></tr></tbody></table>'
    block = written(shared_world, table.format("one", "two"))
    with shared_world.acting("civil.affairs") as actor:
        theirs = Typed(table.format("one", "two or three"))
        save_block(actor=actor, block=block_for(actor, block.pk), version=1, typed=theirs)
    with shared_world.acting("adviser") as actor:
        mine = Typed(table.format("one of them", "two"))
        lost = keep_lost_edit(actor=actor, block=block_for(actor, block.pk), base_version=1, typed=mine)
    page = browser_page(address, bypass_csp=True)
    sign_in(page)
    page.goto(reverse("strategies:conflict", args=[lost.pk]))
    expect(page.locator(".rich td")).to_have_text(["Both", "one of them", "two or three"])
    assert faults(page) == []
    pictures(page, "conflict")
    page.locator(".rich td", has_text="Both").click()
    page.keyboard.press("End")
    page.keyboard.type(" of these")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the merged text").click()
    wanted = table.format("one of them", "two or three").replace("Both", "Both of these")
    assert stored(shared_world, block).html.replace("\n", "") == wanted


def pictures(page: Page, name: str) -> None:
    """A desk, a phone and the dark, for the eye."""
    folder = os.environ.get("POCPLAN_PICTURES")
    for width in (1280, 390) if folder else ():
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=Path(folder or "") / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_reference_is_chosen_with_the_keyboard(
    shared_world: World, address: str, browser_page: OpenPage, block: Block
) -> None:
    with shared_world.acting("adviser") as actor:
        section = stored(shared_world, block).section
        assert section is not None
        here = add_block(actor=actor, parent=section, typed=Typed("<p>Around</p>"))
    listed(shared_world, place_said="Aube market")
    spot = listed(shared_world, place_said="Évry crossing")
    page = browser_page(address, bypass_csp=True)
    sign_in(page)
    opened(page, here)
    page.locator(".rich > p").click()
    page.keyboard.press("End")
    page.keyboard.type(" ")
    page.keyboard.press("Control+Alt+r")
    field = page.get_by_role("searchbox", name="Refer to an activity")
    expect(field).to_be_focused()
    expect(page.locator(".rich-found li")).to_have_count(2)
    page.keyboard.type("evry")
    expect(page.locator(".rich-found li")).to_have_count(1)
    assert faults(page) == []
    pictures(page, "reference")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".rich cite")).to_have_text("Évry crossing")
    page.keyboard.type(" now")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    wanted = f'<p>Around <cite data-ref="hotspot:{spot.pk}">Évry crossing</cite> now</p>'
    assert stored(shared_world, here).html == wanted
    opened(page, here)
    page.locator(".rich > p").click()
    page.keyboard.press("Control+Alt+r")
    page.keyboard.press("Escape")
    expect(page.locator(".rich")).to_be_focused()


@pytest.mark.parametrize("keys", [["Enter"], ["ArrowDown", "Enter"]])
def test_keys_on_a_slow_line_wait_for_the_answer_to_what_was_typed(
    shared_world: World, address: str, browser_page: OpenPage, block: Block, keys: list[str]
) -> None:
    with shared_world.acting("adviser") as actor:
        section = stored(shared_world, block).section
        assert section is not None
        here = add_block(actor=actor, parent=section, typed=Typed("<p>Around</p>"))
    listed(shared_world, place_said="Ahead of all")
    listed(shared_world, place_said="Zemio ferry")
    page = browser_page(address, bypass_csp=True)
    sign_in(page)
    opened(page, here)
    page.locator(".rich > p").click()
    page.keyboard.press("Control+Alt+r")
    expect(page.locator(".rich-found li").first).to_contain_text("A")
    page.keyboard.type("zemio")
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(".rich cite")).to_have_text("Zemio ferry")


def test_the_keys_to_both_ends_lead_there_in_a_text_that_is_a_table(
    shared_world: World, address: str, browser_page: OpenPage
) -> None:
    table = "<table><tbody><tr><td>First</td><td>between</td></tr><tr><td>{}</td><td>last</td></tr></tbody></table>"
    block = written(shared_world, table.format("here"))
    page = browser_page(address)
    sign_in(page)
    opened(page, block)
    for words in (" of", " all"):
        page.locator(".rich td", has_text="here").click()
        page.keyboard.press("Control+End")
        page.keyboard.type(words)
    page.keyboard.press("Control+Home")
    page.keyboard.type("At ")
    says(page, "saved")
    html = stored(shared_world, block).html.replace("\n", "")
    assert html == table.format("here").replace("First", "At First").replace("last", "last of all")


def test_a_table_has_the_room_of_the_page(shared_world: World, address: str, browser_page: OpenPage) -> None:
    cells = "".join(f"<td>International{number}</td>" for number in range(12))
    block = written(shared_world, f"<table><tbody><tr>{cells}</tr></tbody></table>")
    for width, least in ((1280, 0.8), (390, 0.9)):
        page = browser_page(address, width=width)
        sign_in(page)
        page.goto(reverse("strategies:section", args=[block.section_id]))
        line, table = (page.locator(place).bounding_box() for place in (".block-line", ".block-line .block"))
        assert line and table and table["width"] > least * line["width"]
