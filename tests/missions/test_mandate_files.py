"""Published resolutions and the registry of mandates: what is entered, what waits for a day, and why."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from missions.domain.publications import Report, take_in_registry, take_in_resolution
from missions.models import Mandate, MandateParagraph
from missions.published.registry import cited
from missions.published.resolutions import expiry, resolution
from missions.queries.missions import mission_of
from pocplan.access.errors import Refused
from tests.world import World

SHARED = Path(__file__).parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not beside the project")
HEAD = "Entity,Description,Full Document Symbol\n"
TEXT = (
    "The Council,\nActing,\n1. Decides to extend the mandate of UNMO until 31 March 2027;\n"
    "2. Requests the mission to protect\n civilians, and to\n(a) patrol;\n(b) listen;\n4.  Decides to remain seized."
)


def _resolution(**more: object) -> bytes:
    return json.dumps({"Date": "15 March 2026", "ID": "S/2026/17", "Title": "T", "Content": TEXT, **more}).encode()


def _told(lines: list[Report]) -> list[tuple[str, str]]:
    return [(line.label, line.outcome.value) for line in lines]


def test_a_resolution_becomes_a_mandate_with_its_paragraphs_once(world: World) -> None:
    with world.acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
        given = {"actor": actor, "mission": mission, "name": "any.json", "content": _resolution()}
        lines = take_in_resolution(**given)  # type: ignore[arg-type]
        numbers = ["S/2026/17", "Paragraph 1", "Paragraph 2", "Paragraph 4"]
        assert _told(lines) == [(label, "entered") for label in numbers]
        assert "Paragraph 3" in lines[2].notes[0]
        mandate = Mandate.objects.visible_to(actor).get(resolution="S/2026/17")
        assert (str(mandate.adopted_on), str(mandate.expires_on)) == ("2026-03-15", "2027-03-31")
        second = MandateParagraph.objects.visible_to(actor).get(mandate=mandate, number="2")
        assert second.text == "Requests the mission to protect civilians, and to\n(a) patrol;\n(b) listen;"
        assert second.is_on_protection
        again = take_in_resolution(**given)  # type: ignore[arg-type]
        assert _told(again) == [(label, "unchanged") for label in numbers]


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (b"{", None), (b"[]", None), (b"[" * 100_000, None), (_resolution(Content=""), "Content"),
        (_resolution(Date="spring"), "Date"), (_resolution(Date=""), "Date"), (_resolution(ID="18-04038"), "ID"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_resolution_is_refused_with_what_is_wrong(content: bytes, column: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        resolution("file.json", content)
    assert (refusal.value.field or None) == column


def test_the_day_of_expiry_is_said_once_or_not_at_all() -> None:
    assert str(expiry("It was extended\n until 30 June 2026.")) == "2026-06-30"
    assert expiry("extended until 30 June 2026; extends until 1 July 2026; ") is None
    assert expiry("The budget runs until 30 June 2026.") is None
    assert expiry("extended until 31 June 2026.") is None


def test_a_registry_is_told_row_by_row(world: World) -> None:
    table = (
        HEAD
        + 'UNMO,"Set up by resolution 1 (2020), not read",S/RES/100(2020)\n'
        + 'unmo,"In resolution 900 (2025) of 1 May 2025 extended until 1 May 2026.",S/RES/900(2025)\n'
        + 'UNMO,"Extended in 900 (2025).",S/RES/900(2025)\n'
        + "UNMO,No symbol,\nUNMO,Odd,letter 5\nOTHER,Not ours,S/RES/7(1999)\n"
    ).encode()
    with world.acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
        lines = take_in_registry(actor=actor, mission=mission, entity="UNMO", content=table)
        told = [(line.row, line.outcome.value, line.column) for line in lines]
        assert told == [
            (2, "to_complete", "Description"),
            (3, "entered", ""),
            (4, "unchanged", ""),
            (5, "refused", "Full Document Symbol"),
            (6, "refused", "Full Document Symbol"),
        ]
        assert str(Mandate.objects.visible_to(actor).get(resolution="S/RES/900(2025)").expires_on) == "2026-05-01"
        with pytest.raises(Refused):
            take_in_registry(actor=actor, mission=mission, entity="NOBODY", content=table)
        with pytest.raises(Refused):
            take_in_registry(actor=actor, mission=mission, entity="UNMO", content=b"a,b\n1,2\n")


def test_the_page_reports_and_hands_on_what_a_person_completes(world: World) -> None:
    with world.acting("adviser") as actor:
        mission = mission_of(actor)
        assert mission is not None
    address = reverse("missions:mandate-file", args=[mission.pk])
    for who in ("civil.affairs", "cluster.lead", "other.adviser"):
        assert world.client(who).get(address).status_code == 404
    keeper = world.client("adviser")
    table = HEAD + "UNMO,Extended until 1 May 2026 in 7 (2025).,S/RES/7(2025)\n"
    sent = {"entity": "UNMO", "file": SimpleUploadedFile("m.csv", table.encode())}
    seen = keeper.post(address, sent).text
    form = reverse("missions:mandate-new", args=[mission.pk])
    link = f"{form}?resolution=S%2FRES%2F7%282025%29&amp;expires_on=2026-05-01"
    assert link in seen
    assert 'value="2026-05-01"' in keeper.get(link.replace("&amp;", "&")).text
    broken = keeper.post(address, {"entity": "UNMO", "file": SimpleUploadedFile("m.json", b"{")})
    assert broken.status_code == 400
    assert "not a JSON file" in broken.text


@pytest.mark.realdata
@needs_shared
@pytest.mark.parametrize(
    ("name", "symbol", "expires", "count"),
    [
        ("03_resolution_S-2018-257_unsom_v1.json", "S/2018/257", "2019-03-31", 23),
        ("04_resolution_S-2018-221_unmiss.json", "S/2018/221", "2019-03-15", 34),
    ],
)
def test_real_resolutions_are_read(name: str, symbol: str, expires: str, count: int) -> None:
    read = resolution(name, (SHARED / name).read_bytes())
    assert (read.symbol, str(read.expires_on), len(read.paragraphs)) == (symbol, expires, count)
    assert any("draft" in note for note in read.notes)
    assert any(one.is_on_protection for one in read.paragraphs)


@pytest.mark.realdata
@needs_shared
def test_the_lost_number_of_the_real_text_is_said() -> None:
    name = "04_resolution_S-2018-221_unmiss.json"
    read = resolution(name, (SHARED / name).read_bytes())
    assert {one.number for one in read.paragraphs if one.notes} == {"6"}


@pytest.mark.realdata
@needs_shared
def test_the_real_registry_is_read() -> None:
    content = (SHARED / "02_mandates_un-pkm-2026-27_acabq.csv").read_bytes()
    rows = cited(content, "UNMISS")
    assert [(row.symbol, str(row.expires_on)) for row in rows] == [
        ("S/RES/1996(2011)", "None"),
        ("S/RES/2779(2025)", "2026-04-30"),
        ("S/RES/2779(2025)", "None"),
    ]
    assert not [row for row in cited(content, "UNGSC Brindisi") if row.reason]
    [first, *_] = cited(content, "UNSOH")
    assert str(first.adopted_on) == "2025-09-30"
