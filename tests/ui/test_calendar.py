"""The calendar feed: days and numbers, for one person under one hat, until the token or the post ends."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from pocplan.access.clock import today
from pocplan.logs import Discreet
from strategies.domain.positions import state_position
from strategies.queries.replies import requests_to
from tests.consultations.stage import TITLE, opened
from tests.world import World

SITE = "http://localhost:8000"


def made(world: World, who: str, opens: str = "calendar") -> str:
    """The path of a new calendar, or the secret of a token for programs."""
    data = {"opens": opens, "label": "Desk", "expires_on": today() + timedelta(days=30)}
    text = world.client(who).post("/account/tokens/", data).text
    return text.split("<code>")[1].split("</code>")[0].removeprefix(SITE)


def read(path: str) -> list[tuple[str, str, str]]:
    answer = Client().get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(one["uid"]), one.decoded("dtstart").isoformat(), str(one["summary"])) for one in entries]


def test_each_sees_the_days_of_the_own_hat_and_nothing_of_what_is_due(world: World) -> None:
    calendars = {who: made(world, who) for who in ("adviser", "cluster.lead", "force.planner")}
    assert [read(path) for path in calendars.values()] == [[], [], []]
    opened(world, "Protection Cluster Orvane")
    deadline = world.query("SELECT deadline::text FROM strategies_request")[0][0]
    asked, asking = read(calendars["cluster.lead"]), read(calendars["adviser"])
    assert [entry[1:] for entry in asked] == [(deadline, "pocplan: 1 thing is due")]
    assert [entry[1] for entry in asking] == [deadline]
    assert read(calendars["force.planner"]) == []
    text = Client().get(calendars["cluster.lead"]).text
    assert not any(word in text for word in (TITLE, "Cluster", "Orvane", "position"))
    assert read(calendars["cluster.lead"]) == asked, "the same entry again, not another one"
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="supports")
    assert read(calendars["cluster.lead"]) == []


def test_it_speaks_the_language_of_its_owner(world: World) -> None:
    opened(world, "Protection Cluster Orvane")
    world.query("UPDATE accounts_user SET language = 'fr' WHERE username = 'cluster.lead'")
    assert [entry[2] for entry in read(made(world, "cluster.lead"))] == ["pocplan\u00a0: 1 échéance"]


@pytest.mark.parametrize(
    "ending",
    [
        "UPDATE access_apitoken SET revoked_at = now()",
        "UPDATE access_apitoken SET expires_on = '2020-01-01'",
        "UPDATE access_incumbency SET ends = starts",
        "UPDATE accounts_user SET is_active = false",
    ],
)
def test_what_ended_answers_like_what_never_was(world: World, ending: str) -> None:
    path = made(world, "cluster.lead")
    never = Client().get("/calendar/pocplancal_never.ics")
    world.query(ending)
    ended = Client().get(path)
    assert ended.status_code == never.status_code == 404
    assert _shape(ended.text) == _shape(never.text)


def _shape(page: str) -> str:
    """Without its own address, and what differs from one answer to the next."""
    return re.sub(r'pocplancal_[\w-]+|name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_its_secret_stands_in_no_log(world: World) -> None:
    path = made(world, "adviser")
    log = logging.getLogger("django.request")
    line = Discreet("{message}", style="{").format(log.makeRecord("x", 30, "f", 1, "Not Found: %s", (path,), None))
    assert line == "Not Found: /calendar/pocplancal_….ics"


def test_neither_token_opens_the_other(world: World) -> None:
    calendar, program = made(world, "adviser"), made(world, "adviser", "api")
    assert Client().get(f"/calendar/{program}.ics").status_code == 404
    secret = calendar.removeprefix("/calendar/").removesuffix(".ics")
    assert Client().get("/api/v1/strategies/", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert world.client("adviser").get("/calendar/x.ics").status_code == 404, "signed in is not enough"
    for method in ("post", "put", "delete"):
        assert getattr(Client(), method)(calendar).status_code == 405
