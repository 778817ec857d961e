"""Workbooks as they are published: a sheet to read before, a sheet for each level, sets of one family."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from missions.domain.gazetteer import take_in_gazetteer
from missions.intake.formats import open_events
from missions.models import Incident, Locality, PlaceAlias
from missions.queries.incident_imports import notes_of
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from tests.missions.test_incident_imports import analyst, read, stored
from tests.world import World

__all__ = ["analyst"]  # the fixture
Sheets = dict[str, list[list[Any]]]
SCHOOLS = [
    ["Date", "Event Description", "Country", "Country ISO", "Admin 1", "Latitude", "Longitude", "Geo Precision",
     "Location of event", "Reported Perpetrator", "Reported Perpetrator Name", "Weapon Carried/Used",
     "Educators Killed", "Educators Arrested", "Students Killed", "Students Injured", "Students Kidnapped",
     "SiND Event ID"],
    ["#date", None, "#country", "#country_ISO", "#adm1", "#geo +lat", "#geo +lon", None, None, None, None, None, None,
     None, None, None, None, "#event +id"],
    ["2025-05-25", "A school was hit.", "Orvane", "ORV", "Tuleni", 5.4, 20.5, "(2) 25 km Precision ", "School",
     "Non-State Armed Group", "Hesk Riders", "Firearms", 1, 2, 3, None, 4, 51234],
]  # fmt: skip
NOTES = [["Data notes"], ["Dataset on threats to education."]]


def workbook(sheets: Sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_set_of_the_family_is_known_by_its_own_columns(analyst: Actor) -> None:
    stored(analyst, workbook({"Education in danger": SCHOOLS}))
    event = Incident.objects.visible_to(analyst).get()
    assert (event.source, event.reference, event.kind) == ("insecurity", "51234", "education")
    assert (event.killed, event.injured, event.abducted, event.precision) == (4, None, 6, "about")
    assert event.actor_said == "Hesk Riders"


@pytest.mark.parametrize(
    ("column", "kind"),
    [("Aid Workers Killed", "aid"), ("Health Workers Killed", "health"), ("Explosive Weapon Users", "other")],
)
def test_what_a_set_is_about_is_its_kind(tmp_path: Path, column: str, kind: str) -> None:
    head, tags, row = SCHOOLS
    renamed = [{"Educators Killed": column, "Students Killed": "Bystanders Killed"}.get(name, name) for name in head]
    path = tmp_path / "events.xlsx"
    path.write_bytes(workbook({"Data": [renamed, tags, row]}))
    events = open_events(path)
    assert [one.kind for one in events.rows] == [kind]
    events.close()


def test_a_sheet_to_read_before_is_passed_over_and_said(analyst: Actor) -> None:
    row, _path = read(analyst, workbook({"Read me": NOTES, "Events": SCHOOLS, "Terms": NOTES}))
    assert row.counts["new"] == 1
    assert any("“Events” was read; left out: Read me, Terms" in note for note in notes_of(row)), row.notes


def test_a_workbook_without_a_known_sheet_is_refused_by_its_first(analyst: Actor) -> None:
    with pytest.raises(Refused, match="Data notes"):
        read(analyst, workbook({"Read me": NOTES, "More": NOTES}))


def test_a_workbook_of_an_old_kind_is_refused_in_words(analyst: Actor) -> None:
    with pytest.raises(Refused, match="of an old kind"):
        read(analyst, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_of_sheets_by_level_the_lowest_is_read_with_all_above_it(world: World, tmp_path: Path) -> None:
    country = {"adm0_name": "Orvane", "adm0_pcode": "ORV"}
    first = {"adm1_name": "Marrow", "adm1_name1": "Marou", "adm1_pcode": "OR7", **country}
    second = {"adm2_name": "Low Marrow", "adm2_pcode": "OR71", **first, "valid_on": "2025-03-01"}
    levels = {f"ADM{n}": [list(row), list(row.values())] for n, row in enumerate((country, first, second))}
    path = tmp_path / "places.xlsx"
    path.write_bytes(workbook({"About": NOTES, **levels, "Terms": NOTES}))
    with world.acting("adviser", "Senior") as actor:
        lines = take_in_gazetteer(actor=actor, path=path)
        assert sorted(line.label for line in lines) == ["OR7 Marrow", "OR71 Low Marrow", "ORV Orvane"]
        low = Locality.objects.visible_to(actor).get(code="OR71")
        assert (low.level, low.valid_from) == (2, date(2025, 3, 1))
        assert PlaceAlias.objects.visible_to(actor).get(name="Marou").locality.code == "OR7"
