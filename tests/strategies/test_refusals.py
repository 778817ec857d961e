"""Reading pages and being refused, in one world: nothing here changes anything, and each test says so."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse

from pocplan.access.errors import Refused
from pocplan.jobs.files import folder
from strategies.domain.blocks import Typed, add_block
from strategies.domain.strategies import start_strategy
from strategies.models import Block, Strategy, WordImport
from strategies.queries.strategies import block_for, sections_of, strategies_for
from tests.strategies.test_imports import docx, upload
from tests.strategies.test_pages import put
from tests.world import World


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


PAGES = ["detail", "header", "print", "import", "activities", "clearance", "versions", "redline", "words"]


@pytest.fixture(scope="module")
def shelved(shared_world: World) -> Strategy:
    """A draft that tests of this file only read."""
    with shared_world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="Read only")


@pytest.fixture(scope="module")
def shelved_block(shared_world: World, shelved: Strategy) -> Block:
    with shared_world.acting("adviser") as actor:
        return add_block(actor=actor, parent=sections_of(actor, shelved)[0], typed=Typed("<p>Purpose.</p>"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_answers_its_readers_and_hides_from_others(
    shared_world: World, shelved: Strategy, name: str, language: str
) -> None:
    world, address = shared_world, reverse(f"strategies:{name}", args=[shelved.pk])
    for who in ("adviser", "srsg", "civil.affairs"):
        answer = world.client(who, language=language).get(address)
        assert answer.status_code == 200, who
        assert shelved.reference in answer.content.decode()
    absent = reverse(f"strategies:{name}", args=[world.owner_id("UNMOR")])
    for who in ("cluster.lead", "other.adviser", "admin"):
        client = world.client(who)
        assert client.get(address).status_code == client.get(absent).status_code == 404


@pytest.mark.parametrize(
    ("version", "body", "status"),
    [
        (None, {"text": "x"}, 428),
        ("x", {"text": "x"}, 428),
        (1, "not json", 428),
        (1, [], 428),
        (1, {"text": 5}, 428),
        (1, {"text": "a\x00b"}, 400),
        (1, {"text": "a‮b"}, 400),
        (1, {"text": "x" * 1_000_000}, 400),
        (1, {"html": "<p>x</p>", "notes": "none"}, 400),
    ],
)
def test_bad_saves_change_nothing(
    shared_world: World, shelved_block: Block, version: Any, body: Any, status: int
) -> None:
    answer = put(shared_world.client("adviser"), shelved_block, version, body)
    assert answer.status_code == status
    assert answer.json()["detail"]
    with shared_world.acting("adviser") as actor:
        assert block_for(actor, shelved_block.pk).version == 1


@pytest.mark.parametrize("title", ["", " ", "x" * 201, "a\x00b", "a‮b"])
def test_a_bad_title_changes_nothing(shared_world: World, title: str) -> None:
    with shared_world.acting("adviser") as actor:
        before = strategies_for(actor).count()
        with pytest.raises(Refused):
            start_strategy(actor=actor, title=title)
        assert strategies_for(actor).count() == before
        assert connections[actor.alias].needs_rollback is False


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("word/document.xml", b"<w>" + b" " * 400_000_000 + b"</w>")
    return out.getvalue()


BAD = {
    "empty": b"",
    "text": b"not a Word file at all",
    "cut": docx()[:-200],
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 4,
    "bomb": bomb(),
    "huge": b"x" * 100_000_000,
}


@pytest.mark.parametrize("name", BAD)
def test_an_unsound_file_changes_nothing_and_says_why(shared_world: World, name: str) -> None:
    client = shared_world.client("adviser")
    with shared_world.acting("adviser") as actor:
        before = strategies_for(actor).count()
    data = {"title": "Kept title", "language": "en", "file": upload(BAD[name])}
    answer = client.post(reverse("strategies:new"), data)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Kept title" in page and 'class="error"' in page
    with shared_world.acting("adviser") as actor:
        assert strategies_for(actor).count() == before
        assert not WordImport.objects.visible_to(actor).exists()
    assert list(folder().iterdir()) == []
