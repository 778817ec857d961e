"""A cell of the Flashpoint Matrix changed in its place: the same step as on a page of its own, and nothing more."""

import re
from datetime import date, timedelta
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
MINE = {
    "revision": 1, "priority": "critical", "trend": "worse", "phase": "prevention", "reason": "Carts were burnt.",
}  # fmt: skip


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
    assert "<html" in seen and "Change priority, trend and phase" in seen
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


PEOPLE = {"revision": 1, "population": "4200", "population_basis": "survey", "reason": "Counted anew."}
EFFORT = {"component": "military", "what": "A patrol each morning", "due_on": str(date.today() + timedelta(9))}


def last_step(world: World, spot: Hotspot) -> HotspotChange:
    with world.acting("adviser") as actor:
        return HotspotChange.objects.visible_to(actor).filter(hotspot_id=spot.pk).latest("at")


def test_people_and_phase_are_changed_in_their_cells_by_the_verb_of_the_form(shared_world: World) -> None:
    spot, client = listed(shared_world), shared_world.client("adviser")
    assert "people at risk: not said" in read(client, "list")
    form = words(asked(client, spot, step="people"))
    assert form.startswith("<form") and 'name="population"' in form and "Fewer than 10" in form
    for wrong in ({"population": "-1"}, {"population": "x"}, {"population_basis": ""}, {"reason": " "}):
        refused = words(asked(client, spot, {**PEOPLE, **wrong}, "people"), 400)
        assert refused.startswith("<form") and (wrong.get("population") or "4200") in refused
    assert "4,200 people at risk, survey" in words(asked(client, spot, PEOPLE, "people"))
    step = last_step(shared_world, spot)
    assert (step.kind, step.reason) == ("changed", "Counted anew.")
    assert step.fields == [["population", None, 4200], ["population_basis", "", "survey"]]
    late = words(asked(client, spot, {**PEOPLE, "population": "9"}, "people"), 409)
    assert "Stored meanwhile by somebody else" in late and "<dd>4200</dd>" in late
    phase = {**MINE, "revision": 2, "priority": "high", "trend": spot.trend, "phase": "response"}
    assert "Response" in words(asked(client, spot, phase))
    assert last_step(shared_world, spot).fields == [["phase", "prevention", "response"]]
    # Taken away as it came.
    words(asked(client, spot, {**PEOPLE, "revision": 3, "population": "", "population_basis": ""}, "people"))
    assert "people at risk: not said" in read(client, "list")


def test_the_next_line_of_effort_is_added_and_moved_on_in_its_cell(shared_world: World) -> None:
    spot, client = listed(shared_world), shared_world.client("adviser")
    new = reverse("hotspots:effort-new", args=[spot.pk])
    assert new in read(client, "list")
    form = words(client.get(new, headers=WITHIN))
    assert form.startswith('<form class="form in-cell"') and 'name="due_on"' in form
    refused = words(client.post(new, {**EFFORT, "due_on": "2020-01-01"}, headers=WITHIN), 400)
    assert refused.startswith("<form") and EFFORT["what"] in refused
    row = words(client.post(new, EFFORT, headers=WITHIN))
    assert row.startswith("<tr") and EFFORT["what"] in row and new not in row
    (here,) = re.findall(r'href="(/hotspots/efforts/[^"]+)"', row)
    form = words(client.get(here, headers=WITHIN))
    assert 'name="state"' in form and f'<p class="strong">{EFFORT["what"]}</p>' in form
    assert "<form" in words(client.post(here, {"revision": 1, "state": "not_acted"}, headers=WITHIN), 400)
    done = words(client.post(here, {"revision": 1, "state": "acted"}, headers=WITHIN))
    assert done.startswith("<tr") and EFFORT["what"] not in done and new in done
    assert last_step(shared_world, spot).fields == [["effort_state", "received", "acted"]]
    words(client.post(here, {"revision": 1, "state": "decided"}, headers=WITHIN), 409)
    assert client.post(here, {"revision": 2, "state": "decided"}).status_code == 302


def test_a_cluster_changes_people_in_an_exercise_and_no_line_of_effort(shared_world: World) -> None:
    group(shared_world)
    inside, shared = listed(shared_world), listed(shared_world, audience="shared")
    lead = shared_world.client("cluster.lead")
    assert "4,200 people" in words(asked(lead, shared, PEOPLE, "people"))
    seen = read(lead, "list")
    assert reverse("hotspots:step", args=[shared.pk, "people"]) in seen and "/effort" not in seen
    for spot in (inside, shared):
        new = reverse("hotspots:effort-new", args=[spot.pk])
        assert lead.get(new, headers=WITHIN).status_code == lead.post(new, EFFORT, headers=WITHIN).status_code == 404
    assert asked(lead, inside, PEOPLE, "people").status_code == 404


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
        with statements() as people:
            words(asked(client, spot, {**PEOPLE, "revision": 2}, "people"))
        with statements() as effort:
            words(client.post(reverse("hotspots:effort-new", args=[spot.pk]), EFFORT, headers=WITHIN))
        counts.append((len(form), len(row), len(people), len(effort)))
    assert counts[0] == counts[1]
