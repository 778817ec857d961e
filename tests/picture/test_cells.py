"""A cell of the Flashpoint Matrix changed in its place: the same step as on a page of its own, and nothing more."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from picture.models import Hotspot, HotspotChange
from tests.counting import statements
from tests.picture.stage import group
from tests.picture.test_hotspot_pages import ASKED, read, revision, sent
from tests.picture.test_hotspots import listed
from tests.sweep.samples import NOBODYS
from tests.world import World

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')  # drawn anew for each answer
WITHIN = {"HX-Request": "true"}
MINE = {"revision": 1, "priority": "critical", "trend": "worse", "reason": "Carts were burnt."}


def asked(client: Client, spot: Hotspot, values: dict[str, Any] | None = None, step: str = "priority") -> Any:
    address = reverse("hotspots:step", args=[spot.pk, step])
    return client.post(address, values, headers=WITHIN) if values else client.get(address, headers=WITHIN)


def words(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()
    return " ".join(answer.content.decode().split())


def test_a_cell_gives_its_form_alone_and_then_the_row_anew(shared_world: World) -> None:
    spot = listed(shared_world, is_enclave=True, population=7, population_basis="count")
    client = shared_world.client("adviser")
    form = words(asked(client, spot))
    assert form.startswith("<form") and 'name="revision" value="1"' in form and "<html" not in form
    assert f'id="{spot.pk}-priority"' in form and "csrfmiddlewaretoken" in form and 'name="_hat"' in form
    refused = words(asked(client, spot, {**MINE, "reason": "  "}), 400)
    assert refused.startswith("<form") and "Why" in refused and 'value="critical" selected' in refused
    row = words(asked(client, spot, MINE))
    assert row.startswith('<tr class="off-paper">') and "critical</" in row and row.endswith("</tr>")
    assert 'name="revision" value="2"' in row and "Carts were burnt." not in row
    with shared_world.acting("adviser") as actor:
        step = HotspotChange.objects.visible_to(actor).filter(hotspot_id=spot.pk).latest("at")
        assert (step.kind, step.reason, bool(step.by)) == ("priority", "Carts were burnt.", True)
        assert {name: after for name, _before, after in step.fields} == {"priority": "critical", "trend": "worse"}
    # Nothing waits to be said on the next page: the row has said it.
    assert "its history says" not in read(client, "list") and "Nothing was changed." in words(
        asked(client, spot, {**MINE, "revision": 2}), 400
    )


def test_without_a_script_it_is_a_page_like_the_other_steps(shared_world: World) -> None:
    spot, client = listed(shared_world), shared_world.client("adviser")
    assert reverse("hotspots:step", args=[spot.pk, "priority"]) in read(client, "list")
    seen = read(client, "step", [spot.pk, "priority"])
    assert "<html" in seen and "Change priority and trend" in seen
    sent(client, "step", [spot.pk, "priority"], MINE)
    assert "Carts were burnt." in read(client, "detail", [spot.pk])


def test_two_people_at_one_cell(shared_world: World) -> None:
    spot = listed(shared_world)
    one, two = shared_world.client("adviser"), shared_world.client("chief.of.staff")
    words(asked(one, spot, MINE))
    late = {**MINE, "priority": "medium", "reason": "Quiet for a month."}
    refused = words(asked(two, spot, late), 409)
    assert refused.startswith("<form") and "Stored meanwhile by somebody else" in refused
    assert "<dd>critical</dd>" in refused and "Quiet for a month." in refused and 'value="medium" selected' in refused
    assert 'name="revision" value="2"' in refused and "Look at it as it stands now" in refused
    assert "<tr" in words(asked(two, spot, {**late, "revision": 2}))
    assert revision(shared_world, spot) == 3


@pytest.mark.parametrize("step", ["review", "verify"])
def test_the_other_cells_take_their_own_steps(shared_world: World, step: str) -> None:
    spot, client = listed(shared_world), shared_world.client("adviser")
    assert words(asked(client, spot, step=step)).startswith("<form")
    given = {"revision": 1, "trend": "better", "verified_on": "2040-01-01", "reason": "A patrol was there."}
    if step == "verify":
        assert "lies in the future" in words(asked(client, spot, given, step), 400)
        given["verified_on"] = str(shared_world.query("SELECT access.clock()::date")[0][0])
    assert words(asked(client, spot, given, step)).startswith("<tr")


def test_a_cell_is_absent_for_who_only_reads_and_for_the_other_side(shared_world: World) -> None:
    group(shared_world)
    inside, shared = listed(shared_world), listed(shared_world, audience="shared")
    lead = shared_world.client("cluster.lead")
    for who in ("cluster.lead", "observer", "field.cluster", "other.adviser"):
        client = shared_world.client(who)
        for values in (None, MINE):
            absent = asked(client, inside, values)
            nothing = client.get(reverse("hotspots:step", args=[NOBODYS, "priority"]), headers=WITHIN)
            assert (absent.status_code, nothing.status_code) == (404, 404), who
    assert str(inside.pk) not in read(lead, "list")
    assert revision(shared_world, inside) == 1
    # In an exercise that it writes in, the cluster's side uses the same cells, and the row says what its matrix says.
    row = words(asked(lead, shared, MINE))
    assert TOKEN.sub("", row) in TOKEN.sub("", read(lead, "list"))


def test_a_cell_asks_the_same_number_of_questions_whatever_the_matrix_holds(world: World) -> None:
    group(world)
    client, counts = world.client("adviser"), []
    for times in (1, 3):
        for number in range(times):
            spot = listed(world, audience="shared", place_said=f"Camp {times} {number}")
            sent(world.client("cluster.lead"), "act", [spot.pk, "state"], ASKED)
        with statements() as form:
            words(asked(client, spot))
        with statements() as row:
            words(asked(client, spot, MINE))
        counts.append((len(form), len(row)))
    assert counts[0] == counts[1]
