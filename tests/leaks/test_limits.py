"""Channel 59: what one side uses up changes nothing that the other side is allowed or told."""

import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pocplan.journal.domain.taking import MOST_AN_HOUR
from strategies.domain.strategies import start_strategy
from strategies.models import Rendition, Version
from tests.consultations.stage import inside, opened
from tests.leaks.listening import new_word
from tests.sweep.walker import Seen, difference, seen, undone
from tests.world import World

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
PAGES = ("/", "/strategies/", "/strategies/files/", "/consultations/", "/incidents/imports/", "/people/", "/inbox/")
API = ("/api/v1/strategies/?per_page=200", "/api/v1/requests/?per_page=1", "/api/v1/shared-texts/?page=2")
TOLD = (TOO_OFTEN := "Too many failed login attempts", "are not correct")
HOURS = count(9, 2)
WRONG = 10  # more than the limit of wrong passwords for one name


@pytest.fixture(scope="module")
def asked(shared_world: World) -> World:
    shared_world.set_clock("2026-11-20T08:00:00Z")
    opened(shared_world)
    inside(shared_world)
    return shared_world


@pytest.fixture(autouse=True)
def fresh(asked: World, settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    cache.clear()
    asked.set_clock(f"2026-11-20T{next(HOURS):02d}:00:00Z")  # what was taken within the last hour counts


def source(world: World, who: str) -> str:
    """Where this person asks for a file of the text."""
    model, name = (Version, "version_file") if who == "adviser" else (Rendition, "rendition_file")
    with world.acting(who) as actor:
        row = model.objects.visible_to(actor).first()  # type: ignore[attr-defined]
        return reverse(f"strategies:{name}", args=[row.pk])


def used_up(world: World, who: str) -> None:
    """Files, wrong passwords, imports, numbers, and a busy program."""
    client = world.client(who)
    answers = [client.post(source(world, who)).status_code for _ in range(MOST_AN_HOUR + 1)]
    assert answers == [302] * MOST_AN_HOUR + [400]
    tries = [signs_in(name) for name in (who, new_word("name")) for _ in range(WRONG)]
    assert tries.count((200, [TOO_OFTEN])) == 2 * (WRONG - 8)
    assert signs_in(who, "demo") == (200, [TOO_OFTEN])
    for _ in range(4):
        assert sends_events(client).status == 302
    if who == "adviser":
        with world.acting(who) as actor:
            for number in range(3):
                start_strategy(actor=actor, title=f"Another {number}")
    for url in API * 20:
        client.get(url)


def sends_events(client: Client) -> Seen:
    page = client.get("/incidents/imports/").text
    room = page.split('<option value="')[1].split('"')[0]
    file = SimpleUploadedFile("events.csv", b"one,two\n1,2\n")
    return masked(client.post("/incidents/imports/", {"room": room, "file": file}))


def signs_in(name: str, password: str = "wrong") -> tuple[int, list[str]]:
    """Always from the same address, as the whole of a base is behind one."""
    answer = Client(headers={"accept-language": "en"}).post("/account/login/", {"login": name, "password": password})
    return answer.status_code, [one for one in TOLD if one in answer.content.decode()]


def masked(answer: Any) -> Seen:
    one = seen(answer)
    return Seen(
        one.status,
        tuple((key, ID.sub("", value)) for key, value in one.headers),
        ID.sub("", one.body.decode()).encode(),
    )


def observed(world: World, who: str) -> dict[str, Any]:
    """What this person is allowed and told; nothing of it stays."""
    client = world.client(who)
    found: dict[str, Any] = {url: masked(client.get(url)) for url in (*PAGES, *API)}
    with undone():
        found["a file"] = masked(client.post(source(world, who)))
    with undone():
        found["events"] = sends_events(client)
    with undone():
        found["a strategy"] = masked(client.post("/strategies/new/", {"title": "Mine", "language": "en"}))
    found["signs in"] = signs_in(who, "demo")
    found["a wrong password"] = signs_in(who)
    return found


def told(one: Any, other: Any) -> str:
    return difference(one, other) if isinstance(one, Seen) else f"{one} and {other}"


@pytest.mark.parametrize(
    ("busy", "other"),
    [("adviser", "cluster.lead"), ("cluster.lead", "adviser")],
)
def test_what_one_side_uses_up_the_other_does_not_miss(asked: World, busy: str, other: str) -> None:
    before = observed(asked, other)
    assert (before["a file"].status, before["events"].status, before["signs in"][0]) == (302, 302, 302)
    used_up(asked, busy)
    after = observed(asked, other)
    assert {name: told(before[name], after[name]) for name in before if before[name] != after[name]} == {}
    mine = observed(asked, busy)  # the test of the test: who used it up is told so
    assert mine["a file"].status == 400
    assert mine["signs in"][0] == 200


def test_a_colleague_is_not_held_up_either(asked: World) -> None:
    """Limits are those of a person, not of a side or a room."""
    adviser = asked.client("adviser")
    while adviser.post(source(asked, "adviser")).status_code == 302:
        continue
    with asked.acting("force.planner") as actor:
        version = Version.objects.visible_to(actor).first()
        assert version
    with undone():
        asked_for = asked.client("force.planner").post(reverse("strategies:version_file", args=[version.pk]))
        assert asked_for.status_code == 302
