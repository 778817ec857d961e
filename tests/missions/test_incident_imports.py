"""Events in: what each published set becomes, and what is said of every row."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File

from missions.domain.gazetteer import take_in_gazetteer
from missions.domain.incident_imports import (
    READING,
    STORING,
    begin_events,
    confirm_events,
    drop_events,
    read_events,
    request_incident_import,
    store_events,
)
from missions.domain.places import decide_name
from missions.enums.incidents import DayPrecision, ImportState, Reason, TextState
from missions.enums.places import DRAWN, Precision
from missions.intake.formats import TEMPLATE
from missions.intake.texts import mend, seems_to_name_a_person
from missions.models import Attribution, HeldText, Incident, IncidentImport, PlaceName
from missions.queries.incident_imports import report_of
from missions.queries.incident_rooms import rooms_to_keep_in
from pocplan.access.actor import Actor
from pocplan.access.domain.bulk import add_rows
from pocplan.access.errors import Conflict, NotSeated, Refused
from pocplan.jobs.files import folder
from tests.missions.test_gazetteer import LONG, SHARED, collection, needs_shared, square, write
from tests.world import World


@pytest.fixture
def analyst(world: World, tmp_path: Path) -> Any:
    """Somebody who writes in the mission's room and in a narrower one, in a country with a gazetteer."""
    with world.acting("adviser", "Senior") as actor:
        take_in_gazetteer(actor=actor, path=write(tmp_path, LONG))
        outline = collection(square(20, 5), admin1Pcode="OR1", admin1Name="Tuleni", admin0Pcode="ORV")
        take_in_gazetteer(actor=actor, path=write(tmp_path, outline, "outline.json"))
    with world.acting("human.rights") as actor:
        yield actor


def room(actor: Actor, audience: str = "mission") -> Any:
    return next(one for one in rooms_to_keep_in(actor) if one.audience == audience)


def sent(actor: Actor, content: bytes, audience: str = "mission") -> tuple[IncidentImport, Path]:
    upload = File(io.BytesIO(content), name="events.csv")
    row = request_incident_import(actor=actor, room=room(actor, audience), upload=upload)
    return row, folder() / row.stored_as


def read(actor: Actor, content: bytes, audience: str = "mission") -> tuple[IncidentImport, Path]:
    row, path = sent(actor, content, audience)
    begin_events(actor=actor, import_id=row.pk, step=READING)
    return read_events(actor=actor, import_id=row.pk, path=path), path


def stored(actor: Actor, content: bytes, audience: str = "mission", *, takes_offers: bool = False) -> IncidentImport:
    row, path = read(actor, content, audience)
    confirm_events(actor=actor, import_id=row.pk, takes_offers=takes_offers)
    begin_events(actor=actor, import_id=row.pk, step=STORING)
    return store_events(actor=actor, import_id=row.pk, path=path)


def table(*rows: dict[str, str]) -> bytes:
    """A file after our own template; what a row does not say is usual."""
    usual = {"date": "2026-03-01", "country": "ORV", "admin1": "Tuleni", "precision": "exact"}
    lines = [",".join(TEMPLATE)]
    for number, row in enumerate(rows, 1):
        said = {"reference": f"R{number}", **usual, **row}
        lines.append(",".join('"{}"'.format(said.get(name, "").replace('"', '""')) for name in TEMPLATE))
    return "\n".join(lines).encode()


def reasons(actor: Actor, row: IncidentImport) -> list[str]:
    return [line.reason for line in report_of(actor, row)]


def only(actor: Actor) -> Incident:
    return Incident.objects.visible_to(actor).get()


def test_a_file_is_read_then_confirmed_then_stored(analyst: Actor) -> None:
    row, path = read(analyst, table({"killed": "3", "latitude": "5.5", "longitude": "20.5"}))
    assert (row.state, row.counts) == (ImportState.READ, {"new": 1, "held": 0})
    assert not Incident.objects.visible_to(analyst).exists()
    confirm_events(actor=analyst, import_id=row.pk)
    begin_events(actor=analyst, import_id=row.pk, step=STORING)
    assert store_events(actor=analyst, import_id=row.pk, path=path).state == ImportState.DONE
    incident = only(analyst)
    assert (incident.killed, incident.injured, incident.latitude, incident.country) == (3, None, 5.5, "ORV")
    assert incident.compartment_id == row.compartment_id


def test_the_same_file_again_changes_nothing(analyst: Actor) -> None:
    content = table({"killed": "3"}, {"killed": "4"})
    stored(analyst, content)
    before = list(Incident.objects.visible_to(analyst).order_by("reference").values())
    again = stored(analyst, content)
    assert again.counts == {"same": 2, "held": 0}
    assert list(Incident.objects.visible_to(analyst).order_by("reference").values()) == before


def test_a_newer_edition_shows_what_would_change(analyst: Actor) -> None:
    stored(analyst, table({"killed": "3"}, {"killed": "4"}))
    newer = table({"killed": "3"}, {"killed": "5"}, {"killed": "6"})
    row, _path = read(analyst, newer)
    assert row.counts == {"same": 1, "changed": 1, "new": 1, "held": 0}
    assert reasons(analyst, row) == [Reason.CHANGES]
    assert [(one.column, one.cell) for one in report_of(analyst, row)] == [("killed", "4 → 5")]
    drop_events(actor=analyst, import_id=row.pk)
    assert Incident.objects.visible_to(analyst).count() == 2
    stored(analyst, newer)
    rows = Incident.objects.visible_to(analyst).order_by("reference")
    assert list(rows.values_list("killed", flat=True)) == [3, 5, 6]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"date": "2040-01-01"}, Reason.FUTURE),
        ({"date": "2026-13-45"}, Reason.BAD_DAY),
        ({"date": "02/13/2026"}, Reason.MONTH_FIRST),
        ({"date": ""}, Reason.NO_DAY),
        ({"reference": ""}, Reason.NO_REFERENCE),
        ({"country": "Nowhere"}, Reason.NO_COUNTRY),
        ({"country": "XQZ"}, Reason.NO_COUNTRY),
        ({"killed": "many"}, Reason.BAD_NUMBER),
        ({"until": "2026-02-01"}, Reason.ENDS_FIRST),
    ],
)
def test_a_row_is_refused_with_its_reason(analyst: Actor, row: dict[str, str], reason: Reason) -> None:
    done = stored(analyst, table(row, {"reference": "good"}))
    assert (done.counts["refused"], done.counts["new"]) == (1, 1)
    assert reasons(analyst, done) == [reason]
    assert only(analyst).reference == "good"


def test_double_rows_are_said_and_stored_once(analyst: Actor) -> None:
    twice = {"reference": "R1", "killed": "3"}
    done = stored(analyst, table(twice, twice, {"reference": "R1", "killed": "4"}))
    assert (done.counts["new"], done.counts["double"], done.counts["refused"]) == (1, 1, 1)
    assert reasons(analyst, done) == [Reason.SAID_TWICE, Reason.OTHER_ROW]
    assert only(analyst).killed == 3


@pytest.mark.parametrize(
    ("said", "first", "last", "precision"),
    [
        ("2026-03", "2026-03-01", "2026-03-31", DayPrecision.MONTH),
        ("2025", "2025-01-01", "2025-12-31", DayPrecision.YEAR),
        ("03/2026", "2026-03-01", "2026-03-31", DayPrecision.MONTH),
        ("mars 2026", "2026-03-01", "2026-03-31", DayPrecision.MONTH),
        ("13/02/2026", "2026-02-13", "None", DayPrecision.DAY),
        ("02.03.2026", "2026-03-02", "None", DayPrecision.DAY),
        ("1er mars 2026", "2026-03-01", "None", DayPrecision.DAY),
    ],
)
def test_days_are_read_day_first_and_stay_partial(
    analyst: Actor, said: str, first: str, last: str, precision: str
) -> None:
    stored(analyst, table({"date": said}))
    incident = only(analyst)
    assert (str(incident.happened_on), str(incident.happened_until)) == (first, last)
    assert incident.day_precision == precision


def test_a_partial_day_is_said_under_the_name_of_its_own_column(analyst: Actor) -> None:
    row, _path = read(analyst, table({"date": "2026-03"}))
    assert [(one.column, one.cell) for one in report_of(analyst, row)] == [("date", "2026-03")]


ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,country,admin1,fatalities\n"
    "ORV1,11 March 2026,2,Battles,,ORV,Tuleni,1\n"
)


def test_a_day_that_is_known_to_its_week_is_none(analyst: Actor) -> None:
    """The set names the middle of the week."""
    stored(analyst, ACLED.encode())
    incident = only(analyst)
    assert (str(incident.happened_on), str(incident.happened_until)) == ("2026-03-08", "2026-03-14")
    assert incident.day_precision == DayPrecision.DAYS


UCDP = (
    "id,type_of_violence,date_start,date_end,date_prec,where_prec,country,adm_1,best_est,low_est,high_est\n"
    "77,3,2014-02-01,2014-02-01,1,4,ORV,Tuleni,9,7,12\n"
)


def test_an_older_edition_counts_its_dead_under_other_names(analyst: Actor) -> None:
    stored(analyst, UCDP.encode())
    incident = only(analyst)
    assert (incident.killed, incident.killed_low, incident.killed_high) == (9, 7, 12)


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        (("5,5", "20,5"), Reason.DECIMAL_COMMA),
        (("20.5", "5.5"), Reason.SWAPPED),
        (("48.0", "2.0"), Reason.OFF_COUNTRY),
        (("here", "there"), Reason.BAD_POINT),
    ],
)
def test_a_doubtful_point_is_never_mended_in_silence(analyst: Actor, point: tuple[str, str], reason: Reason) -> None:
    content = table({"latitude": point[0], "longitude": point[1]})
    done = stored(analyst, content)
    assert reasons(analyst, done) == [reason]
    assert only(analyst).latitude is None


@pytest.mark.parametrize("point", [("5,5", "20,5"), ("20.5", "5.5")])
def test_an_offered_correction_is_taken_where_a_person_says_so(analyst: Actor, point: tuple[str, str]) -> None:
    stored(analyst, table({"latitude": point[0], "longitude": point[1]}), takes_offers=True)
    assert (only(analyst).latitude, only(analyst).longitude) == (5.5, 20.5)


@pytest.mark.parametrize("point", [("5,5", "20,5"), ("20.5", "5.5")])
def test_the_same_file_keeps_a_correction_and_takes_one_later(analyst: Actor, point: tuple[str, str]) -> None:
    content = table({"latitude": point[0], "longitude": point[1]})
    stored(analyst, content)
    assert stored(analyst, content, takes_offers=True).counts == {"changed": 1, "held": 0}
    assert (only(analyst).latitude, only(analyst).longitude) == (5.5, 20.5)
    assert read(analyst, content)[0].counts == {"same": 1, "held": 0}
    assert stored(analyst, content).counts == {"same": 1, "held": 0}
    assert stored(analyst, content, takes_offers=True).counts == {"same": 1, "held": 0}
    assert only(analyst).latitude == 5.5


def test_what_is_known_to_its_province_has_no_pin(analyst: Actor) -> None:
    stored(analyst, table({"precision": "admin1", "latitude": "5.5", "longitude": "20.5"}))
    assert (only(analyst).precision, only(analyst).latitude) == (Precision.ADMIN1, None)


def test_a_name_is_asked_once_and_the_answer_reaches_what_waited(analyst: Actor) -> None:
    done = stored(analyst, table({"admin1": "Toolenny"}, {"admin1": "Toolenny"}))
    assert reasons(analyst, done) == [Reason.PLACE_ASKED] * 2
    name = PlaceName.objects.visible_to(analyst).get()
    assert name.times == 2
    place = places_of(analyst)["OR1"]
    decide_name(actor=analyst, name=name, place_id=place)
    assert {one.admin1_ref for one in Incident.objects.visible_to(analyst)} == {place}
    stored(analyst, table({"reference": "later", "admin1": "Toolenny"}))
    assert Incident.objects.visible_to(analyst).get(reference="later").admin1_ref == place
    assert PlaceName.objects.visible_to(analyst).count() == 1


def places_of(actor: Actor) -> dict[str, Any]:
    from missions.models import Locality

    return dict(Locality.objects.visible_to(actor).values_list("code", "pk"))


NAMED = "The victim, John Miller, was taken from his house."


def test_what_names_a_person_is_held_back_in_a_narrow_room(world: World, analyst: Actor) -> None:
    done = stored(analyst, table({"what happened": NAMED, "reported by": "Radio Karvel"}))
    assert reasons(analyst, done) == [Reason.HELD]
    assert only(analyst).text == ""
    held, attribution = HeldText.objects.visible_to(analyst).get(), Attribution.objects.visible_to(analyst).get()
    assert (held.text, held.state) == (NAMED, TextState.HELD)
    narrow = room(analyst, "human_rights").pk
    assert {held.compartment_id, attribution.compartment_id} == {narrow}
    with world.acting("adviser", "Senior") as actor:
        assert Incident.objects.visible_to(actor).count() == 1
        assert not HeldText.objects.visible_to(actor).exists()
        assert not Attribution.objects.visible_to(actor).exists()


def test_without_a_narrow_room_it_is_left_out_and_said(world: World, analyst: Actor) -> None:
    with world.acting("civil.affairs") as actor:
        done = stored(actor, table({"what happened": NAMED, "reported by": "Radio Karvel"}))
        assert reasons(actor, done) == [Reason.LEFT_OUT, Reason.LEFT_TEXT]
        assert only(actor).text == ""
    assert world.query("SELECT count(*) FROM missions_attribution") == [(0,)]
    assert world.query("SELECT count(*) FROM missions_heldtext") == [(0,)]


def test_nobody_else_reads_it(world: World, analyst: Actor) -> None:
    stored(analyst, table({"killed": "1"}), "human_rights")
    for who in ("cluster.lead", "adviser", "force.planner"):
        with world.acting(who) as actor:
            assert not Incident.objects.visible_to(actor).exists(), who
            assert not IncidentImport.objects.visible_to(actor).exists(), who


def test_nothing_goes_into_a_room_that_one_does_not_write_in(world: World, analyst: Actor) -> None:
    target = room(analyst, "human_rights")
    with world.acting("adviser", "Senior") as actor, pytest.raises(NotSeated):
        request_incident_import(actor=actor, room=target, upload=File(io.BytesIO(b"x"), name="x.csv"))
    with pytest.raises(NotSeated):
        add_rows(Incident, world.room("UNMOR", "force"), ("id",), [["x"]])


def test_an_import_is_confirmed_once(analyst: Actor) -> None:
    row, _path = read(analyst, table({}))
    confirm_events(actor=analyst, import_id=row.pk)
    with pytest.raises(Conflict):
        confirm_events(actor=analyst, import_id=row.pk)


def test_something_else_is_refused_with_its_columns(analyst: Actor) -> None:
    with pytest.raises(Refused, match="one, two"):
        read(analyst, b"one,two\n1,2\n")


def test_doubly_encoded_letters_are_mended_and_said(analyst: Actor) -> None:
    done = stored(analyst, table({"what happened": "MÃ©naka, perpetratorsÃ¢â‚¬â„¢ village"}))
    assert only(analyst).text == "Ménaka, perpetrators’ village"
    assert reasons(analyst, done) == [Reason.MENDED]
    assert mend("déjà vu – “ça”") == "déjà vu – “ça”"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (NAMED, True),
        ("Le chef, nommé Paul Okar, a été enlevé.", True),
        ("Call +236 70 12 34 56.", True),
        ("A man (Peter Holm, 34 years old) was hurt.", True),
        ("Armed men attacked DR Congo's Ituri province; 34 people fled.", False),
        ("Two staff members of an organisation were wounded near Besh Valley.", False),
    ],
)
def test_texts_that_seem_to_name_a_person_are_noticed(text: str, held: bool) -> None:
    assert seems_to_name_a_person(text) is held


PUBLISHED = [
    ("06_events_ucdp-ged-23.1_caf_2013-2022.geojson", 1366),
    ("07_events_awsd_ssd-caf-cod.csv", 1035),
    ("08_events_insecurity-insight_protection_2020-2023.xlsx", 624),
]


@needs_shared
@pytest.mark.realdata
@pytest.mark.parametrize(("name", "rows"), PUBLISHED)
def test_published_sets_come_in_as_they_are(world: World, name: str, rows: int) -> None:
    with world.acting("adviser", "Senior") as actor:
        for file in ("10_gazetteer_pcodes_caf-cod-ssd.csv", "11_boundaries_cod-ab-adm1_caf.geojson"):
            take_in_gazetteer(actor=actor, path=SHARED / file)
    with world.acting("human.rights") as actor:
        content = (SHARED / name).read_bytes()
        done = stored(actor, content)
        assert sum(done.counts.get(one, 0) for one in ("new", "refused", "double")) == rows
        incidents = Incident.objects.visible_to(actor)
        assert incidents.count() == done.counts["new"] > rows * 0.95
        assert not incidents.exclude(precision__in=DRAWN).filter(latitude__isnull=False).exists()
        assert stored(actor, content).counts["same"] == done.counts["new"]
    with world.acting("adviser", "Senior") as actor:
        assert not Attribution.objects.visible_to(actor).exists()


@pytest.mark.parametrize(
    "feature",
    [
        {"properties": ["77"], "geometry": {"type": "Point", "coordinates": [20.5, 5.5]}},
        {"properties": {"id": {"a": 1}}, "geometry": ["Point"]},
        {"properties": {"id": 77}, "geometry": {"type": "Point", "coordinates": 7}},
        {"properties": {"id": 77}, "geometry": {"type": "Point", "coordinates": {"0": 20.5}}},
    ],
)
def test_a_feature_of_another_shape_is_a_row_that_is_refused(analyst: Actor, feature: dict[str, Any]) -> None:
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    assert read(analyst, content)[0].counts["refused"] == 1
