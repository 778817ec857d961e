"""Files of events that no bell announced, or that a worker left: the clock finds them, and nothing lies about."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File

from missions.domain.incident_imports import (
    READING,
    begin_events,
    confirm_events,
    drop_events,
    request_incident_import,
)
from missions.enums.incidents import ImportState
from missions.models import IncidentImport
from missions.queries.incident_imports import import_for
from missions.tasks import take_in_events, take_in_waiting_events
from pocplan.jobs.files import folder
from pocplan.jobs.tasks import sweep_files
from tests.missions.test_incident_imports import room, table
from tests.world import World


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


@pytest.fixture
def sent(world: World) -> IncidentImport:
    """A file whose bell never rang."""
    with world.acting("human.rights") as actor:
        upload = File(io.BytesIO(table({"killed": "3"})), name="events.csv")
        return request_incident_import(actor=actor, room=room(actor), upload=upload)


def now_of(world: World, row: IncidentImport, who: str = "human.rights") -> IncidentImport:
    with world.acting(who) as actor:
        return import_for(actor, row.pk)


def test_the_clock_reads_and_stores_what_no_bell_announced(world: World, sent: IncidentImport) -> None:
    take_in_waiting_events()
    assert now_of(world, sent).state == ImportState.READ
    take_in_waiting_events()
    with world.acting("human.rights") as actor:
        assert import_for(actor, sent.pk).state == ImportState.READ, "nothing is stored before a person says so"
        confirm_events(actor=actor, import_id=sent.pk)
    take_in_waiting_events()
    assert now_of(world, sent).state == ImportState.DONE
    assert list(folder().iterdir()) == []


def test_what_a_dead_worker_left_is_taken_up_after_an_hour_and_given_up_in_the_end(
    world: World, sent: IncidentImport
) -> None:
    for _ in range(3):
        with world.acting("human.rights") as actor:
            assert begin_events(actor=actor, import_id=sent.pk, step=READING)
            assert begin_events(actor=actor, import_id=sent.pk, step=READING) is None, "another worker has it"
        take_in_waiting_events()
        assert now_of(world, sent).state == ImportState.READING, "it was begun just now"
        world.query("UPDATE missions_incidentimport SET touched_at = touched_at - interval '61 minutes'")
    take_in_waiting_events()
    given_up = now_of(world, sent)
    assert given_up.state == ImportState.REFUSED and "failed several times" in given_up.sentence
    assert list(folder().iterdir()) == []


def test_who_lost_the_post_lends_no_rights_to_the_reading(world: World, sent: IncidentImport) -> None:
    world.query("UPDATE access_incumbency SET ends = '2026-01-06' WHERE id = %s", [str(sent.incumbency_id)])
    take_in_events(str(sent.pk), str(sent.incumbency_id))
    assert now_of(world, sent, "chief.of.staff").state == ImportState.WAITING
    take_in_waiting_events()
    closed = now_of(world, sent, "chief.of.staff")
    assert closed.state == ImportState.REFUSED and "holds that post no more" in closed.sentence
    assert list(folder().iterdir()) == []


def test_a_dropped_file_goes_at_once_and_a_forgotten_one_after_a_week(world: World, sent: IncidentImport) -> None:
    take_in_waiting_events()
    path = folder() / sent.stored_as
    assert sweep_files() == 0 and path.exists()
    with world.acting("human.rights") as actor:
        confirm_events(actor=actor, import_id=sent.pk)
    os.utime(path, (0, 0))
    assert sweep_files() == 1
    take_in_waiting_events()
    gone = now_of(world, sent)
    assert gone.state == ImportState.REFUSED and "Send it again" in gone.sentence

    with world.acting("human.rights") as actor:
        other = request_incident_import(actor=actor, room=room(actor), upload=File(io.BytesIO(table({})), name="b.csv"))
    take_in_waiting_events()
    with world.acting("human.rights") as actor:
        drop_events(actor=actor, import_id=other.pk)
    assert list(folder().iterdir()) == []
