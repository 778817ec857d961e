"""Pages of incidents and imports, and what people do with an incident."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test.utils import CaptureQueriesContext

from missions.domain.incidents import add_incident_source, judge_incident, settle_text
from missions.models import HeldText, Incident
from missions.queries.incidents import PER_PAGE, account_of, incidents_in, independent_types
from missions.tasks import take_in_events
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from tests.missions.test_incident_imports import NAMED, analyst, only, stored, table  # noqa: F401
from tests.world import World

HARMLESS = "Shells fell near Sheikh Zayed hospital."  # held back for its title; nobody is named


def test_a_file_goes_through_the_page_and_the_worker(world: World) -> None:
    client = world.client("human.rights")
    page = client.get("/incidents/imports/").content.decode()
    room = page.split('<option value="')[1].split('"')[0]
    file = SimpleUploadedFile("events.csv", table({"killed": "2", "date": "2040-01-01"}, {"killed": "7"}))
    answer = client.post("/incidents/imports/", {"room": room, "file": file})
    assert answer.status_code == 302
    url, hat = answer["Location"], str(world.hat("human.rights").incumbency_id)
    key = url.strip("/").split("/")[-1]
    assert "waiting to be read" in client.get(url).content.decode()
    take_in_events(key, hat)
    body = client.get(url).content.decode()
    assert "This day lies in the future." in body
    assert "Store these events" in body
    assert "2040-01-01" in client.get(f"{url}report.csv").content.decode()
    assert client.post(f"{url}confirm/").status_code == 302
    take_in_events(key, hat)
    assert ">imported" in client.get(url).content.decode().replace("· imported", ">imported")
    assert "R2" in client.get("/incidents/").content.decode()
    assert world.client("cluster.lead").get(url).status_code == 404


def test_a_file_that_is_no_set_of_events_is_refused_on_its_page(world: World) -> None:
    client, hat = world.client("human.rights"), str(world.hat("human.rights").incumbency_id)
    room = client.get("/incidents/imports/").content.decode().split('<option value="')[1].split('"')[0]
    file = SimpleUploadedFile("events.csv", b"one,two\n1,2\n")
    url = client.post("/incidents/imports/", {"room": room, "file": file})["Location"]
    take_in_events(url.strip("/").split("/")[-1], hat)
    assert "Its first row reads: one, two." in client.get(url).content.decode()


def test_what_begins_like_a_command_stays_text_in_the_report(world: World) -> None:
    client, hat = world.client("human.rights"), str(world.hat("human.rights").incumbency_id)
    room = client.get("/incidents/imports/").content.decode().split('<option value="')[1].split('"')[0]
    file = SimpleUploadedFile("events.csv", table({"country": "=HYPERLINK(1)"}))
    url = client.post("/incidents/imports/", {"room": room, "file": file})["Location"]
    take_in_events(url.strip("/").split("/")[-1], hat)
    assert "'=HYPERLINK(1)" in client.get(f"{url}report.csv").content.decode()


def test_the_list_goes_on_where_it_ended(analyst: Actor) -> None:  # noqa: F811
    stored(analyst, table(*({"date": f"2026-03-{1 + n % 9:02d}", "killed": str(n)} for n in range(PER_PAGE + 20))))
    room = only_room(analyst)
    first = incidents_in(analyst, room, {})
    day, key = first.after.split("~")
    second = incidents_in(analyst, room, {}, after=(date.fromisoformat(day), UUID(key)))
    assert (len(first.rows), len(second.rows), second.after) == (PER_PAGE, 20, "")
    rows = [(row.happened_on, row.pk) for row in (*first.rows, *second.rows)]
    assert len(set(rows)) == PER_PAGE + 20
    assert [day for day, _pk in rows] == sorted((day for day, _pk in rows), reverse=True)
    assert len(incidents_in(analyst, room, {"killed": PER_PAGE + 10}).rows) == 10


def only_room(actor: Actor) -> int:
    return int(Incident.objects.visible_to(actor).values_list("compartment_id", flat=True)[:1][0])


@pytest.mark.parametrize(
    ("sources", "count"),
    [
        ([("witness", "a"), ("media", "b"), ("ngo", "c")], 3),
        ([("witness", "a"), ("witness", "b"), ("witness", "c")], 1),
        ([("witness", "a"), ("media", "a"), ("ngo", " A ")], 1),
        ([("witness", "a"), ("witness", "b"), ("media", "a"), ("ngo", "c")], 3),
    ],
)
def test_the_threshold_counts_types_with_groups_of_their_own(sources: list[tuple[str, str]], count: int) -> None:
    assert independent_types(sources) == count


def test_verified_is_a_human_rights_officers_judgement(world: World, analyst: Actor) -> None:  # noqa: F811
    stored(analyst, table({"date": "2026-11-01"}))
    incident = only(analyst)
    with pytest.raises(Refused, match="say why"):
        judge_incident(actor=analyst, incident=incident, finding="verified")
    add_incident_source(actor=analyst, incident=incident, kind="witness", group="market")
    add_incident_source(actor=analyst, incident=incident, kind="ngo", group="clinic")
    assert account_of(analyst, incident).threshold_met
    judgement = judge_incident(actor=analyst, incident=incident, finding="verified")
    assert (judgement.threshold_met, judgement.is_late) == (True, False)
    assert account_of(analyst, incident).judgement == judgement
    with world.acting("adviser", "Senior") as actor, pytest.raises(Refused, match="human rights officer"):
        judge_incident(actor=actor, incident=incident, finding="verified")


@pytest.mark.parametrize(
    ("said", "state", "text", "shown"),
    [
        (HARMLESS, "shown", "", HARMLESS),
        (NAMED, "edited", "A man was taken.", "A man was taken."),
        (NAMED, "dropped", "", ""),
    ],
)
def test_a_text_held_back_is_settled_and_emptied(
    analyst: Actor,  # noqa: F811
    said: str,
    state: str,
    text: str,
    shown: str,
) -> None:
    stored(analyst, table({"what happened": said}))
    settle_text(actor=analyst, held=HeldText.objects.visible_to(analyst).get(), state=state, text=text)
    assert only(analyst).text == shown
    assert HeldText.objects.visible_to(analyst).get().text == ""


def test_a_text_that_names_somebody_cannot_be_shown_as_it_is(analyst: Actor) -> None:  # noqa: F811
    stored(analyst, table({"what happened": NAMED}))
    with pytest.raises(Refused, match="John Miller"):
        settle_text(actor=analyst, held=HeldText.objects.visible_to(analyst).get(), state="shown", text="")
    assert only(analyst).text == ""
    assert HeldText.objects.visible_to(analyst).get().text == NAMED


@pytest.fixture
def incident(world: World) -> Any:
    client, hat = world.client("human.rights"), str(world.hat("human.rights").incumbency_id)
    room = client.get("/incidents/imports/").content.decode().split('<option value="')[1].split('"')[0]
    content = table({"what happened": NAMED, "reported by": "Radio Karvel", "country": "KEN"})
    file = SimpleUploadedFile("events.csv", content)
    url = client.post("/incidents/imports/", {"room": room, "file": file})["Location"]
    take_in_events(url.strip("/").split("/")[-1], hat)
    client.post(f"{url}confirm/")
    take_in_events(url.strip("/").split("/")[-1], hat)
    return world.query("SELECT id::text FROM missions_incident")[0][0]


def test_an_incident_shows_the_narrow_facts_to_the_narrow_room_only(world: World, incident: str) -> None:
    url = f"/incidents/{incident}/"
    body = world.client("human.rights").get(url).content.decode()
    assert "Radio Karvel" in body
    assert "held back" in body
    assert "Threshold not met" in body
    other = world.client("adviser", "Senior").get(url).content.decode()
    assert "Radio Karvel" not in other
    assert "held back" not in other
    assert world.client("cluster.lead").get(url).status_code == 404


def test_its_forms_answer(world: World, incident: str) -> None:
    client, url = world.client("human.rights"), f"/incidents/{incident}/"
    assert client.post(f"{url}sources/new/", {"kind": "media", "group": "radio"}).status_code == 302
    assert client.post(f"{url}sources/new/", {"kind": "media", "group": "radio"}).status_code == 409
    assert client.post(f"{url}judge/", {"finding": "verified"}).status_code == 400
    assert client.post(f"{url}judge/", {"finding": "not_verified"}).status_code == 302
    assert NAMED in client.get(f"{url}text/").content.decode()
    assert client.post(f"{url}text/", {"state": "edited", "text": "A man was taken."}).status_code == 302
    assert client.get(f"{url}text/").status_code == 404
    body = client.get(url).content.decode()
    assert "A man was taken." in body
    assert "Could not be verified" in body
    assert world.client("adviser", "Senior").get(f"{url}judge/").status_code == 404


def test_the_list_asks_as_often_for_one_row_as_for_many(world: World, incident: str) -> None:
    def asked() -> int:
        client = world.client("human.rights")
        with CaptureQueriesContext(connections["mission"]) as queries:
            assert client.get("/incidents/").status_code == 200
        return len(queries)

    before = asked()
    world.query(
        "INSERT INTO missions_incident SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),"
        " 'reference', 'more ' || n))).* FROM missions_incident i, generate_series(1, 60) n"
    )
    assert asked() == before


def test_an_import_keeps_nothing_on_disk_once_it_is_done(world: World, incident: str) -> None:
    from pocplan.jobs.files import folder

    kept = world.query("SELECT stored_as FROM missions_incidentimport")[0][0]
    assert not (folder() / kept).exists()
