"""The main journey, in a real browser with real worker, beat and mail server: from a Word draft to the reminder
of the review, and the review closed."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from time import sleep
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from pocplan.access.clock import today
from pocplan.dev.background import Postbox, postbox, working
from pocplan.dev.browser import serving
from tests.journeys.person import Person
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


def test_from_a_word_file_to_a_review_that_was_reminded_of(world: World, browser_page: Callable[..., Any]) -> None:
    with (
        postbox() as box,
        serving(world.name) as address,
        working(world.name, with_beat=True, SITE_ADDRESS=address, **box.environment),
    ):
        cast = {
            name: Person(browser_page(address), name)
            for name in ("adviser", "police.planner", "chief.of.staff", "cluster.lead", "cluster.member", "srsg")
        }
        strategy = _draft(cast["adviser"])
        give_clearance(cast["adviser"], cast["police.planner"], strategy)
        round_ = open_round(cast["adviser"], cast["chief.of.staff"], strategy)
        request = _discuss_and_release(cast["cluster.lead"], cast["cluster.member"])
        _answer(cast["adviser"], cast["cluster.lead"], request, round_)
        review_on = _approve(cast["adviser"], cast["srsg"], strategy)
        _certificate(cast["cluster.lead"], request)
        link = _reminded(world, box, address, review_on - timedelta(days=30))
        _review(Person(browser_page(address), "adviser", link), review_on)


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
    adviser.until(ROAD, f"/strategies/{strategy}/print/")
    adviser.sees("Radio post")
    fill_header(adviser, strategy)
    return strategy


def fill_header(adviser: Person, strategy: str) -> None:
    """What a text needs at its head before anybody outside is asked about it."""
    adviser.page.goto(f"/strategies/{strategy}/header/")
    adviser.page.select_option("#id_approving_post_id", label="Head of Mission")
    adviser.page.fill("#id_contact_unit", "PoC Unit")
    adviser.page.fill("#id_distribution", "Head of Mission; decision")
    adviser.send()


def give_clearance(adviser: Person, police: Person, strategy: str) -> None:
    adviser.page.goto(f"/strategies/{strategy}/clearance/")
    adviser.page.check("input[name=components][value=police]")
    adviser.press("Freeze and ask")
    police.page.goto(f"/strategies/{strategy}/clearance/")
    police.page.check("input[name=word][value=cleared]")
    police.press("Answer")


def open_round(adviser: Person, chief: Person, strategy: str) -> str:
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
    member.click(member.page.get_by_role("link", name="Say something here").last)
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
        adviser.click(adviser.page.locator(f"a[href*='/answers/{kind}/']").first)
        adviser.page.select_option("#id_word", word)
        adviser.page.fill("#id_reason", reason)
        adviser.press("Answer")
    lead.page.goto(request)
    lead.sees("Troops are needed.")
    adviser.page.goto(round_)
    adviser.follow("Close this round")
    adviser.press("Close this round")


def _approve(adviser: Person, srsg: Person, strategy: str) -> date:
    day = today()
    review_on = day + timedelta(days=365)
    adviser.page.goto(f"/strategies/{strategy}/do/submit/")
    adviser.send()
    adviser.page.goto(f"/strategies/{strategy}/do/set_dates/")
    adviser.page.fill("#id_effective_on", day.isoformat())
    adviser.page.fill("#id_review_on", review_on.isoformat())
    adviser.send()
    adviser.page.goto(f"/strategies/{strategy}/do/approve/")
    assert adviser.page.locator("main form button.btn-main").count() == 0  # nobody approves what he wrote
    for person, verb in ((srsg, "approve"), (adviser, "bring_into_force")):
        person.page.goto(f"/strategies/{strategy}/do/{verb}/")
        person.send()
    adviser.page.goto(f"/strategies/{strategy}/")
    adviser.sees("In force")
    return review_on


def _certificate(lead: Person, request: str) -> None:
    lead.page.goto(f"{request}certificate/")
    lead.sees("Engagement is not endorsement")
    lead.sees(OBJECTS)
    answer = lead.page.request.get(f"{request}certificate.pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).replace("\n", " ")
    assert "Where the difference remains" in text
    assert SAID in text


def _reminded(world: World, box: Postbox, address: str, day: date) -> str:
    """A month before the review, beat and the worker write to the adviser. Returns the link in that mail."""
    world.set_clock(f"{day.isoformat()}T03:00:00Z")  # before anybody's morning
    _beat_until(world, lambda: _reminders(world) == [("before_30", "adviser")], "strategies.tasks.remind_of_reviews")
    world.set_clock(f"{day.isoformat()}T15:00:00Z")
    _beat_until(world, lambda: _digest(world, box, day) is not None, "pocplan.notices.tasks.digest")
    mail = _digest(world, box, day)
    assert mail
    assert mail["To"] == world.user("adviser").email
    assert not [word for word in ("Dorrim", "Protection", "review", "Review") if word in mail.as_string()]
    return next(word for word in str(mail.get_payload()).split() if word.startswith(address))


def _reminders(world: World) -> list[Any]:
    return world.query(
        "SELECT n.stage, u.username FROM notices_notice n JOIN accounts_user u ON u.id = n.user_id"
        " WHERE n.kind = 'review' AND n.stage <> ''"
    )


def _digest(world: World, box: Postbox, day: date) -> Any:
    """The adviser's digest of that day, once the mail server has it."""
    keys = world.query(
        "SELECT m.key FROM notices_mail m JOIN accounts_user u ON u.id = m.user_id"
        " WHERE u.username = 'adviser' AND m.day = %s",
        [day],
    )
    return next((mail for mail in box.received for (key,) in keys if key in mail["Message-ID"]), None)


def _beat_until(world: World, there: Callable[[], bool], task: str) -> None:
    """Tell beat that this turn is overdue, so that nobody waits a quarter of an hour for it."""
    for _ in range(60):
        if there():
            return
        world.query(
            "UPDATE django_celery_beat_periodictask SET last_run_at = now() - interval '1 day' WHERE task = %s", [task]
        )
        world.query("UPDATE django_celery_beat_periodictasks SET last_update = now()")
        sleep(1)
    raise AssertionError(f"Beat and the worker did nothing of {task}.")


def _review(adviser: Person, due_on: date) -> None:
    """From the link in the mail, after signing in, to the review and its end."""
    adviser.sees("A review comes due")
    told = adviser.page.locator("ol.work li", has_text="A review comes due").first
    adviser.click(told.get_by_role("button").first)
    assert "/reviews/" in adviser.page.url
    adviser.sees(TITLE)
    adviser.sees(f"{due_on.day} {due_on:%B %Y}")
    adviser.follow("Close the review")
    adviser.page.select_option("#id_outcome", label="No change")
    adviser.page.fill("#id_reason", "The road is as it was; the cluster agrees.")
    adviser.send()
    adviser.sees("Review closed")
    adviser.sees("The road is as it was; the cluster agrees.")
    adviser.page.goto("/reviews/")
    adviser.never_sees(TITLE)
