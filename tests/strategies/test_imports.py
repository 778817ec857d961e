"""A Word file on its way into a strategy: whole, or not at all, and in the background."""

import io
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from pocplan.access.errors import Conflict, Refused
from pocplan.dev.background import working
from pocplan.jobs.files import folder
from strategies.documents.clean import words
from strategies.documents.word import read_docx
from strategies.domain.imports import request_import, start_from_word
from strategies.domain.strategies import start_strategy
from strategies.enums.text import ImportState
from strategies.models import Strategy, WordImport
from strategies.queries.imports import import_for
from strategies.queries.strategies import blocks_of_strategy, sections_of, strategy_for
from strategies.tasks import import_word, read_waiting_files
from tests.world import World

UNMISS = Path(__file__).resolve().parents[3] / "shared" / "data" / "05_strategy_A-80-621_unmiss.docx"


def docx() -> bytes:
    file = Document()
    file.add_paragraph("Before everything.")
    file.add_heading("1. Guiding principles", 1)
    file.add_paragraph("Impartial towards the mandate.")
    file.add_paragraph("first", style="List Bullet")
    file.add_paragraph("second", style="List Bullet")
    file.add_heading("A heading of its own", 1)
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "left", "right"
    return saved(file)


def saved(file: Any) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "Draft of ours.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="T")


def sent(world: World, draft: Strategy, content: bytes) -> WordImport:
    with world.acting("adviser") as actor:
        return request_import(actor=actor, strategy=draft, upload=upload(content))


def read(world: World, row: WordImport) -> WordImport:
    import_word(str(row.pk), str(row.incumbency_id))
    with world.acting("adviser") as actor:
        return import_for(actor, row.pk)


def test_a_file_becomes_sections_and_blocks(world: World, draft: Strategy) -> None:
    row = read(world, sent(world, draft, docx()))
    assert (row.state, row.progress) == (ImportState.DONE, 100)
    with world.acting("adviser") as actor:
        blocks = blocks_of_strategy(actor, draft)
        text = {one.title: [block.html for block in blocks.get(one.pk, [])] for one in sections_of(actor, draft)}
        assert text["Front matter"] == ["<p>Before everything.</p>"]
        assert text["Guiding principles"][1:] == [
            "<p>Impartial towards the mandate.</p>",
            "<ul><li>first</li><li>second</li></ul>",
        ]
        assert text["A heading of its own"] == ["<table><tbody><tr><td>left</td><td>right</td></tr></tbody></table>"]
        order = [one.title for one in sections_of(actor, draft)]
        assert order.index("A heading of its own") == order.index("Guiding principles") + 1
    assert list(folder().iterdir()) == []


def test_a_heading_too_long_for_a_title_is_cut_between_words_and_stays_whole_in_the_text(
    world: World, draft: Strategy
) -> None:
    heading, file = "Summary of action taken on recommendations " * 6, Document()
    file.add_heading(heading, 1)
    file.add_paragraph("Here.")
    file.add_heading("1. Guiding principles", 1)
    read(world, sent(world, draft, saved(file)))
    with world.acting("adviser") as actor:
        section = next(one for one in sections_of(actor, draft) if one.title.startswith("Summary"))
        assert section.title == ("Summary of action taken on recommendations " * 4 + "Summary of action taken on…")
        assert blocks_of_strategy(actor, draft)[section.pk][0].html == f"<h2>{heading.strip()}</h2>"


def words_in(world: World, draft: Strategy) -> Counter[str]:
    with world.acting("adviser") as actor:
        blocks = [block for some in blocks_of_strategy(actor, draft).values() for block in some]
        text = [word for block in blocks for html in (block.html, *block.notes) for word in words(html)]
        titles = [word for one in sections_of(actor, draft) if blocks for word in one.title.split()]
    return Counter(text) + Counter(titles)


@pytest.mark.realdata
def test_every_word_of_the_real_document_is_found_again(world: World, draft: Strategy) -> None:
    content = UNMISS.read_bytes()
    row = read(world, sent(world, draft, content))
    assert row.state == ImportState.DONE
    document = read_docx(content)
    placed = Counter(word for block in document.blocks for word in block.words)
    assert not placed - words_in(world, draft)
    listed = Counter(word for one in row.unplaced for word in one["text"].split())
    assert not Counter(w for one in document.unplaced for w in one.text.split()) - listed
    page = world.client("adviser").get(reverse("strategies:progress", args=[row.pk]))
    assert page.status_code == 200
    assert row.words == sum(placed.values())


def test_through_the_page_from_nothing(world: World) -> None:
    client = world.client("adviser")
    data = {"title": "From Word", "language": "en", "file": upload(docx())}
    answer = client.post(reverse("strategies:new"), data)
    assert answer.status_code == 302 and "/imports/" in answer["Location"]
    waiting = client.get(answer["Location"])
    assert 'http-equiv="refresh"' in waiting.content.decode()
    read_waiting_files()
    done = client.get(answer["Location"]).content.decode()
    assert 'http-equiv="refresh"' not in done and "Everything found its place" in done
    assert world.client("civil.affairs").get(answer["Location"]).status_code == 200
    assert world.client("cluster.lead").get(answer["Location"]).status_code == 404


def test_what_nobody_rang_for_is_read_all_the_same(world: World, draft: Strategy) -> None:
    row = sent(world, draft, docx())
    read_waiting_files()
    read_waiting_files()
    with world.acting("adviser") as actor:
        assert import_for(actor, row.pk).state == ImportState.DONE
        assert import_for(actor, row.pk).attempts == 1


def test_two_workers_read_it_once(world: World, draft: Strategy) -> None:
    row = sent(world, draft, docx())
    first = read(world, row)
    assert read(world, row).finished_at == first.finished_at
    with world.acting("adviser") as actor:
        assert sum(len(some) for some in blocks_of_strategy(actor, draft).values()) == first.placed


def test_what_a_dead_worker_left_is_taken_up_and_given_up_in_the_end(world: World, draft: Strategy) -> None:
    row = sent(world, draft, docx())
    (folder() / row.stored_as).unlink()
    for _ in range(3):
        with pytest.raises(FileNotFoundError):
            read_waiting_files()
        world.query("UPDATE strategies_wordimport SET touched_at = touched_at - interval '1 hour'")
    read_waiting_files()
    with world.acting("adviser") as actor:
        given_up = import_for(actor, row.pk)
        assert given_up.state == ImportState.REFUSED and "failed several times" in given_up.sentence


def test_who_lost_the_post_lends_no_rights_to_the_reading(world: World, draft: Strategy) -> None:
    row = sent(world, draft, docx())
    world.query("UPDATE access_incumbency SET ends = '2026-01-06' WHERE id = %s", [str(row.incumbency_id)])
    import_word(str(row.pk), str(row.incumbency_id))
    read_waiting_files()
    with world.acting("chief.of.staff") as actor:
        assert import_for(actor, row.pk).state == ImportState.REFUSED
        assert not blocks_of_strategy(actor, draft)


def test_a_strategy_that_moved_on_takes_nothing_in(world: World, draft: Strategy) -> None:
    from strategies.domain.strategies import withdraw_strategy

    row = sent(world, draft, docx())
    with world.acting("adviser") as actor:
        withdraw_strategy(actor=actor, strategy=strategy_for(actor, draft.pk))
    assert read(world, row).state == ImportState.REFUSED
    with world.acting("adviser") as actor:
        assert not blocks_of_strategy(actor, draft)


def test_one_file_at_a_time(world: World, draft: Strategy) -> None:
    sent(world, draft, docx())
    with pytest.raises(Conflict):
        sent(world, draft, docx())
    assert len(list(folder().iterdir())) == 1


def test_only_an_adviser_takes_files_in(world: World, draft: Strategy) -> None:
    with world.acting("civil.affairs") as actor:
        with pytest.raises(Refused):
            request_import(actor=actor, strategy=strategy_for(actor, draft.pk), upload=upload(docx()))
        with pytest.raises(Refused):
            start_from_word(actor=actor, title="T", language="en", upload=upload(docx()))
    assert list(folder().iterdir()) == []


def test_a_real_worker_reads_while_the_page_is_left(world: World, settings: Any) -> None:
    with working(world.name, POCPLAN_STATE=str(settings.STATE_DIR)):
        data = {"title": "From Word", "language": "en", "file": upload(docx())}
        page = world.client("adviser").post(reverse("strategies:new"), data)["Location"]
        for _ in range(100):
            if "Everything found its place" in world.client("adviser").get(page).content.decode():
                return
            time.sleep(0.2)
    pytest.fail("The worker did not read the file.")


def test_without_a_broker_the_page_answers_and_the_file_waits(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app, "_pool", None)
    current_app.amqp._producer_pool = None
    data = {"title": "From Word", "language": "en", "file": upload(docx())}
    answer = world.client("adviser").post(reverse("strategies:new"), data)
    current_app.amqp._producer_pool = None
    assert answer.status_code == 302
    assert "did not ring" in caplog.text
    read_waiting_files()
    assert "Everything found" in world.client("adviser").get(answer["Location"]).content.decode()
