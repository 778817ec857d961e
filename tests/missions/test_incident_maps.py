"""Incidents on a map and by month: what each number rests on, what is in no month or area, and who sees it."""

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.domain.gazetteer import take_in_gazetteer
from missions.queries.incident_counts import month_of, months_until
from missions.web.maps import frame_of, inner_point, path_of
from tests.missions.test_gazetteer import LONG, square, write
from tests.missions.test_incident_imports import room, stored, table
from tests.picture.stage import public_id
from tests.world import World

PINNED = 22  # with those of the frame
LIMIT = 12_000  # bytes of the page beside its drawings, packed


def plant(world: World, folder: Path) -> str:
    """Two areas with an outline, and incidents in them, in no month and in no area; the address of their map."""
    outlines = [("OR1", square(20, 5)), ("OR2", square(21, 5))]
    features = [
        {
            "type": "Feature",
            "properties": {"admin1Pcode": code, "admin1Name": code, "admin0Pcode": "ORV"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in outlines
    ]
    with world.acting("adviser", "Senior") as actor:
        take_in_gazetteer(actor=actor, path=write(folder, LONG))
        text = json.dumps({"type": "FeatureCollection", "features": features})
        take_in_gazetteer(actor=actor, path=write(folder, text, "outlines.json"))
    with world.acting("human.rights") as actor:
        rows: list[dict[str, str]] = [{"date": f"2026-03-{day:02d}", "killed": "1"} for day in range(1, 13)]
        rows += [{"date": "2026-01-05", "admin1": "Bésh-Valley", "killed": "4"}, {"date": "2026-02", "admin1": ""}]
        rows += [{"date": "2026", "killed": "2"}]
        stored(actor, table(*rows))
        return f"/incidents/map/?room={room(actor).public_id}&until=2026-03"


def test_a_page_of_pictures_says_what_they_are_made_of(shared_world: World, tmp_path: Path) -> None:
    address = plant(shared_world, tmp_path)
    client = shared_world.client("human.rights")
    page = client.get(address).content.decode()
    words = " ".join(re.sub("<[^>]+>", " ", page).split())
    # March 12 in Tuleni; its killed are told, those of Besh Valley are too few; one knows no month, one no area.
    assert "Tuleni · · · · · · · · · · · 12 1 13 14" in words
    assert "Bésh-Valley · · · · · · · · · 1 · · · 1 under 10" in words
    assert "no area known · · · · · · · · · · 1 · · 1 ·" in words
    assert "All areas · · · · · · · · · 1 1 12 1 15 14" in words
    assert "One more is known to its year alone" in words and "Not on the map: no area known (1)" in words
    assert "official endorsement or acceptance by the United Nations" in words and "As of" in words
    assert 'fill="url(#shade-2)"' in page and 'fill="url(#shade-1)"' in page
    of_january = client.get(f"{address}&month=2026-01").content.decode()
    assert "Incidents by area, January 2026" in of_january and 'fill="url(#shade-2)" d=' not in of_january
    assert light(page) < LIMIT
    # The list leads here, and an area leads to its rows.
    assert "/incidents/map/?room=" in client.get("/incidents/").content.decode()
    rows = re.search(r'href="(/incidents/\?room=[^"]+admin1=[^"]+)">Bésh-Valley', page)
    assert rows and client.get(rows[1].replace("&amp;", "&")).content.decode().count("<tr>") == 2


def light(page: str) -> int:
    """Bytes of a page without its drawings, as it is sent."""
    return len(gzip.compress(re.sub(r"<svg.*?</svg>", "", page, flags=re.S).encode()))


def test_only_who_reads_the_room_sees_its_picture(shared_world: World, tmp_path: Path) -> None:
    at = f"/incidents/map/?room={public_id(shared_world, shared_world.room('UNMOR', 'mission'))}"
    for who in ("cluster.lead", "observer"):
        assert shared_world.client(who).get(at).status_code == 404
    own = shared_world.client("cluster.lead").get("/incidents/map/").content.decode()
    assert "No incident is known in these months." in own and "Tuleni" not in own


def asked(client: Client, path: str) -> int:
    client.get(path)
    contexts = [CaptureQueriesContext(connections[alias]) for alias in ("default", "mission", "humanitarian")]
    with contexts[0], contexts[1], contexts[2]:
        assert client.get(path).status_code == 200
    return sum(len(one) for one in contexts)


def test_as_many_questions_for_many_rows_as_for_few(shared_world: World, tmp_path: Path) -> None:
    plant(shared_world, tmp_path)
    client = shared_world.client("human.rights")
    many, few = "/incidents/map/?until=2026-03", "/incidents/map/?until=2026-01"
    assert asked(client, many) == asked(client, few)
    assert asked(client, many) == PINNED


@pytest.mark.parametrize(("text", "status"), [("2026-13", 200), ("nonsense", 200), ("0001-01", 200), ("9999-12", 200)])
def test_nonsense_in_the_address_is_no_error(shared_world: World, text: str, status: int) -> None:
    assert shared_world.client("human.rights").get(f"/incidents/map/?until={text}&month={text}").status_code == status


def test_months_are_counted_back_over_the_year() -> None:
    months = months_until(date(2026, 3, 14))
    assert (months[0], months[-1], len(months)) == (date(2025, 4, 1), date(2026, 3, 1), 12)
    assert month_of(date(2026, 12, 31), -1) == date(2027, 1, 1)


def test_an_outline_becomes_a_short_line_around_a_point_inside() -> None:
    bow: list[list[list[float]]] = [[[0, 0], [10, 0], [10, 10], [9, 10], [9, 1], [1, 1], [1, 10], [0, 10], [0, 0]]]
    x, y = inner_point(bow)
    assert (0 < x < 1 or 9 < x < 10) and 0 < y < 10
    frame: Any = frame_of([[0, 0, 10, 10]])
    round_: list[list[list[float]]] = [[[n / 1000, 0.0] for n in range(10_000)] + [[10, 10], [0, 10], [0, 0]]]
    assert len(path_of(round_, frame)) < 1500 < len(str(round_))
    tiny: list[list[list[float]]] = [[[5, 5], [5.001, 5], [5.001, 5.001], [5, 5.001], [5, 5]]]
    assert path_of(tiny, frame).endswith("z")
