"""Channel 48: what is told of an error that nobody foresaw, to whoever asked, in the log and by mail."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from pocplan.logs import Discreet
from pocplan.ui.errors import bad_request, broken, forbidden, not_found
from strategies.models import Strategy
from tests.leaks.listening import heard, new_word
from tests.world import World

WORDS = {kind: new_word(kind) for kind in ("local", "post", "setting", "said", "value", "cause", "file", "title")}


def says(request: HttpRequest) -> HttpResponse:
    local = WORDS["local"]
    raise ValueError(f"{WORDS['said']}, {len(local)}") from KeyError(WORDS["cause"])


def asks(request: HttpRequest) -> HttpResponse:
    """The statement stands in the error, with its values."""
    with connections[request.actor.alias].cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT title FROM strategies_strategy WHERE title = %s AND nothing = 1", [WORDS["value"]])
    return HttpResponse()


def forgets(request: HttpRequest) -> HttpResponse:
    """A row in hand, and a key that is not there."""
    row = Strategy(title=WORDS["title"])
    return HttpResponse({}[row.title])


class Breaks(APIView):
    def post(self, request: Request) -> Response:
        raise ValueError(request.data["title"])


urlpatterns = [
    path("says", says),
    path("asks", asks),
    path("forgets", forgets),
    path("api/breaks", Breaks.as_view()),
    path("", include("pocplan.urls")),
]
handler400, handler403, handler404, handler500 = bad_request, forbidden, not_found, broken


class Told:
    """The client, and what was logged meanwhile as an installation logs it."""

    def __init__(self, client: Client) -> None:
        self.client, self.log = client, io.StringIO()
        self.handler = logging.StreamHandler(self.log)
        self.handler.setFormatter(Discreet(settings.LOGGING["formatters"]["line"]["format"], style="{"))


@pytest.fixture
def told(still_world: World) -> Iterator[Told]:
    client = still_world.client("adviser")
    client.raise_request_exception = False
    one = Told(client)
    logging.getLogger().addHandler(one.handler)
    with override_settings(
        ROOT_URLCONF="tests.leaks.test_errors", ADMINS=[("A", "a@demo.invalid")], PLANTED=WORDS["setting"]
    ):
        yield one
    logging.getLogger().removeHandler(one.handler)


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/says", ["ValueError", "KeyError", "test_errors.py", " says"]),
        ("/asks", ["psycopg2.errors.UndefinedColumn 42703", " asks"]),
        ("/forgets", ["KeyError", " forgets"]),
        ("/api/breaks", ["ValueError", " post"]),
    ],
)
def test_an_error_tells_where_it_was_and_nothing_of_what_was_in_hand(
    told: Told, address: str, logged: list[str]
) -> None:
    sent: dict[str, Any] = {"title": WORDS["post"], "file": WORDS["file"]}
    kind = {"content_type": "application/json"} if address.startswith("/api") else {}
    answer = told.client.post(f"{address}?q={WORDS['post']}", sent, **kind)  # type: ignore[arg-type]
    assert answer.status_code == 500
    head = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
    assert heard(WORDS, answer.content + head.encode()) == set()
    assert not [word for word in ("Traceback", "Error", "SELECT", "strategies_strategy") if word in answer.text]
    line = told.log.getvalue()
    assert [word for word in logged if word not in line] == []
    assert heard(WORDS, line.encode()) == set()
    assert "SELECT" not in line
    assert mail.outbox == []


def test_in_french_the_page_says_no_more(told: Told) -> None:
    answer = told.client.post("/says", headers={"accept-language": "fr"})
    assert heard(WORDS, answer.content) == set()


def test_no_handler_of_this_process_mails_errors_and_all_lines_are_discreet() -> None:
    assert logging.getLogger("django").handlers == []
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "line"
    assert settings.LOGGING["formatters"]["line"]["class"] == "pocplan.logs.Discreet"
    assert not settings.DEBUG


def test_the_usual_ways_would_have_told(told: Told) -> None:
    """The test of the test: Django's own report, its mail and a plain line tell what is asked for above."""
    from django.utils.log import AdminEmailHandler

    plain = io.StringIO()
    handlers = [AdminEmailHandler(include_html=True), logging.StreamHandler(plain)]
    for handler in handlers:
        logging.getLogger("django").addHandler(handler)
    try:
        told.client.post(f"/says?q={WORDS['post']}", {"title": WORDS["post"]})
        told.client.get("/asks")
        told.client.get("/forgets")
    finally:
        for handler in handlers:
            logging.getLogger("django").removeHandler(handler)
    mailed = b"".join(one.message().as_bytes() for one in mail.outbox)
    bodies = "".join(part for one in mail.outbox for part in (one.body, *(str(alt) for alt in one.alternatives)))
    assert heard(WORDS, plain.getvalue().encode()) == {"said", "cause", "value", "title"}
    assert heard(WORDS, mailed + bodies.encode()) >= {"post", "setting", "said", "local"}
