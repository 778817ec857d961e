"""`manage.py import_incidents`: the same as the page, as a person, with the report on the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.missions.test_incident_imports import table
from tests.world import World


def run(path: Path, *words: str) -> str:
    out = StringIO()
    call_command("import_incidents", str(path), "--as", "human.rights", *words, stdout=out)
    return out.getvalue()


def test_the_command_reads_reports_and_stores(world: World, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(table({"country": "KEN"}, {"country": "KEN", "date": "2040-01-01"}))
    assert "This day lies in the future." in run(path, "--dry-run")
    assert world.query("SELECT count(*) FROM missions_incident") == [(0,)]
    assert "new: 1" in run(path)
    assert world.query("SELECT reference FROM missions_incident") == [("R1",)]
    assert "same: 1" in run(path)


def test_the_command_goes_no_further_than_the_person(world: World, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(table({}))
    with pytest.raises(CommandError, match="no such room"):
        run(path, "--room", "force")
