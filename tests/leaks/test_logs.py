"""Channels 49 and 61: what people write is in no log, in nothing that passes through Redis and in no mail.

A slice of life goes through the web server, the worker and a mail server as they run in an installation, with an
access log switched on; each text in it holds a word of its own, and all that was written is searched for them.
"""

import io
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
import pytest
import requests
from celery import current_app, shared_task
from django.conf import settings
from django.db import DataError, connections, transaction
from docx import Document

from pocplan.dev import testing
from pocplan.dev.background import Postbox, postbox, working
from pocplan.dev.browser import serving
from pocplan.logs import Discreet
from strategies.domain.dispositions import dispose
from strategies.domain.positions import state_position
from strategies.models import Position
from strategies.queries.replies import requests_to
from tests.consultations import stage
from tests.leaks.listening import Log, database_log, heard, listening_to_redis, new_word
from tests.world import World

KINDS = (
    "title", "text", "file", "paragraph", "name", "password", "refused", "search", "path", "heading", "cell", "body",
    "comment", "position", "answer", "header", "unreadable",
)  # fmt: skip


@dataclass
class Heard:
    """What was written beside the database, by where."""

    words: dict[str, str]
    places: dict[str, bytes]

    def told(self) -> dict[str, set[str]]:
        found = {place: heard(self.words, data) for place, data in self.places.items()}
        return {place: words for place, words in found.items() if words}


@pytest.fixture(scope="module")
def life(shared_world: World) -> Iterator[Heard]:
    words = {kind: new_word(kind) for kind in KINDS}
    own, server = io.StringIO(), database_log()
    with (
        postbox() as box,
        _logging_to(own),
        listening_to_redis(settings.REDIS_URL) as bell,
        working(shared_world.name, **box.environment) as processes,
        serving(shared_world.name, GUNICORN_CMD_ARGS="--access-logfile -") as address,
    ):
        _live(shared_world, words, address)
        _until_mailed(shared_world, box)
        port = address.rpartition(":")[2]
        places = {
            "web": Log(testing.state().root / "tmp" / f"web-{port}.log").path.read_bytes(),
            "worker": (processes.logs / "worker.log").read_bytes(),
            "this process": own.getvalue().encode(),
            "database server": server.added(),
            "redis": bell.all_bytes(),
            "mail": b"\n".join(mail.as_bytes() for mail in box.received),
            "outbox": str(shared_world.query("SELECT m::text FROM notices_mail m")).encode(),
            "notices": str(shared_world.query("SELECT n::text FROM notices_notice n")).encode(),
        }
    yield Heard(words, places)


@contextmanager
def _logging_to(stream: io.StringIO) -> Iterator[None]:
    """This process logs as an installation does."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(settings.LOGGING["formatters"]["line"]["format"], style="{"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel("INFO")
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _live(world: World, words: dict[str, str], address: str) -> None:
    _consult(world, words)
    person = Person(address)
    assert person.post("/account/login/", {"login": words["name"], "password": words["password"]}) == 200
    assert person.post("/account/login/", {"login": "adviser", "password": "demo"}) == 302
    file = _word_file(words["paragraph"])
    new = {"title": words["file"], "language": "en"}
    assert person.post("/strategies/new/", new, file=(f"{words['file']}.docx", file)) == 302
    _until(lambda: world.query("SELECT 1 FROM strategies_wordimport WHERE state = 'done'"))
    assert person.post("/strategies/new/", {**new, "title": words["refused"] * 100}) == 400
    assert person.post("/strategies/new/", new, file=(f"{words['file']}.docx", words["paragraph"].encode())) == 400
    for path in ("/places/", "/strategies/", "/incidents/"):
        assert person.get(f"{path}?q={words['search']}") == 200
    assert person.get("/strategies/", headers={"Referer": f"{address}/?q={words['header']}"}) == 200
    assert person.send("/api/v1/strategies/", '{"title": "' + words["body"]) == 400
    assert person.send("/api/v1/strategies/", '{"title": 1, "' + words["body"] + '": 2, "language": "xx"}') == 400
    _refused_events(world, words, address)
    _unreadable(world, words["unreadable"])


def _consult(world: World, words: dict[str, str]) -> None:
    """Drafted, released, commented on, a position and an answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "TITLE", words["title"])
        patch.setattr(stage, "TEXT", f"{words['text']} Besh Valley.")
        stage.opened(world)
        stage.released(world, words["comment"])
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason=words["position"])
    with world.acting("adviser") as actor:
        position = Position.objects.visible_to(actor).get()
        dispose(actor=actor, subject=position, word="not_accepted", reason=words["answer"])


def _refused_events(world: World, words: dict[str, str], address: str) -> None:
    officer = Person(address)
    officer.post("/account/login/", {"login": "human.rights", "password": "demo"})
    room = officer.text("/incidents/imports/").split('<option value="')[1].split('"')[0]
    table = f"{words['heading']},two\n{words['cell']},2\n".encode()
    assert officer.post("/incidents/imports/", {"room": room}, file=(f"{words['file']}.csv", table)) == 302
    _until(lambda: world.query("SELECT 1 FROM missions_incidentimport WHERE state = 'refused'"))
    assert words["heading"] in str(world.query("SELECT i::text FROM missions_incidentimport i"))


@shared_task(name="tests.breaking")
def breaking(said: str) -> int:
    return int(said)


def _unreadable(world: World, word: str) -> None:
    """What the database cannot read is quoted in what it answers."""
    with world.acting("adviser") as actor, pytest.raises(DataError) as error, transaction.atomic(using=actor.alias):
        connections[actor.alias].cursor().execute("SELECT %s::int", [word])
    assert word in str(error.value)
    breaking.apply(args=[word])
    logging.getLogger("django.request").error("Server error: %s", error.value, exc_info=error.value)


def _word_file(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_heading(text, 1)
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


class Person:
    """Somebody at a browser without scripts."""

    def __init__(self, address: str) -> None:
        self.address, self.session = address, requests.Session()
        self.get("/account/login/")

    def get(self, path: str, **options: Any) -> int:
        return self.session.get(self.address + path, timeout=30, **options).status_code

    def text(self, path: str) -> str:
        return self.session.get(self.address + path, timeout=30).text

    def post(self, path: str, data: dict[str, str], file: tuple[str, bytes] | None = None) -> int:
        sent = {**data, "csrfmiddlewaretoken": self.session.cookies["csrftoken"]}
        files = {"file": file} if file else None
        return self.session.post(self.address + path, sent, files=files, allow_redirects=False, timeout=30).status_code

    def send(self, path: str, body: str) -> int:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.session.cookies["csrftoken"]}
        return self.session.post(self.address + path, body, headers=headers, timeout=30).status_code


def _until(there: Any) -> None:
    for _ in range(300):
        if there():
            return
        time.sleep(0.1)
    raise AssertionError("The worker did not get there.")


def _until_mailed(world: World, box: Postbox) -> None:
    """The worker plans, gathers the digests of a later day and sends them."""
    world.set_clock("2027-03-01T15:00:00Z")
    current_app.send_task("pocplan.notices.tasks.plan")
    current_app.send_task("pocplan.notices.tasks.digest")
    current_app.send_task("pocplan.notices.tasks.send")
    _until(lambda: box.received)


def test_nothing_that_was_written_is_told_beside_the_database(life: Heard) -> None:
    assert life.told() == {}


def test_there_was_something_to_hear_everywhere(life: Heard) -> None:
    """Each of these would be silent if nobody had listened."""
    said = {
        "web": b'"GET /strategies/ HTTP/1.1" 200',
        "worker": b"strategies.tasks.import_word",
        "this process": b"psycopg2.errors.InvalidTextRepresentation 22P02",
        "redis": b"take_in_events",
        "mail": b"Message-ID",
        "outbox": b"2027-03-01",
        "notices": b"round",
    }
    assert {place: word for place, word in said.items() if word not in life.places[place]} == {}
    assert b"tests.breaking" in life.places["this process"]


def test_a_careless_line_a_careless_task_and_a_plain_error_are_heard(still_world: World) -> None:
    """The test of the test."""
    words = {kind: new_word(kind) for kind in ("line", "task", "error", "statement")}
    careless, server = io.StringIO(), database_log()
    with pytest.raises(psycopg2.DataError):
        still_world.query("SELECT %s::int", [words["statement"]])
    plain = logging.StreamHandler(careless)
    logging.getLogger().addHandler(plain)
    try:
        logging.getLogger("strategies").error("Imported %s", words["line"])
        try:
            int(words["error"])
        except ValueError:
            logging.getLogger("django.request").exception("Server error")
    finally:
        logging.getLogger().removeHandler(plain)
    with listening_to_redis(settings.REDIS_URL) as bell:
        current_app.send_task("nothing.listens", args=[words["task"]], queue=new_word("queue"))
        _until(lambda: heard(words, bell.all_bytes()))
        passed = bell.all_bytes()
    assert heard(words, careless.getvalue().encode()) == {"line", "error"}
    assert heard(words, passed) == {"task"}
    assert heard(words, server.added()) == {"statement"}
