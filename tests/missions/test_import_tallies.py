"""How often each reason applies to a file, and what applies to nearly every row: said once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from missions.enums.incidents import Reason
from missions.queries.incident_imports import report_of, said_once
from missions.tasks import take_in_events
from pocplan.access.actor import Actor
from tests.counting import queries
from tests.missions.test_incident_imports import analyst, read, table  # noqa: F401
from tests.world import World

Rows = list[dict[str, str]]


def attributed(number: int) -> Rows:
    return [
        {"reference": f"S{n}", "reported by": "Radio Karvel", "country": "KEN", "admin1": ""} for n in range(number)
    ]


def test_each_reason_is_counted_by_rows(analyst: Actor) -> None:  # noqa: F811
    bad = {"killed": "many", "injured": "few"}  # two cells of one row
    row, _path = read(analyst, table(bad, {**bad, "reference": "twice"}, {"date": "2026-03"}, {}))
    assert row.tally == {Reason.BAD_NUMBER: 2, Reason.PARTIAL_DAY: 1}
    assert len(report_of(analyst, row)) == 5


@pytest.mark.parametrize(
    ("rows", "listed"),
    [
        (attributed(30), 0),
        ([*attributed(28), {"reference": "a"}, {"reference": "b"}], 0),  # nearly every row
        ([*attributed(20), *({"reference": f"P{n}"} for n in range(10))], 20),
        (attributed(5), 5),  # so few are told row by row
    ],
)
def test_what_holds_of_nearly_every_row_is_said_once(world: World, analyst: Actor, rows: Rows, listed: int) -> None:  # noqa: F811
    with world.acting("civil.affairs") as actor:
        row, _path = read(actor, table(*rows))
        assert len(report_of(actor, row)) == listed
        assert said_once(row) == ([] if listed else [Reason.LEFT_OUT])
        assert row.tally == {Reason.LEFT_OUT: sum("reported by" in one for one in rows)}


def test_why_a_row_is_refused_is_told_of_each(analyst: Actor) -> None:  # noqa: F811
    row, _path = read(analyst, table(*({"reference": f"B{n}", "date": "2040-01-01"} for n in range(30))))
    assert said_once(row) == []
    assert len(report_of(analyst, row)) == row.tally[Reason.FUTURE] == 30


def test_the_page_has_the_tally_and_the_report_says_it_once(world: World) -> None:
    client, hat = world.client("adviser", "Senior"), str(world.hat("adviser", "Senior").incumbency_id)
    room = client.get("/incidents/imports/").content.decode().split('<option value="')[1].split('"')[0]

    def send(number: int) -> str:
        file = SimpleUploadedFile(
            "events.csv", table(*attributed(number), {"date": "2026-03", "country": "KEN", "admin1": ""})
        )
        url: str = client.post("/incidents/imports/", {"room": room, "file": file})["Location"]
        take_in_events(url.strip("/").split("/")[-1], hat)
        return url

    url = send(30)
    body = " ".join(client.get(url).content.decode().split())
    assert '<td data-l="Rows">30</td>' in body
    assert "Said here once" in body
    assert body.count("The day is known in part") == 2  # in the tally, and at its row
    assert body.count("Left out: nobody") == 1
    report = client.get(f"{url}report.csv").content.decode()
    assert report.count("Left out:") == 1 and "30 rows" in report
    assert queries(client, url) == queries(client, send(3))
