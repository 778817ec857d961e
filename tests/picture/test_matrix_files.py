"""The matrix pasted from a spreadsheet, row by row, and taken along as a table."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
from django.test import Client
from django.urls import reverse

from missions.domain.gazetteer import take_in_gazetteer
from missions.domain.places import decide_name
from missions.models import Locality, PlaceName
from picture.domain.taking import take_matrix
from picture.models import Hotspot
from picture.queries.rooms import rooms_with_threats
from pocplan.journal.domain.taking import MOST_AN_HOUR
from tests.missions.test_gazetteer import LONG, write
from tests.picture.stage import group, public_id, room_of_kind
from tests.picture.test_hotspots import listed
from tests.world import World

HEAD = "Place\tSecteur\tPriority\tPhase\tPeople at risk\tBasis\tColour"
GOOD = 'Namoshe\tBesh Valley\tHIGH\tprevention\t2 100\tsurvey\tred\n"Dorrim\nnorth"\t\tfaible\tIntervention\t\t\t'
PASTE = "/hotspots/paste/"


def test_rows_are_looked_at_and_listed_whole_or_not_at_all(world: World) -> None:
    client = world.client("adviser")

    def answered(rows: str, **button: str) -> tuple[int, str]:
        answer = client.post(PASTE, {"table": f"{HEAD}\n{rows}", **button})
        return answer.status_code, " ".join(answer.content.decode().split())

    bad = "Hesk\tx\turgent\tprevention\t\t\t\nOmbarra\tx\tsoon\tprevention\tmany\t\t\n\tx\thigh\tprevention\t\t\t"
    status, seen = answered(f"{GOOD}\n{bad}")
    assert status == 200 and "List 2 hotspots" not in seen and "Colour" in seen
    assert (
        "“urgent” is none of these: critical, high, medium, low." in seen
        and "“many” is not a whole number." in seen
        and "cannot be blank" in seen
    )
    # All that is wrong in a row is said at once, so that nobody mends a sheet one cell at a time.
    assert "“soon” is none of these" in seen
    assert '<th scope="row">4</th>' in seen or '<th scope="row">5</th>' in seen
    status, seen = answered(f"{GOOD}\n{bad}", list="")
    assert status == 400 and "nothing was listed" in seen
    assert not world.query("SELECT 1 FROM picture_hotspot")

    status, seen = answered(GOOD)
    assert status == 200 and "List 2 hotspots" in seen
    assert not world.query("SELECT 1 FROM picture_hotspot")
    assert answered(GOOD, list="")[0] == 302
    assert answered(GOOD, list="")[0] == 302  # the same again changes nothing
    rows = world.query("SELECT place_said, priority, phase, population FROM picture_hotspot ORDER BY number")
    assert [tuple(row) for row in rows] == [
        ("Namoshe", "high", "prevention", 2100),
        ("Dorrim\nnorth", "low", "response", None),
    ]
    for nothing in ("", "Place", "x" * 500_000):
        assert client.post(PASTE, {"table": nothing}).status_code == 400
    assert world.client("observer").get(PASTE).status_code == 404


def taken(client: Client, query: str = "", **asked: str) -> Any:
    return client.post(reverse("hotspots:file") + query, {"form": "csv", **asked})


def lines(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200, answer.content.decode()
    return list(csv.reader(io.StringIO(answer.content.decode().lstrip("\ufeff"))))


def test_a_file_leaves_out_enclaves_and_carries_out_nothing(world: World) -> None:
    listed(world, place_said="=1+1", population=5, population_basis="count")
    listed(world, place_said="Liwara", is_enclave=True)
    listed(world, place_said="Dorrim", sector="Besh Valley", priority="low")
    client = world.client("adviser")
    with world.acting("adviser") as actor:
        room = f"?room={Hotspot.objects.visible_to(actor).first().compartment.public_id}"
    answer = taken(client, room, hxl="on")
    text = answer.content.decode()
    assert "'=1+1" in text and "Liwara" not in text and "#loc+name" in text
    assert answer["Content-Disposition"] == 'attachment; filename="matrix.csv"'
    # It says whose it is and of when, and nothing of what it leaves out.
    stamp = lines(answer)[-1]
    assert stamp[0].startswith("# Mission") and "UTC" in stamp[0] and "left out" not in text
    # What the page was narrowed to.
    assert [row[0] for row in lines(taken(client, f"{room}&priority=low"))[1:-1]] == ["Dorrim"]
    assert "priority=low" in client.get(f"/hotspots/{room}&priority=low").content.decode().partition("/file/")[2][:90]
    # In French its headings are French, and mean the same when they come back.
    client.cookies["django_language"] = "fr"
    french = taken(client, room).content.decode().lstrip("\ufeff")
    assert french.startswith("lieu,secteur,priorité,tendance,phase,personnes en danger,base de ce nombre,précision,")
    seen = client.post(f"{PASTE}{room}", {"table": french}).content.decode()
    assert seen.count("déjà dans la matrice, omise") == 2
    client.cookies["django_language"] = "en"
    # As a workbook, where the same cell is text as well, and comes in again from there.
    sheet = taken(client, room, form="xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.iter_rows())
    assert [(row[0].value, row[0].data_type) for row in rows[1:3]] == [("Dorrim", "s"), ("=1+1", "s")]
    for again in (text, sheet.content):
        upload = {"table": text.lstrip("\ufeff")} if again is text else {"file": io.BytesIO(sheet.content)}
        seen = client.post(f"{PASTE}{room}", upload).content.decode()
        assert seen.count("on the matrix already, left out") == 2 and "at fault<" not in seen
    for broken in (b"PK nothing", b"\x00\x01", b""):
        assert client.post(f"{PASTE}{room}", {"file": io.BytesIO(broken)}).status_code == 400


def test_who_took_a_matrix_along_stays_with_the_own_side_and_is_counted(world: World) -> None:
    shared = group(world)
    for place in ("Namoshe", "Dorrim", "Hesk"):
        listed(world, audience="shared", place_said=place)
    lead = world.client("cluster.lead")
    address = f"?room={public_id(world, shared)}"
    assert [row[0] for row in lines(taken(lead, address))[1:-1]] == ["Dorrim", "Hesk", "Namoshe"]
    told = (
        "SELECT audience, facts FROM journal_entry JOIN access_compartment room ON room.id = compartment_id"
        " WHERE verb = 'take_matrix'"
    )
    assert [tuple(row) for row in world.query(told)] == [("cluster_lead", {"rows": 3, "form": "csv"})]
    assert "taken along" in lead.get("/journal/").content.decode()
    assert "taken along" not in world.client("adviser").get("/journal/").content.decode()
    with world.acting("cluster.lead") as actor:
        room = next(one for one in rooms_with_threats(actor) if one.pk == shared)
        some = take_matrix(actor=actor, room=room, asked={}, form="csv", most=2)
        assert ([one.place_said for one in some.rows], some.left_out) == (["Dorrim", "Hesk"], 1)
        for _turn in range(MOST_AN_HOUR - 2):
            take_matrix(actor=actor, room=room, asked={}, form="csv")
    answer = taken(lead, address)
    assert answer.status_code == 400 and "within an hour" in answer.content.decode()
    # Somebody else's hour is their own, and whoever does not read the room has no file of it.
    assert taken(world.client("adviser"), address).status_code == 200
    assert taken(world.client("observer"), address).status_code == 404
    assert taken(world.client("other.adviser"), address).status_code == 404


REFERRED = "Reference\tPlace\tSector\tPriority\tPhase\tWhat happens there"


def test_rows_with_a_reference_change_what_stands_there_and_the_same_again_nothing(
    world: World, tmp_path: Path
) -> None:
    with world.acting("adviser", "Senior") as actor:
        take_in_gazetteer(actor=actor, path=write(tmp_path, LONG))
    listed(world, place_said="Namoshe", sector="Besh Valley", priority="medium")
    gone = listed(world, place_said="Hesk", sector="Besh Valley")
    listed(world, place_said="Kelmat", sector="Besh Valley", priority="low")
    world.query("UPDATE picture_hotspot SET state = 'delisted', delisted_because = 'quiet', external_ref = 'F-9'"
                " WHERE id = %s", [str(gone.pk)])  # fmt: skip
    with world.acting("adviser") as actor:
        room = room_of_kind(actor, "mission").public_id
    client, address = world.client("adviser"), f"{PASTE}?room={room}"
    tags = "#meta+id\t#loc+name\t#adm1+name\t#severity\t#status\t#description"
    mill = "F-2\tOld mill\tBesh Valley\tlow\tprevention\tCarts are stopped."
    rows = [tags, "F-1\tNamoshe\tBesh Valley\thigh\t\t", mill]

    def answered(*rows: str, **button: str) -> tuple[int, str]:
        answer = client.post(address, {"table": "\n".join([REFERRED, *rows]), **button})
        return answer.status_code, " ".join(answer.content.decode().split())

    def digest(seen: str) -> str:
        return seen.partition('name="seen" value="')[2].partition('"')[0]

    # Nothing is closed, brought back or guessed: each with its row, its column and why.
    status, seen = answered(*rows, "F-9\tHesk\tBesh Valley\thigh\t\t", "F-1\tNamoshe\tBesh Valley\tlow\t\t")
    assert status == 200 and "This hotspot is delisted" in seen and "Row 3 has this reference already." in seen
    assert answered(*rows, "F-9\tHesk\tBesh Valley\thigh\t\t", list="", seen=digest(seen), reason="x")[0] == 400

    # A look says from what to what; it is done with a reason, and only as it was shown.
    status, seen = answered(*rows)
    assert status == 200 and "<del>medium</del> <ins>high</ins>" in seen and "<ins>F-1</ins>" in seen
    assert "List 1, change 1" in seen and "its name waits for a decision" in seen
    assert world.query("SELECT count(*) FROM picture_hotspot WHERE external_ref IN ('F-1', 'F-2')") == [(0,)]
    assert answered(*rows, list="", seen=digest(seen))[0] == 400  # without a reason
    assert answered(*rows, list="", seen="of another day", reason="Weekly file")[0] == 409
    assert answered(*rows, list="", seen=digest(seen), reason="Weekly file of the joint operations centre")[0] == 302
    standing = "SELECT external_ref, place_said, priority, situation FROM picture_hotspot ORDER BY number"
    done = [tuple(row) for row in world.query(standing)]
    assert done == [
        ("F-1", "Namoshe", "high", ""),
        ("F-9", "Hesk", "high", ""),
        ("", "Kelmat", "low", ""),
        ("F-2", "Old mill", "low", "Carts are stopped."),
    ]
    told = "SELECT kind, by, reason FROM picture_hotspotchange WHERE reason <> ''"
    assert [tuple(row) for row in world.query(told)] == [
        ("priority", "Senior PoC Adviser", "Weekly file of the joint operations centre")
    ]
    # The same again finds nothing to do; what the file leaves out stays as it is.
    before = world.query("SELECT count(*), sum(revision) FROM picture_hotspot")
    status, seen = answered(*rows)
    assert seen.count("unchanged") >= 2 and 'name="list"' not in seen
    assert answered(*rows, list="", seen=digest(seen))[0] == 302
    assert world.query("SELECT count(*), sum(revision) FROM picture_hotspot") == before

    # By hand, with its reason; a reference stands once in a room.
    kelmat = world.query("SELECT id FROM picture_hotspot WHERE place_said = 'Kelmat'")[0][0]
    by_hand = {"revision": 1, "external_ref": "F-2", "reason": "It is theirs"}
    assert client.post(f"/hotspots/{kelmat}/life/reference/", by_hand).status_code == 409
    assert client.post(f"/hotspots/{kelmat}/life/reference/", {**by_hand, "external_ref": "F-3"}).status_code == 302

    # A place that the gazetteer does not settle was put before a person; the next file takes the answer.
    with world.acting("adviser") as actor:
        name = PlaceName.objects.visible_to(actor).get(name="Old mill")
        decide_name(actor=actor, name=name, place_id=Locality.objects.visible_to(actor).get(code="OR22").pk)
    status, seen = answered(rows[2])
    assert "<ins>Dorrim</ins>" in seen and "its name waits" not in seen
    assert answered(rows[2], list="", seen=digest(seen), reason="Place settled")[0] == 302
    assert "<ins>Dorrim</ins>" not in answered(rows[2])[1]
