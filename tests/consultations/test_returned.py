"""A reviewer without an account: the file goes out, comes back commented, is looked at and taken in once."""

import io
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pocplan.access.errors import Refused
from pocplan.jobs.files import folder
from strategies.documents.export import export_docx
from strategies.domain.release import prepare_package
from strategies.domain.returns import send_returned
from strategies.models import InnerComment, InnerText, ReturnedFile
from strategies.tasks import take_back_file, take_back_waiting_files
from tests.consultations.stage import inside, opened
from tests.counting import queries
from tests.strategies.documents.test_returned import Reviewer
from tests.world import World


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


@pytest.fixture
def text(world: World) -> InnerText:
    opened(world)
    return inside(world)


def commented(text: InnerText) -> bytes:
    one = Reviewer(export_docx(text.body), name="Somebody Private")
    one.comment("until the market", "Which market?")
    one.change("Besh Valley", "Besh and Arrat")
    one.name = "Another Private"
    one.comment("road", "The road is cut.")
    return one.saved()


def resaved(content: bytes) -> bytes:
    """The same remarks in other bytes, as a program leaves them that saves a file once more."""
    file = docx.Document(io.BytesIO(content))
    file.core_properties.title = "Saved once more"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("Comments of somebody.docx", content)


def sent(world: World, text: InnerText, content: bytes) -> str:
    answer = world.client("cluster.lead").post(
        reverse("consultations:return_file", args=[text.pk]), {"file": upload(content)}
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"])


def comments(world: World, text: InnerText) -> list[tuple[str, str, str, str]]:
    with world.acting("cluster.member") as actor:
        rows = InnerComment.objects.visible_to(actor).filter(text=text)
        return [(one.organisation, one.anchor["quote"], one.words, one.suggestion) for one in rows]


EXPECTED = [
    ("Safran Relief", "Besh Valley", "Suggested in the file, without a comment.", "Besh and Arrat"),
    ("Safran Relief", "until the market", "Which market?", ""),
]


def test_out_commented_looked_at_taken_in_once_and_released_with_its_agreement(world: World, text: InnerText) -> None:
    content, lead = commented(text), world.client("cluster.lead")
    page = sent(world, text, content)
    assert 'http-equiv="refresh"' in lead.get(page).content.decode()
    take_back_waiting_files()
    shown = lead.get(page).content.decode()
    assert "Which market?" in shown and "Reviewer 2" in shown and "Private" not in shown
    assert "Who can see this" in shown and "Your own list" not in shown
    before = queries(lead, page)
    assert comments(world, text) == [] and list(folder().iterdir()) == []
    assert lead.post(page, {"name_1": "", "name_2": ""}).status_code == 400
    assert lead.post(page, {"name_1": "Safran Relief"}).status_code == 302
    take_back_waiting_files()
    assert comments(world, text) == EXPECTED
    done = lead.get(page).content.decode()
    assert "2 remarks were taken in" in done and "You gave no name" in done and "The road is cut." in done
    assert sent(world, text, content) == page  # the same file is the same row

    other = sent(world, text, resaved(content))
    assert other != page
    take_back_waiting_files()
    assert lead.get(other).content.decode().count("taken in before") == 2
    assert queries(lead, other) == before  # with two files, and with remarks that were there before
    lead.post(other, {"name_1": "Safran Relief"})
    take_back_waiting_files()
    assert comments(world, text) == EXPECTED
    for table in ("strategies_innercomment", "strategies_returnedfile", "strategies_returnedremark"):
        assert not world.query(f"SELECT 1 FROM {table} WHERE {table}::text LIKE '%%Private%%'")

    with world.acting("cluster.lead") as actor:
        (first, second) = InnerComment.objects.visible_to(actor).filter(text=text)
        with pytest.raises(Refused, match="has not agreed in writing"):
            prepare_package(actor=actor, text=text, chosen={first.pk: "named"})
        assert prepare_package(actor=actor, text=text, chosen={second.pk: "cluster"}).content["comments"]


def test_only_the_coordination_and_only_a_sound_file_while_it_is_asked_about(world: World, text: InnerText) -> None:
    address = reverse("consultations:return_file", args=[text.pk])
    content = commented(text)
    assert world.client("adviser").post(address, {"file": upload(content)}).status_code == 404
    answer = world.client("cluster.member").post(address, {"file": upload(content)})
    assert answer.status_code == 400 and "Your coordination takes in" in answer.content.decode()
    for odd in (b"%PDF-1.7", b"PK\x03\x04", b""):
        assert world.client("cluster.lead").post(address, {"file": upload(odd)}).status_code == 400
    assert list(folder().iterdir()) == []
    page = sent(world, text, content)
    for who in ("cluster.member", "aor.lead", "adviser", "admin"):
        assert world.client(who).get(page).status_code == 404
    world.query("UPDATE strategies_request SET closed_at = access.clock()")
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="closed"):
        send_returned(actor=actor, text=text, upload=upload(content))


def test_a_lost_bell_a_lost_file_a_lost_post_and_a_change_of_mind(world: World, text: InnerText) -> None:
    content, lead = commented(text), world.client("cluster.lead")
    page = sent(world, text, content)
    take_back_waiting_files()
    assert lead.post(page, {"drop": "1"}).status_code == 302
    assert "Not taken in" in lead.get(page).content.decode()
    again = sent(world, text, content)  # dropped is not done
    assert again != page
    for path in folder().iterdir():
        path.unlink()
    take_back_waiting_files()
    assert "not kept any more" in lead.get(again).content.decode()
    last = sent(world, text, content)
    row = UUID(last.rstrip("/").rpartition("/")[2])
    with world.acting("cluster.lead") as actor:
        hat = ReturnedFile.objects.visible_to(actor).get(pk=row).incumbency_id
    world.query("UPDATE access_incumbency SET ends = current_date - 1 WHERE id = %s", [str(hat)])
    take_back_file(str(row), str(hat))
    take_back_waiting_files()
    assert world.query("SELECT state FROM strategies_returnedfile WHERE id = %s", [str(row)]) == [("refused",)]
    assert comments(world, text) == []
