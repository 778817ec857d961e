"""The page of those who decide: each figure has its rows, counts what the hat reads, and keeps small numbers back."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from leadership.queries.weeks import changes, incidents, weeks
from leadership.web.views.rows import KINDS
from missions.models import Incident
from picture.domain.efforts import add_effort
from picture.models import HotspotChange, Threat
from picture.queries.hotspots import WEEK
from pocplan.access.clock import now, today
from pocplan.access.queries.rooms import room_of
from tests.leadership.stage import apart, asked_for, place, refused, told
from tests.picture.stage import TITLE
from tests.picture.test_hotspots import listed
from tests.strategies.test_query_counts import queries
from tests.world import World

PAGE = reverse("leadership:page")
NOTHING = "Nothing to show here: there is none, or your hat does not read it."
LEADERS = (
    ("srsg", ""), ("dsrsg.hc", "Deputy"), ("dsrsg.hc", "Resident"), ("dsrsg.hc", "Humanitarian"),
    ("chief.of.staff", ""), ("force.commander", ""), ("cluster.lead", ""), ("cluster.colead", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def world_told(shared_world: World) -> World:
    told(shared_world)
    return shared_world


def read(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def linked_figures(html: str) -> list[tuple[str, int]]:
    """Every number on the page that is a link to its rows."""
    found = re.findall(r'<a href="([^"]*/rows/[^"]*)">(?:[^<]*<b>)?(\d+)(?:</b>)?</a>', html)
    return [(unescape(address), int(number)) for address, number in found]


def rows_behind(html: str) -> int:
    return len(re.findall(r"data-item", html))


@pytest.mark.parametrize(("who", "title"), LEADERS)
def test_each_figure_opens_as_many_rows_as_it_says(world_told: World, who: str, title: str) -> None:
    client = world_told.client(who, title)
    figures = linked_figures(read(client))
    assert len(figures) > 15
    for address, number in figures:
        assert (address, rows_behind(read(client, address))) == (address, number)


def test_what_a_head_reads_and_when_it_was_true(world_told: World) -> None:
    seen = words(read(world_told.client("srsg")))
    assert "3 things got worse in two weeks" in seen and "2 must-protect places without troops" in seen
    assert "3 things on which sides differ" in seen and "Likelihood: Civilian 5, Military 2" in seen
    assert "Force decision: no (no capacity)" in seen and "No unarmed strategy is planned." in seen
    with world_told.acting("srsg"):
        assert f"As of {today('Africa/Kigali').day} " in seen and "(Africa/Kigali)" in seen
    assert "Protection Cluster Orvane Not stated yet" in seen and "silence is not consent" in seen
    assert "Hesk Crossing, Tuleni Plains Cluster’s protection priority: must. Force Commander" in seen
    assert "2 alerts wait for their answer" in seen and "Received in 90 days 2" in seen
    assert "agreed" not in seen.replace("disagreed", "") and "Positions owed" not in seen


def test_small_numbers_are_in_no_row_and_in_no_total(world_told: World) -> None:
    client = world_told.client("srsg")
    for address in (PAGE, reverse("leadership:rows", args=["worse"]), reverse("leadership:rows", args=["coverage"])):
        seen = words(read(client, address))
        assert "18,400 people" in seen and "Fewer than ten people" in seen
        assert not re.search(r"\b(7|18,407|18407) people", seen)
    seen = words(read(client))
    assert "18,400 people at risk at 1 place; fewer than ten at 1 place, not in the sum; no number for 1 place" in seen


def test_every_hat_counts_what_it_reads_and_no_more(world_told: World) -> None:
    lead = words(read(world_told.client("cluster.lead")))
    assert "3 things got worse in two weeks" in lead and "The Force" in lead and "Force Commander" not in lead
    assert "Protection of civilians in Sector East" in lead and "Child Protection" not in lead
    # Hidden and absent read the same.
    humanitarian = words(read(world_told.client("dsrsg.hc", "Humanitarian")))
    assert humanitarian.count(NOTHING) == 8 and "Tuleni" not in humanitarian
    for who in ("adviser", "cluster.member", "observer", "admin", "force.planner"):
        stranger = world_told.client(who)
        assert stranger.get(PAGE).status_code == 404
        assert all(stranger.get(reverse("leadership:rows", args=[kind])).status_code == 404 for kind in KINDS)
        assert PAGE not in stranger.get("/").content.decode()
    assert PAGE in read(world_told.client("srsg"), "/")


def test_weeks_and_months_are_charts_with_their_tables(world_told: World) -> None:
    page = read(world_told.client("srsg"))
    seen = words(page)
    with world_told.acting("srsg") as actor:
        found = weeks(actor, now())
        assert found.totals[:-1] == [0] * 7 and found.latest == changes(actor, now()).total == 3
        room, day = room_of(actor, "mission"), today()
        Incident.objects.bulk_create(
            Incident(compartment=room, source="template", reference=str(n), happened_on=day, kind="civilians",
                     country="ORV", precision="admin1")
            for n in range(4)
        )  # fmt: skip
        assert incidents(actor, day)[-1] == (day.replace(day=1), 4)
    assert f"{found.latest} changes on the matrices in seven days" in seen
    assert f"listed: {found.latest}" in seen
    again = read(world_told.client("srsg"))
    assert again.count('<svg class="chart"') == page.count('<svg class="chart"') + 1
    # The months of a room are those of its readers alone.
    assert "Incidents by month" in again and "Incidents by month" not in read(world_told.client("cluster.lead"))


def test_the_picture_of_a_week_has_threats_and_ratings(world_told: World) -> None:
    with world_told.acting("cluster.lead") as actor:
        room = Threat.objects.visible_to(actor).select_related("compartment").first().compartment
    address = f"{reverse('hotspots:changes')}?room={room.public_id}"
    seen = words(read(world_told.client("srsg"), address))
    assert TITLE in seen and "Ratings released" in seen and "L 5 I 4" in seen and "L 2 I 4" in seen
    # Who has not rated it does not read what others said of it.
    sealed = words(read(world_told.client("cluster.lead"), address))
    assert TITLE in sealed and "L 5 I 4" not in sealed and "No rating was released to you" in sealed
    client = world_told.client("srsg")
    before = queries(client, address)
    apart(world_told)
    assert queries(client, address) == before


def test_it_speaks_french(world_told: World) -> None:
    seen = words(read(world_told.client("srsg", language="fr")))
    assert "moins de dix" in seen and "silence" in seen and "got worse" not in seen


def test_an_unknown_kind_is_absent_and_unknown_words_narrow_nothing(world_told: World) -> None:
    client = world_told.client("srsg")
    assert client.get(reverse("leadership:rows", args=["nothing"])).status_code == 404
    every = rows_behind(read(client, reverse("leadership:rows", args=["owed"])))
    assert every == rows_behind(read(client, reverse("leadership:rows", args=["owed"]) + "?kind=nothing&grade=x"))


def test_the_number_of_questions_does_not_grow(world: World) -> None:
    told(world)
    clients = [world.client("srsg"), world.client("cluster.lead")]
    before = [queries(client, PAGE) for client in clients]
    for number in range(4):
        spot = place(world, f"Camp {number}", 100 + number)
        asked_for(world, spot)
        refused(world, spot)
        asked_for(world, place(world, f"Village {number}", 3))
        apart(world)
    assert [queries(client, PAGE) for client in clients] == before
    assert max(before) <= PINNED, before


PINNED = 83


def test_a_step_lies_in_the_week_that_ends_with_it(world: World) -> None:
    told(world)
    with world.acting("srsg") as actor:
        step = HotspotChange.objects.visible_to(actor).filter(kind="listed").order_by("at").first()
        least = timedelta(microseconds=1)
        latest = HotspotChange.objects.visible_to(actor).order_by("at").last()
        assert latest.at - step.at < timedelta(days=6)
        for later, week in ((timedelta(), 7), (WEEK - least, 7), (WEEK, 6), (WEEK * 8 - least, 0)):
            found = dict(weeks(actor, step.at + later).kinds)["listed"]
            assert found[week] >= 1 and sum(found[:week]) == 0, later
        assert weeks(actor, step.at - least).totals == [0] * 8
        assert sum(weeks(actor, latest.at + WEEK * 8).totals) == 0


def test_who_owes_is_named_in_the_language_of_the_reader(world: World) -> None:
    spot = listed(world)
    with world.acting("adviser") as actor:
        add_effort(actor=actor, hotspot=spot, component="civilian", what="Dialogue of elders", due_on=today())
    world.set_clock((now() + timedelta(days=3)).isoformat())
    owed = reverse("leadership:rows", args=["owed"])
    for language, title in (("en", "Senior PoC Adviser"), ("fr", "Conseillère principale")):
        seen = words(read(world.client("srsg", language=language), owed))
        assert re.search(f"Dialogue of elders .*? {title}", seen), language
