"""The journey of a real report of 63 pages with 49 tables, in a real browser with a real worker: in from Word, written
by two at once and by one without a line, consulted, out as Word and PDF, commented in other programs, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from pocplan.dev.background import working
from pocplan.dev.browser import serving
from tests.journeys.person import Person
from tests.journeys.test_from_word_to_approval import fill_header, give_clearance, open_round
from tests.journeys.typist import Typist
from tests.missions.test_gazetteer import SHARED, needs_shared
from tests.strategies.documents.test_returned import Reviewer
from tests.strategies.documents.test_tracked import printed, through_office
from tests.strategies.test_rich_browser import pictures
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.realdata]

REPORT = "05_strategy_A-80-621_unmiss.docx"
TITLE = "Planning assumptions of the mission, 2026/27"
SECTION = "Mandate and legal framework"
TOGETHER, BESIDE = "27. South Sudan continues to be plagued", "28. Persistent intercommunal violence"
AWAY, HEAD = "30. Social cohesion, reconciliation", "Expected accomplishments"
FRAMEWORK, INDICATOR = "1.1 Enhanced protection of civilians", "1.1.1 Increase in the number of initiatives"
HERS, HIS = " Seen from the capital.", " Seen from the counties."
MINE, THEIRS = " Markets come first.", " Schools come first."
COUNTED, UNSENT = "counted by county ", " Written on the road, without a line."
CONCERN = "The text counts patrols where it should count people."
WHICH, WHO, HERDS = "Which challenges?", "Say who counts them.", "Herders were not asked."
FOUND_NO_PLACE = "Mandate and legal → Legal"
PAGES = range(60, 100)  # of 63, with every section of a strategy, and in the type of ours
CAST = ("adviser", "civil.affairs", "police.planner", "chief.of.staff", "cluster.lead", "cluster.member")


@needs_shared
def test_a_real_report_from_word_to_what_reviewers_said_in_word(
    world: World, browser_page: Callable[..., Any], tmp_path: Path
) -> None:
    with serving(world.name) as address, working(world.name, SITE_ADDRESS=address):
        cast = {name: Person(browser_page(address), name) for name in CAST}
        adviser, lead = cast["adviser"], cast["cluster.lead"]
        strategy = _taken_in(adviser)
        _written_by_two(Typist(adviser, strategy), Typist(cast["civil.affairs"], strategy))
        _written_in_a_table(Typist(adviser, strategy))
        _written_without_a_line(Typist(adviser, strategy))
        fill_header(adviser, strategy)
        give_clearance(adviser, cast["police.planner"], strategy)
        _read_in_french(cast["police.planner"], strategy)
        open_round(adviser, cast["chief.of.staff"], strategy)
        request = _consulted(lead, adviser)
        word = _taken_out(lead, request, "word")
        for paper in (_taken_out(lead, request, "pdf"), through_office(word, tmp_path, "pdf")):
            _is_whole(paper)
        lead.page.goto(request)
        lead.press("Discuss among our own")
        inner = str(lead.page.url)
        file = _reviewed(word)
        _come_back(lead, inner, through_office(file, tmp_path))
        _placed(cast["cluster.member"], inner)
        _changes_nothing(lead, inner, file)


def _taken_in(adviser: Person) -> str:
    """Through the pages; each word stands in the text or is listed as one that found no place."""
    page = adviser.page
    page.goto("/strategies/new/")
    page.fill("#id_title", TITLE)
    adviser.press("Start")
    strategy = str(page.url).rstrip("/").split("/")[-1]
    page.goto(f"/strategies/{strategy}/word/")
    page.set_input_files("#id_file", SHARED / REPORT)
    adviser.press("Send")
    adviser.sees("You can leave this page")
    adviser.until("blocks were placed in the text", page.url)
    for words in ("23381 words were read", "Page header: A/80/621 × 7", "Comment in the margin: <<ODS JOB NO>>"):
        expect(page.locator("main")).to_contain_text(words)
    adviser.follow("To the text")
    pictures(page, "report-in")
    return strategy


def _written_by_two(adviser: Typist, civil: Typist) -> None:
    """In neighbouring blocks nobody waits; in the same one both texts are shown, and both are kept."""
    here, there = adviser.finds(SECTION, TOGETHER), adviser.finds(SECTION, BESIDE)
    adviser.opens(here)
    civil.opens(there)
    adviser.types(HERS)
    civil.types(HIS)
    for one in (adviser, civil):
        one.is_told("saved")
    civil.opens(here)
    civil.person.sees("is writing here")
    adviser.types(MINE)
    adviser.is_told("saved")
    with civil.page.expect_navigation(url="**/kept/**"):
        civil.types(THEIRS)
    pictures(civil.page, "report-conflict")
    for title, words in (("Mine", THEIRS), ("Theirs", MINE)):
        card = civil.page.locator("section.card", has=civil.page.get_by_role("heading", name=title))
        expect(card).to_contain_text(words)
    civil.person.sees("The same words were changed twice; both stand here.")
    civil.person.press("Save the merged text")
    expect(_line(civil, TOGETHER)).to_contain_text(f"{HERS}{MINE}{THEIRS}")
    expect(_line(civil, BESIDE)).to_contain_text(HIS)


def _line(one: Typist, words: str) -> Locator:
    return one.page.locator(".block-line", has_text=words)


def _written_in_a_table(adviser: Typist) -> None:
    """One cell of a framework with joined cells; the others stay as they were."""
    block = adviser.finds(SECTION, FRAMEWORK)
    pictures(adviser.page, "report-section")
    adviser.opens(block)
    table = adviser.page.locator(".rich table")
    before = table.inner_text()
    adviser.types(COUNTED, at=f".rich td:has-text('{INDICATOR}')", key="End")  # of the line, after its space
    adviser.is_told("saved")
    adviser.opens(block)
    assert table.inner_text() != before == table.inner_text().replace(COUNTED, "")


def _written_without_a_line(adviser: Typist) -> None:
    """What is typed without a line stays on the device and says so, and arrives once there is one."""
    adviser.opens(adviser.finds(SECTION, AWAY))
    adviser.page.context.set_offline(True)
    adviser.types(UNSENT)
    adviser.is_told("device")
    pictures(adviser.page, "report-offline")
    adviser.page.context.set_offline(False)
    adviser.is_told("saved")
    adviser.finds(SECTION, AWAY)
    expect(_line(adviser, AWAY)).to_contain_text(UNSENT)


def _read_in_french(planner: Person, strategy: str) -> None:
    """The page of the frozen version speaks French; the text speaks as it was written."""
    planner.page.goto(f"/strategies/{strategy}/versions/")
    planner.click(planner.page.locator("tbody th a").first)
    planner.press("FR")
    for words in ("Empreinte de la partie de la mission", "Figée", UNSENT, HEAD):
        expect(planner.page.locator("main")).to_contain_text(words)
    expect(planner.page.locator("html")).to_have_attribute("lang", "fr")


def _consulted(lead: Person, adviser: Person) -> str:
    """The cluster reads the frozen text and states its position, which the mission reads."""
    lead.page.goto("/consultations/")
    lead.follow(TITLE)
    request = str(lead.page.url)
    pictures(lead.page, "report-asked")
    lead.follow("Read the text")
    for words in (HERS, HIS, MINE, THEIRS, COUNTED, UNSENT):
        lead.sees(words.strip())
    lead.page.goto(request)
    lead.page.check("input[name=word][value=concern]")
    lead.page.fill("form[action$='/position/'] textarea", CONCERN)
    lead.press("State the position")
    adviser.page.goto(request)
    adviser.sees(CONCERN)
    return request


def _taken_out(lead: Person, request: str, kind: str) -> bytes:
    """Written in the background, while the page tells how far it is and can be left."""
    lead.page.goto(request)
    lead.follow("Read the text")
    lead.follow("Word or PDF")
    lead.fill(written_as=kind)
    lead.press("Write the file")
    lead.sees("You can leave this page")
    lead.until("Take the file", str(lead.page.url))
    with lead.page.expect_download() as taken:
        lead.page.get_by_role("button", name="Take the file").click()
    return Path(taken.value.path()).read_bytes()


def _is_whole(paper: bytes) -> None:
    pages = printed(paper)
    assert len(pages) in PAGES
    words = " ".join(" ".join(pages).split())
    for written in (HERS, MINE, THEIRS, UNSENT, HEAD):
        assert written.strip() in words


def _reviewed(word: bytes) -> bytes:
    """Two people without an account wrote in it, and one of them in a heading."""
    one = Reviewer(word, name="Zibeline One")
    one.comment("deep political", WHICH)
    one.change("intercommunal violence", "violence between communities")
    one.comment("psychosocial or medical support", WHO)
    one.change("Mandate and legal", "Legal")
    one.name = "Zibeline Two"
    one.comment("pastoral migration", HERDS)
    return one.saved()


def _sent_in(lead: Person, inner: str, file: bytes) -> str:
    """The page of the file that was sent in."""
    lead.page.goto(inner)
    lead.follow("Take in a commented Word file")
    lead.page.set_input_files("#id_file", {"name": "back.docx", "mimeType": "application/zip", "buffer": file})
    lead.press("Read the file")
    return str(lead.page.url)


def _come_back(lead: Person, inner: str, file: bytes) -> None:
    """Shown first, taken in under the names chosen, and what has no place is listed; the same file is there already."""
    page = _sent_in(lead, inner, file)
    lead.until("4 new remarks", page)
    lead.sees(FOUND_NO_PLACE)
    lead.never_sees("Zibeline")
    pictures(lead.page, "report-read")
    lead.fill(name_1="Safran Relief", name_2="A women’s association")
    lead.press("Take it in among our own")
    lead.until("4 remarks were taken in", page)
    lead.sees(FOUND_NO_PLACE)
    assert _sent_in(lead, inner, file) == page


def _placed(member: Person, inner: str) -> None:
    """Each stands beside its own passage, under the name that was chosen."""
    member.page.goto(inner)
    for passage, name, words in (
        (TOGETHER, "Safran Relief", WHICH),
        (BESIDE, "Safran Relief", "between communities"),
        (AWAY, "A women’s association", HERDS),
        (FRAMEWORK, "Safran Relief", WHO),
    ):
        notes = member.page.locator(".para", has_text=passage).locator(".notes")
        expect(notes).to_contain_text(name)
        expect(notes).to_contain_text(words)
    assert member.page.locator(".notes article").count() == 4
    member.never_sees("Zibeline")


def _changes_nothing(lead: Person, inner: str, file: bytes) -> None:
    """The same remarks in other bytes, as the other program had them, are known."""
    lead.until("0 new remarks", _sent_in(lead, inner, file))
    assert lead.page.content().count("taken in before, and not again") == 4
