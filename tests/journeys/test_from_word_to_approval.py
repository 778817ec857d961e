"""The main journey, in a real browser with a real worker: from a Word draft to a strategy in force."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from pocplan.access.clock import today
from pocplan.dev.background import working
from pocplan.dev.browser import serving
from tests.world import World

pytestmark = pytest.mark.browser

TITLE = "Protection of civilians on the Dorrim road"
ROAD = "Patrols stay on the Dorrim road until the market closes."
SAID = "People walk home after the market closes; that hour is the most dangerous one."
OBJECTS = "Night patrols at the school gate frighten children away."


def word_file() -> bytes:
    document = Document()
    document.add_heading("1. Purpose, scope and desired end state", 1)
    document.add_paragraph("This strategy is about the road between Kelmat and Dorrim.")
    document.add_heading("2. Activities", 1)
    document.add_paragraph(ROAD)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Radio post", "Dorrim"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class Person:
    """One of the cast at a browser of its own."""

    def __init__(self, page: Any, name: str) -> None:
        self.page = page
        page.goto("/account/login/")
        page.fill("#id_login", name)
        page.fill("#id_password", "demo")
        self.press("Sign in")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def sees(self, text: str) -> None:
        assert text in self.page.content(), f"{text!r} is not on {self.page.url}"

    def never_sees(self, text: str) -> None:
        assert text not in self.page.content(), f"{text!r} is on {self.page.url}"


def test_from_a_word_file_to_a_strategy_in_force(world: World, browser_page: Callable[..., Any]) -> None:
    with working(world.name), serving(world.name) as address:
        cast = {
            name: Person(browser_page(address), name)
            for name in ("adviser", "police.planner", "chief.of.staff", "cluster.lead", "cluster.member", "srsg")
        }
        strategy = _draft(cast["adviser"])
        _clear(cast["adviser"], cast["police.planner"], strategy)
        round_ = _open(cast["adviser"], cast["chief.of.staff"], strategy)
        request = _discuss_and_release(cast["cluster.lead"], cast["cluster.member"])
        _answer(cast["adviser"], cast["cluster.lead"], request, round_)
        _approve(cast["adviser"], cast["srsg"], strategy)
        _certificate(cast["cluster.lead"], request)


def _draft(adviser: Person) -> str:
    """The Word file goes in through the page and comes back as sections and blocks."""
    adviser.page.goto("/strategies/new/")
    adviser.page.fill("#id_title", TITLE)
    adviser.page.set_input_files(
        "#id_file", {"name": "draft.docx", "mimeType": "application/zip", "buffer": word_file()}
    )
    adviser.press("Start")
    adviser.page.goto("/strategies/")
    adviser.follow(TITLE)
    strategy = adviser.page.url.rstrip("/").split("/")[-1]
    for _ in range(60):
        adviser.page.goto(f"/strategies/{strategy}/print/")
        if ROAD in adviser.page.content():
            break
        adviser.page.wait_for_timeout(500)
    adviser.sees(ROAD)
    adviser.sees("Radio post")
    adviser.page.goto(f"/strategies/{strategy}/header/")
    adviser.page.select_option("#id_approving_post_id", label="Head of Mission")
    adviser.page.fill("#id_contact_unit", "PoC Unit")
    adviser.page.fill("#id_distribution", "Head of Mission; decision")
    adviser.page.locator("main form button.btn-main").first.click()
    adviser.page.wait_for_load_state()
    return strategy


def _clear(adviser: Person, police: Person, strategy: str) -> None:
    adviser.page.goto(f"/strategies/{strategy}/clearance/")
    adviser.page.check("input[name=components][value=police]")
    adviser.press("Freeze and ask")
    police.page.goto(f"/strategies/{strategy}/clearance/")
    police.page.check("input[name=word][value=cleared]")
    police.press("Answer")


def _open(adviser: Person, chief: Person, strategy: str) -> str:
    adviser.page.goto(f"/consultations/strategies/{strategy}/prepare/")
    adviser.page.get_by_label("Protection Cluster Orvane (Cluster or area of responsibility)").check()
    adviser.press("Prepare")
    url = adviser.page.url
    chief.page.goto(url)
    chief.follow("Clear this round")
    chief.sees("Protection Cluster Orvane")
    chief.press("Clear this round")
    adviser.page.goto(url)
    adviser.follow("Open this round")
    adviser.sees("Who will read the frozen text")
    adviser.press("Open this round")
    return url


def _discuss_and_release(lead: Person, member: Person) -> str:
    """Members talk among themselves; nothing leaves without the preview and the author's yes."""
    lead.page.goto("/consultations/")
    lead.follow(TITLE)
    request = lead.page.url
    lead.press("Discuss among our own")
    inner = lead.page.url
    member.page.goto(inner)
    member.page.get_by_role("link", name="Say something here").last.click()
    member.page.wait_for_load_state()
    member.page.fill("#id_words", SAID)
    member.press("Say it to our own")
    lead.page.goto(inner)
    lead.follow("Prepare a release")
    lead.page.locator("select").first.select_option("humanitarian")
    lead.press("Show what the mission will see")
    lead.sees("A humanitarian organisation")
    package = lead.page.url
    member.page.goto("/")
    member.sees("Your consent is asked")
    member.page.goto(package)
    member.press("I consent to exactly this")
    lead.page.goto(package)
    lead.press("Release exactly this")
    lead.sees("Released")
    lead.page.goto(request)
    lead.page.check("input[name=word][value=objection]")
    lead.page.fill("form[action$='/position/'] textarea", OBJECTS)
    lead.press("State the position")
    return request


def _answer(adviser: Person, lead: Person, request: str, round_: str) -> None:
    adviser.page.goto("/")
    adviser.sees("Objections to answer before approval")
    adviser.page.goto(request)
    adviser.sees(SAID)
    adviser.never_sees("Safran Relief")
    for kind, word, reason in (
        ("position", "not_accepted", "Troops are needed."),
        ("comment", "accepted", "It is covered."),
    ):
        adviser.page.goto(request)
        adviser.page.locator(f"a[href*='/answers/{kind}/']").first.click()
        adviser.page.wait_for_load_state()
        adviser.page.select_option("#id_word", word)
        adviser.page.fill("#id_reason", reason)
        adviser.press("Answer")
    lead.page.goto(request)
    lead.sees("Troops are needed.")
    adviser.page.goto(round_)
    adviser.follow("Close this round")
    adviser.press("Close this round")


def _approve(adviser: Person, srsg: Person, strategy: str) -> None:
    day = today()
    adviser.page.goto(f"/strategies/{strategy}/do/submit/")
    adviser.page.locator("main form button.btn-main").first.click()
    adviser.page.wait_for_load_state()
    adviser.page.goto(f"/strategies/{strategy}/do/set_dates/")
    adviser.page.fill("#id_effective_on", day.isoformat())
    adviser.page.fill("#id_review_on", (day + timedelta(days=365)).isoformat())
    adviser.page.locator("main form button.btn-main").first.click()
    adviser.page.wait_for_load_state()
    adviser.page.goto(f"/strategies/{strategy}/do/approve/")
    assert adviser.page.locator("main form button.btn-main").count() == 0  # nobody approves what he wrote
    for person, verb in ((srsg, "approve"), (adviser, "bring_into_force")):
        person.page.goto(f"/strategies/{strategy}/do/{verb}/")
        person.page.locator("main form button.btn-main").first.click()
        person.page.wait_for_load_state()
    adviser.page.goto(f"/strategies/{strategy}/")
    adviser.sees("In force")


def _certificate(lead: Person, request: str) -> None:
    lead.page.goto(f"{request}certificate/")
    lead.sees("Engagement is not endorsement")
    lead.sees(OBJECTS)
    answer = lead.page.request.get(f"{request}certificate.pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).replace("\n", " ")
    assert "Where the difference remains" in text
    assert SAID in text
