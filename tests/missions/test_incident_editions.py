"""A newer edition of a set: what it changes, and what it does not have any more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from missions.enums.incidents import Reason, Verdict
from missions.models import Incident, IncidentImport
from missions.queries.incident_imports import report_of
from missions.tasks import take_in_events
from pocplan.access.actor import Actor
from tests.counting import statements
from tests.missions.test_incident_imports import analyst, read, stored, table  # noqa: F401
from tests.world import World

THREE = (
    {"reference": "first", "date": "2026-01-05"},
    {"reference": "middle", "date": "2026-02-05"},
    {"reference": "last", "date": "2026-03-05"},
)


HEAD = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,country,admin1,fatalities"
USUAL = {"date": "2026-03-01", "country": "ORV", "killed": "1"}


def edition(*rows: dict[str, str]) -> bytes:
    """A file of ACLED; what a row does not say is usual."""
    said = [{"reference": f"R{number}", **USUAL, **row} for number, row in enumerate(rows, 1)]
    lines = ("{reference},{date},1,Battles,,{country},Tuleni,{killed}".format(**row) for row in said)
    return "\n".join((HEAD, *lines)).encode()


def absent(actor: Actor, row: IncidentImport) -> list[str]:
    lines = report_of(actor, row).filter(verdict=Verdict.ABSENT)
    assert {line.reason for line in lines} <= {Reason.ABSENT}
    assert {line.row for line in lines} <= {None}
    return sorted(line.cell.split()[0] for line in lines)


def test_what_a_newer_edition_does_not_have_any_more_is_told_and_stays(analyst: Actor) -> None:  # noqa: F811
    stored(analyst, edition(*THREE))
    row, _path = read(analyst, edition(THREE[0], THREE[2]))
    assert row.counts == {"same": 2, "held": 0, "absent": 1}
    assert absent(analyst, row) == ["middle"]
    done = stored(analyst, edition(THREE[0], THREE[2]))
    assert done.counts == {"same": 2, "held": 0, "absent": 1}
    assert Incident.objects.visible_to(analyst).count() == 3


@pytest.mark.parametrize(
    ("newer", "missed"),
    [
        (THREE, []),
        (({"reference": "other", "date": "2026-02-28"}, *THREE[:1]), ["middle"]),  # nothing is said of later days
        (({"reference": "other", "country": "KEN", "date": "2026-01-01"}, {"country": "KEN"}), []),
        (({"reference": "other", "date": "2026"},), ["first", "last", "middle"]),  # all of the year
        ((THREE[0], {**THREE[1], "killed": "many"}, THREE[2]), []),  # refused, and yet it is there
        ((THREE[0], {**THREE[1], "killed": "7"}, THREE[2]), []),
        (({"reference": "broken", "killed": "many"},), []),  # a file that says nothing covers nothing
    ],
)
def test_only_within_the_countries_and_the_days_of_the_file(
    analyst: Actor,  # noqa: F811
    newer: tuple[dict[str, str], ...],
    missed: list[str],
) -> None:
    stored(analyst, edition(*THREE))
    row, _path = read(analyst, edition(*newer))
    assert absent(analyst, row) == missed
    assert row.counts.get("absent", 0) == len(missed)


def test_only_what_came_from_the_same_source_into_the_same_room(world: World, analyst: Actor) -> None:  # noqa: F811
    stored(analyst, edition(*THREE))
    row, _path = read(analyst, SECURITY.format(key="ID", about="Aid Workers Killed", number=1).encode())
    assert absent(analyst, row) == []
    row, _path = read(analyst, edition(THREE[0], THREE[2]), "human_rights")
    assert absent(analyst, row) == []


def test_two_offices_that_send_our_own_template_leave_nothing_of_each_other_out(analyst: Actor) -> None:  # noqa: F811
    stored(analyst, table(*THREE))
    row, _path = read(analyst, table(THREE[0], THREE[2], {"reference": "of another office", "date": "2026-02-07"}))
    assert row.counts == {"same": 2, "new": 1, "held": 0}


SECURITY = "SiND {key},Date,Country ISO,{about}\nS{number},2026-03-01,ORV,1\nS9{number},2026-03-09,ORV,1\n"


def test_another_set_of_the_same_publisher_is_no_newer_edition(analyst: Actor) -> None:  # noqa: F811
    aid = SECURITY.format(key="ID", about="Aid Workers Killed", number=1)
    stored(analyst, aid.encode())
    row, _path = read(analyst, SECURITY.format(key="Event ID", about="Health Workers Killed", number=2).encode())
    assert row.counts == {"new": 2, "held": 0}
    row, _path = read(analyst, aid.replace("S1,", "S3,").encode())
    assert absent(analyst, row) == ["S1"]


def test_it_is_one_question_however_many_rows(analyst: Actor) -> None:  # noqa: F811
    many = [{"reference": f"M{n}", "date": f"2026-03-{1 + n % 9:02d}"} for n in range(60)]
    stored(analyst, edition(*many))
    asked = []
    for newer in (many[:9], many[:50]):
        with statements() as found:
            read(analyst, edition(*newer))
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_the_page_says_how_many_and_the_report_which(world: World) -> None:
    client, hat = world.client("human.rights"), str(world.hat("human.rights").incumbency_id)
    room = client.get("/incidents/imports/").content.decode().split('<option value="')[1].split('"')[0]

    def send(content: bytes) -> str:
        file = SimpleUploadedFile("events.csv", content)
        url: str = client.post("/incidents/imports/", {"room": room, "file": file})["Location"]
        take_in_events(url.strip("/").split("/")[-1], hat)
        return url

    rows = [{**row, "country": "KEN"} for row in THREE]
    url = send(edition(*rows))
    client.post(f"{url}confirm/")
    take_in_events(url.strip("/").split("/")[-1], hat)
    url = send(edition(rows[0], rows[2]))
    body = " ".join(client.get(url).content.decode().split())
    assert "1 event that this room holds from this source" in body
    assert "Nothing is deleted" in body
    assert "middle (2026-02-05)" in body
    assert "middle (2026-02-05)" in client.get(f"{url}report.csv").content.decode()
