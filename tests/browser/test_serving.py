"""The browser reaches the product as it is served, and a worker and a mail server can stand beside it."""

import json
import smtplib
from email.message import EmailMessage

import pytest

from pocplan.dev import testing
from pocplan.dev.background import postbox, working
from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage

pytestmark = pytest.mark.browser


@pytest.fixture
def database():
    name = testing.clone(testing.schema())
    yield name
    testing.drop(name)


def test_a_watchdog_is_told_what_is_missing(database: str, browser_page: OpenPage) -> None:
    with serving(database) as address:
        page = browser_page(address)
        assert page.goto("/healthz").status == 200
        answer = page.goto("/readyz")
        assert (answer.status, json.loads(answer.text())) == (503, {"database": True, "redis": True, "worker": False})


def test_a_watchdog_is_told_that_all_is_well(database: str, browser_page: OpenPage) -> None:
    with working(database), serving(database) as address:
        answer = browser_page(address).goto("/readyz")
        assert (answer.status, json.loads(answer.text())) == (200, {"database": True, "redis": True, "worker": True})


def test_mail_arrives_in_the_postbox() -> None:
    letter = EmailMessage()
    letter["To"], letter["From"], letter["Subject"] = "a@example.org", "b@example.org", "Révision"
    letter.set_content("…")
    with postbox() as box:
        with smtplib.SMTP(box.host, box.port) as client:
            client.send_message(letter)
        assert [message["Subject"] for message in box.received] == ["Révision"]
