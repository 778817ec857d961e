"""A text goes out as a Word file: what its requester may read, to the requester alone, while that lasts."""

import io
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from pocplan.access.errors import Refused
from pocplan.dev.background import working
from pocplan.journal.domain.taking import MOST_AN_HOUR
from strategies.domain.dispositions import dispose
from strategies.domain.exports import request_export
from strategies.enums.exports import ExportState
from strategies.models import Comment, Export, Rendition, Round, Version
from strategies.queries.exports import export_for, exports_of
from strategies.queries.replies import requests_to, text_of
from strategies.queries.rounds import round_for
from strategies.queries.versions import version_for
from strategies.tasks import write_export, write_waiting_files
from tests.consultations.stage import opened, released
from tests.world import World


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


@pytest.fixture
def round_(world: World) -> Round:
    """An open round on version 1, with one comment of a member released to the mission."""
    round_ = opened(world)
    released(world)
    with world.acting("adviser") as actor:
        return round_for(actor, round_.pk)


def asked(world: World, who: str, source: Version | Rendition) -> UUID:
    with world.acting(who) as actor:
        row = request_export(actor=actor, source=source, language="en")
    write_export(str(row.pk), str(row.incumbency_id))
    return row.pk


def shared_text(world: World, who: str) -> Rendition:
    with world.acting(who) as actor:
        return text_of(actor, requests_to(actor).get())


def taken(world: World, who: str, export_id: UUID) -> Any:
    answer = world.client(who).post(reverse("strategies:download", args=[export_id]))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    assert answer["Cache-Control"] == "private, no-store"
    return docx.Document(io.BytesIO(answer.content))


def remarks(document: Any) -> list[tuple[str, str]]:
    return [(one.author, one.text) for one in document.comments]


def test_the_mission_takes_a_version_with_what_was_released_to_it(world: World, round_: Round) -> None:
    document = taken(world, "adviser", asked(world, "adviser", round_.version))
    assert remarks(document) == [("Safran Relief", "The road is not safe after dark.")]
    assert "UNMOR" in document.sections[0].header.paragraphs[0].text
    assert "version 1" in document.sections[0].footer.paragraphs[0].text
    assert any("Besh Valley" in line.text for line in document.paragraphs)


@pytest.mark.parametrize(("who", "comments"), [("cluster.lead", 1), ("cluster.member", 1), ("aor.lead", 0)])
def test_an_invitee_takes_the_shared_text_with_its_own_comments(
    world: World, round_: Round, who: str, comments: int
) -> None:
    document = taken(world, who, asked(world, who, shared_text(world, who)))
    assert len(remarks(document)) == comments


def _text(change: Any) -> str:
    return "".join(part.text for part in change.iter(qn("w:t"), qn("w:delText")))


def test_a_suggestion_is_a_tracked_change_until_it_is_answered(world: World, round_: Round) -> None:
    world.query("UPDATE strategies_comment SET suggestion = 'Besh and Arrat'")

    def tracked(who: str, source: Version | Rendition) -> list[tuple[str, str, str]]:
        body = taken(world, who, asked(world, who, source)).element.body
        return [
            (one.tag.rpartition("}")[2], one.get(qn("w:author")), _text(one))
            for one in body.iter(qn("w:del"), qn("w:ins"))
        ]

    drawn = [("del", "Safran Relief", "Besh Valley"), ("ins", "Safran Relief", "Besh and Arrat")]
    assert tracked("adviser", round_.version) == drawn
    assert tracked("cluster.lead", shared_text(world, "cluster.lead")) == drawn
    assert tracked("aor.lead", shared_text(world, "aor.lead")) == []
    with world.acting("adviser") as actor:
        dispose(actor=actor, subject=Comment.objects.visible_to(actor).get(), word="accepted", reason="Both roads.")
    assert tracked("adviser", round_.version) == []
    said = taken(world, "adviser", asked(world, "adviser", round_.version)).comments
    assert ["Suggested text: Besh and Arrat" in one.text for one in said] == [True]


def test_nobody_finds_the_file_of_another(world: World, round_: Round) -> None:
    file = asked(world, "adviser", round_.version)
    for who in ("civil.affairs", "srsg", "cluster.lead", "admin", "other.adviser"):
        assert world.client(who).get(reverse("strategies:file", args=[file])).status_code == 404
        assert world.client(who).post(reverse("strategies:download", args=[file])).status_code == 404
        assert "Sector East" not in world.client(who).get(reverse("strategies:files")).content.decode()


def test_the_other_side_cannot_ask_for_a_version(world: World, round_: Round) -> None:
    address = reverse("strategies:version_file", args=[round_.version_id])
    assert world.client("cluster.lead").post(address).status_code == 404
    assert world.client("adviser").post(address).status_code == 302


def test_who_lost_the_text_has_no_file_of_it(world: World, round_: Round) -> None:
    text = shared_text(world, "cluster.lead")
    file = asked(world, "cluster.lead", text)
    lead, pages = world.client("cluster.lead"), (reverse("strategies:files"), reverse("strategies:file", args=[file]))
    assert all(text.title in lead.get(one).text for one in pages)
    with world.acting("cluster.lead") as actor:
        late = request_export(actor=actor, source=text, language="en")
    world.query(
        "INSERT INTO strategies_renditionwithdrawal (id, compartment_id, rendition_id, at)"
        " SELECT gen_random_uuid(), compartment_id, id, access.clock() FROM strategies_rendition WHERE id = %s",
        [str(text.pk)],
    )
    assert lead.post(reverse("strategies:download", args=[file])).status_code == 404
    for one in pages:
        left = lead.get(one).text
        assert text.title not in left and "A text that you do not read any more" in left
    assert text.title not in str(world.query("SELECT * FROM strategies_export"))
    write_export(str(late.pk), str(late.incumbency_id))
    with world.acting("cluster.lead") as actor:
        row = export_for(actor, late.pk)
        assert (row.state, row.size) == (ExportState.REFUSED, 0)
        assert "do not read this text" in row.sentence


def test_who_only_reads_is_told_so(world: World, round_: Round) -> None:
    client = world.client("observer")
    with world.acting("observer") as actor:
        texts = list(Rendition.objects.visible_to(actor))
    assert texts == []  # this round asked no observer
    with world.acting("adviser") as actor:
        version = version_for(actor, round_.version_id)
    with world.acting("observer") as actor, pytest.raises(Refused, match="does not take files out"):
        request_export(actor=actor, source=version, language="en")
    assert client.get(reverse("strategies:files")).status_code == 200


def test_there_is_an_end_to_asking(world: World, round_: Round) -> None:
    with world.acting("adviser") as actor:
        for _ in range(MOST_AN_HOUR):
            request_export(actor=actor, source=round_.version, language="en")
    answer = world.client("adviser").post(reverse("strategies:version_file", args=[round_.version_id]))
    assert answer.status_code == 400
    assert "Wait a little" in answer.content.decode()
    with world.acting("adviser") as actor:
        assert exports_of(actor).count() == MOST_AN_HOUR


def test_each_taking_is_on_record(world: World, round_: Round) -> None:
    file = asked(world, "adviser", round_.version)
    taken(world, "adviser", file)
    acts = world.query("SELECT verb FROM journal_entry WHERE subject_id = %s ORDER BY sequence", [str(file)])
    assert [act for (act,) in acts] == ["request_export", "finish_export", "hand_out"]


def test_a_file_that_is_gone_is_asked_for_again(world: World, round_: Round, tmp_path: Path) -> None:
    file = asked(world, "adviser", round_.version)
    for path in (tmp_path / "files").iterdir():
        path.unlink()
    answer = world.client("adviser").post(reverse("strategies:download", args=[file]))
    assert answer.status_code == 400
    assert "Ask for it again" in answer.content.decode()


def test_what_waits_is_written_by_the_clock_and_what_has_no_holder_is_closed(world: World, round_: Round) -> None:
    with world.acting("adviser") as actor:
        kept = request_export(actor=actor, source=round_.version, language="en")
    with world.acting("civil.affairs") as actor:
        left = request_export(actor=actor, source=round_.version, language="en")
        world.query("UPDATE access_incumbency SET ends = current_date - 1 WHERE id = %s", [str(actor.incumbency_id)])
    write_waiting_files()
    states = dict(world.query("SELECT id::text, state FROM strategies_export"))
    assert states == {str(kept.pk): ExportState.DONE, str(left.pk): ExportState.REFUSED}


def test_a_real_worker_writes_while_the_page_is_left(world: World, round_: Round, settings: Any) -> None:
    client = world.client("adviser")
    with working(world.name, POCPLAN_STATE=str(settings.STATE_DIR)):
        page = client.post(reverse("strategies:version_file", args=[round_.version_id]))["Location"]
        for _ in range(100):
            if "Take the file" in client.get(page).content.decode():
                break
            time.sleep(0.2)
        else:
            pytest.fail("The worker did not write the file.")
    with world.acting("adviser") as actor:
        (row,) = Export.objects.visible_to(actor)
    assert remarks(taken(world, "adviser", row.pk)) == [("Safran Relief", "The road is not safe after dark.")]
