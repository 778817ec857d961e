"""The heads leave the database each day, by beat and a real worker, and tell of a chain rewritten whole."""

import hashlib
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from pocplan.access.binding import as_system
from pocplan.access.ids import new_id
from pocplan.access.queries.rooms import room_of
from pocplan.dev.background import postbox, working
from pocplan.journal.domain.entries import record
from pocplan.journal.domain.heads import publish_heads
from tests.world import World


def write(world: World) -> None:
    with world.acting("adviser") as actor:
        room = room_of(actor, "mission").pk
        record(actor=actor, compartment_id=room, verb="open_round", kind="round", subject_id=new_id())


def test_one_file_a_day_that_is_never_written_again(world: World, settings: Any, tmp_path: Path) -> None:
    settings.HEADS_DIR = str(tmp_path / "heads")
    write(world)
    world.set_clock("2026-12-01T23:30:00Z")
    first = publish_heads()
    assert first
    kept = first.read_text()
    write(world)
    assert publish_heads() == first
    assert first.read_text() == kept
    world.set_clock("2026-12-02T00:30:00Z")
    second = publish_heads()
    assert second
    assert second.read_text() != kept
    assert [path.name for path in sorted(first.parent.iterdir())] == ["2026-12-01.txt", "2026-12-02.txt"]
    call_command("verify_journal", against=first)
    call_command("verify_journal", against=second)
    world.query("DELETE FROM journal_entry; DELETE FROM journal_head")
    with pytest.raises(CommandError):
        call_command("verify_journal", against=first)


def test_a_mail_server_that_is_away_costs_the_mail_an_hour_and_the_file_nothing(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.HEADS_DIR, settings.HEADS_TO = str(tmp_path), ["auditors@example.org"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write(world)
    with pytest.raises(OSError):
        publish_heads()
    assert len(list(tmp_path.glob("*.txt"))) == 1
    with postbox() as box:
        settings.EMAIL_PORT = box.port
        publish_heads()
        publish_heads()
        assert len(box.received) == 1


@pytest.mark.parametrize("purpose", ["mail", "reviews"])
def test_the_system_reads_heads_for_no_other_purpose(world: World, purpose: str) -> None:
    ask = "SELECT * FROM access.heads_of_the_day()"
    with pytest.raises(DatabaseError), as_system(None, purpose=purpose) as actor:
        connections[actor.alias].cursor().execute(ask)
    room = world.room("UNMOR", "mission")
    with pytest.raises(DatabaseError), as_system(room, purpose="audit") as actor:
        connections[actor.alias].cursor().execute(ask)


def test_beat_and_the_worker_keep_them_and_mail_their_digest(world: World, tmp_path: Path) -> None:
    write(world)
    world.set_clock("2026-12-01T08:00:00Z")
    to = {"POCPLAN_HEADS_DIR": str(tmp_path), "POCPLAN_HEADS_TO": "one@example.org, other@example.org"}
    with postbox() as box, working(world.name, with_beat=True, **to, **box.environment):
        for _ in range(120):
            if box.received:
                break
            world.query(
                "UPDATE django_celery_beat_periodictask SET last_run_at = now() - interval '1 day' WHERE name = 'heads'"
            )
            world.query("UPDATE django_celery_beat_periodictasks SET last_update = now()")
            sleep(0.5)
        (mail,) = box.received
    kept = tmp_path / "2026-12-01.txt"
    assert mail["To"] == "one@example.org, other@example.org"
    assert hashlib.sha256(kept.read_bytes()).hexdigest() in mail.get_payload()
    rooms = [line.split()[0] for line in kept.read_text().splitlines()]
    assert rooms
    assert not [room for room in rooms if room in mail.as_string()]
