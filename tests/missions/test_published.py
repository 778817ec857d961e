"""The published table of missions: what is taken, what is refused and why, and that twice is once."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from missions.domain.known import Line, Outcome, take_in
from missions.models import KnownMission
from missions.published import cells
from missions.published.rows import readings
from missions.published.table import decoded, read
from pocplan.access.errors import Refused
from pocplan.dev import testing
from tests.world import World

OWN = Path(__file__).parent / "data" / "known_missions.csv"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "01_missions_un-psdata-pko_2024-02.csv"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not beside the project")
HEAD = "id,mission_acronym,mission_name\n"


@pytest.fixture
def installation(world: World) -> Iterator[World]:
    """This process signs in as the owner of the tables, as the command does."""
    connection, owner = connections["default"], connections["owner"]
    login = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update({name: owner.settings_dict[name] for name in login})
    yield world
    connection.close()
    connection.settings_dict.update(login)


def lines_of(content: bytes) -> dict[int, Line]:
    return {line.row: line for line in take_in(content)}


def test_each_row_is_told_apart_with_its_column_and_reason(installation: World) -> None:
    lines = lines_of(OWN.read_bytes())
    told = {row: (line.outcome.value, line.column) for row, line in lines.items()}
    assert told == {
        2: ("created", ""),
        3: ("created", ""),
        4: ("created", ""),
        5: ("created", ""),
        6: ("created", ""),
        7: ("refused", "start_date"),
        8: ("refused", "end_date"),
        9: ("unchanged", ""),
        10: ("refused", "id"),
        11: ("refused", "id"),
        12: ("refused", "mission_acronym"),
        13: ("refused", "mission_isactive"),
        14: ("refused", "mission_longitude"),
        15: ("refused", ""),
        17: ("refused", "mission_latitude"),
        18: ("refused", "start_date"),
        19: ("refused", "mission_isactive"),
    }
    assert all(line.reason for line in lines.values() if line.outcome == Outcome.REFUSED)


def test_what_was_noticed_stands_beside_the_row(installation: World) -> None:
    lines = lines_of(OWN.read_bytes())
    assert "cut off" in lines[5].notes[0]
    assert any("several missions" in note for note in lines[4].notes)
    assert any("start_date" in note for note in lines[6].notes)
    stored = KnownMission.objects.in_bulk()
    assert stored[2].name == "Mission of the Representative in the"
    assert (stored[10].started_on, stored[10].ended_on) == (date(1963, 7, 1), date(1964, 9, 1))
    assert stored[3].headquarters == "Tarsh"
    assert stored[10].name == "United Mission in Côte d’Amont I"


def test_a_place_that_also_stands_mirrored_keeps_no_point(installation: World) -> None:
    lines_of(OWN.read_bytes())
    stored = KnownMission.objects.in_bulk()
    assert (stored[10].longitude, stored[11].longitude) == (None, None)
    assert str(stored[1].longitude) == "15.9833"


def test_twice_is_once_and_a_changed_cell_is_an_update(installation: World) -> None:
    lines_of(OWN.read_bytes())
    before = list(KnownMission.objects.values())
    again = lines_of(OWN.read_bytes())
    assert {line.outcome for line in again.values()} == {Outcome.UNCHANGED, Outcome.REFUSED}
    assert list(KnownMission.objects.values()) == before
    changed = OWN.read_bytes().replace(b"Alpine", b"Coastal", 1)
    told = lines_of(changed)
    assert (told[2].outcome, told[9].outcome) == (Outcome.UPDATED, Outcome.REFUSED)


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + HEAD + "1,UNÉ,Mission d’été\n").encode(),
        (HEAD + "1,UNÉ,Mission d’été\n").encode("cp1252"),
        (HEAD + "1,UNÉ,Mission d’été\n").encode("utf-16"),
        (HEAD + "1,UNÉ,Mission d’été\n").replace("\n", "\r\n").encode(),
        (HEAD + "1,UNÉ,Mission d’été\n").replace("\n", "\r").encode(),
        (HEAD + "1,UNÉ,Mission d’été").replace(",", ";").encode(),
        (HEAD + "1,UNÉ,Mission d’été\n\n").replace(",", "\t").encode(),
        b" ID ,Mission Acronym,MISSION_NAME\n" + "1,UNÉ,Mission d’été\n".encode(),
    ],
)
def test_encodings_marks_line_ends_and_separators_as_they_come(content: bytes) -> None:
    [reading] = readings(read(content))
    assert (reading.values["acronym"], reading.values["name"]) == ("UNÉ", "Mission d’été")


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 50, b"PK\x03\x04 no table", b"a,b,c\n1,2,3\n", b"x" * (5 * 2**20 + 1)]
)
def test_what_is_no_such_table_is_refused_whole(content: bytes) -> None:
    with pytest.raises(Refused):
        read(content)


def test_a_column_named_twice_is_refused() -> None:
    with pytest.raises(Refused, match="mission_name"):
        read((HEAD.strip() + ",mission_name\n1,a,b,c\n").encode())


def test_a_cell_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(Refused):
        read((HEAD + "1,A," + "x" * 200_000 + "\n").encode())


@pytest.mark.parametrize(
    "text", ["1,A,a\x00b", "1,A,a\u202eb", f"1,A,{'x' * 201}", f"1,{'x' * 41},n", "99999999999,A,n"]
)
def test_what_does_not_fit_or_is_not_seen_is_refused_in_its_row(text: str) -> None:
    [reading] = readings(read((HEAD + text + "\n").encode()))
    assert reading.is_refused


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2004-03-01", date(2004, 3, 1)),
        ("2004-3-1", date(2004, 3, 1)),
        ("2004-03-01T00:00:00Z", date(2004, 3, 1)),
        ("01.01.2004", date(2004, 1, 1)),
        ("31/12/2004", date(2004, 12, 31)),
        ("12/31/2004", date(2004, 12, 31)),
        ("1 March 2004", date(2004, 3, 1)),
        ("1st Sept. 2004", date(2004, 9, 1)),
        ("1er août 2004", date(2004, 8, 1)),
        ("15 FÉVRIER 2004", date(2004, 2, 15)),
        (" ", None),
        ("–", None),
    ],
)
def test_days_in_the_forms_that_people_write(text: str, day: date | None) -> None:
    assert cells.day(text, "start_date") == day


@pytest.mark.parametrize(
    "text", ["2004", "March 2004", "03/04/2004", "2004-02-30", "31.31.2004", "1 Brumaire 2004", "٣/٤/٢٠٠٤"]
)
def test_a_day_that_cannot_be_told_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.day(text, "start_date")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert isinstance(decoded(content), str)
    try:
        found = readings(read(HEAD.encode() + content))
    except Refused:
        return
    assert all(reading.is_refused or reading.values["number"] > 0 for reading in found)


def test_the_command_says_each_row_and_the_sum(world: World) -> None:
    done = run_command(world, str(OWN))
    assert "row 7  refused  TWOWAYS  start_date: “03/04/2010” can be read in two ways" in done
    assert "5 created, 0 updated, 1 unchanged, 11 refused" in done


def test_only_the_owner_runs_it(still_world: World) -> None:
    with pytest.raises(testing.SetUpFailed, match="POCPLAN_ROLE=owner"):
        testing.manage(still_world.name, "import_missions", str(OWN), role="web")


def test_a_file_that_is_not_there_is_said(still_world: World) -> None:
    with pytest.raises(testing.SetUpFailed, match="cannot be read"):
        testing.manage(still_world.name, "import_missions", "nowhere.csv")


@pytest.mark.realdata
@needs_shared
def test_the_real_table_goes_in_and_its_faults_are_said(installation: World) -> None:
    lines = lines_of(SHARED.read_bytes())
    assert {line.outcome for line in lines.values()} == {Outcome.CREATED}
    stored = {known.acronym: known for known in KnownMission.objects.all()}
    assert (len(lines), len(stored)) == (81, 81)
    assert sum(known.is_active for known in stored.values()) == 12
    assert sum(known.started_on is None for known in stored.values()) == 3
    assert stored["DOMREP"].name.startswith("Mission of the Representative")
    assert "Côte d’Ivoire" in stored["UNOCI"].name
    # Mogadishu, Luanda and Gaza each stand both ways round.
    mirrored = {line.label for line in lines.values() if any("other way round" in note for note in line.notes)}
    assert mirrored == {
        "UNOSOM",
        "UNOSOM I",
        "UNOSOM II",
        "UNAVEM",
        "UNAVEM I",
        "UNAVEM II",
        "MONUA",
        "UNEF",
        "UNEF I",
        "UNEF II",
    }
    assert stored["UNOSOM"].latitude is None
    again = lines_of(SHARED.read_bytes())
    assert {line.outcome for line in again.values()} == {Outcome.UNCHANGED}


def run_command(world: World, *arguments: str) -> str:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "manage.py", "import_missions", *arguments],
        env={**os.environ, **testing.environment(world.name, role="owner")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
