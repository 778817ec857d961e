"""The pages of missions, as people of both sides open them."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.world import World


def page_of(client: Client, world: World, part: str = "") -> str:
    mission = world.query(
        "SELECT m.id FROM missions_mission m JOIN access_owner o ON o.id = m.owner_id WHERE o.short = 'UNMOR'"
    )[0][0]
    return f"/missions/{mission}/{part}"


def version_in(html: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', html)
    assert found
    return found[1]


ENTRY = {
    "kind": "peacekeeping",
    "structural_model": "partly",
    "phase": "transition",
    "headquarters": "Karvel",
    "started_on": "2019-04-01",
    "ended_on": "",
    "weekend_days": ["5", "6"],
    "timezone": "Africa/Kigali",
    "language": "fr",
}


@pytest.mark.parametrize("who", ["adviser", "cluster.lead", "observer", "ocha", "admin"])
def test_both_sides_read_the_mission(still_world: World, who: str) -> None:
    client = still_world.client(who)
    assert "United Mission in Orvane" in client.get("/missions/").content.decode()
    answer = client.get(page_of(client, still_world))
    assert "Field Protection Cluster Sector East" in answer.content.decode()


def test_another_operation_gets_the_answer_of_what_does_not_exist(still_world: World) -> None:
    client = still_world.client("other.adviser")
    hidden, absent = (
        client.get(page_of(client, still_world)),
        client.get(f"/missions/{'0' * 8}-0000-4000-8000-{'0' * 12}/"),
    )
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert "UNMOR" not in client.get("/missions/").content.decode()


def test_its_keeper_changes_the_entry(world: World) -> None:
    client = world.client("adviser")
    address = page_of(client, world, "edit/")
    seen = version_in(client.get(address).content.decode())
    answer = client.post(address, {**ENTRY, "version": seen}, follow=True)
    assert "Transition and drawdown" in answer.content.decode()
    assert "Friday, Saturday" in answer.content.decode()


def test_who_saved_first_is_shown_and_nothing_typed_is_lost(world: World) -> None:
    one, two = world.client("adviser"), world.client("chief.of.staff")
    address = page_of(one, world, "edit/")
    seen = version_in(one.get(address).content.decode())
    one.post(address, {**ENTRY, "version": seen})
    refused = two.post(address, {**ENTRY, "headquarters": "Tarsh", "version": seen})
    html = refused.content.decode()
    assert refused.status_code == 409
    assert 'value="Tarsh"' in html and "Stored meanwhile by somebody else" in html and "<dd>Karvel</dd>" in html
    sent_again = two.post(address, {**ENTRY, "headquarters": "Tarsh", "version": version_in(html)}, follow=True)
    assert "Tarsh" in sent_again.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("timezone", "Nowhere/Land"),
        ("headquarters", "x" * 121),
        ("headquarters", "a\x00b"),
        ("headquarters", "a\u202eb"),
        ("kind", "army"),
        ("ended_on", "2018-01-01"),
        ("started_on", "31/31/2019"),
        ("weekend_days", ["1", "2", "3", "4", "5", "6", "7"]),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(still_world: World, field: str, value: object) -> None:
    client = still_world.client("adviser")
    address = page_of(client, still_world, "edit/")
    seen = version_in(client.get(address).content.decode())
    answer = client.post(address, {**ENTRY, "version": seen, field: value})
    assert answer.status_code == 400
    assert answer.context["form"].errors[field]
    assert still_world.query("SELECT phase FROM missions_mission WHERE headquarters = 'Karvel'") == [("mandate",)]


@pytest.mark.parametrize("who", ["cluster.lead", "force.planner", "observer"])
@pytest.mark.parametrize("part", ["edit/", "mandates/new/", "offices/new/", "sections/new/", "sectors/new/"])
def test_who_does_not_keep_it_finds_no_form(still_world: World, who: str, part: str) -> None:
    client = still_world.client(who)
    assert client.get(page_of(client, still_world, part)).status_code == 404
    assert client.post(page_of(client, still_world, part), {}).status_code == 404


def test_a_mandate_with_its_paragraphs(world: World) -> None:
    client = world.client("adviser")
    fields = {"resolution": "S/RES/9001 (2026)", "adopted_on": "2026-03-12", "expires_on": "2027-03-15", "note": ""}
    html = client.post(page_of(client, world, "mandates/new/"), fields, follow=True).content.decode()
    assert "S/RES/9001 (2026)" in html
    paragraph = re.search(r"/missions/mandates/[0-9a-f-]+/paragraphs/new/", html)
    assert paragraph
    typed = {"number": "7 (a)", "text": "Protection of civilians", "is_on_protection": "on"}
    assert "7 (a)" in client.post(paragraph[0], typed, follow=True).content.decode()
    assert "7 (a)" in world.client("cluster.lead").get(page_of(client, world)).content.decode()
    again = client.post(paragraph[0], typed)
    assert (again.status_code, "entered already" in again.content.decode()) == (409, True)
    twice = client.post(page_of(client, world, "mandates/new/"), fields)
    assert (twice.status_code, 'value="S/RES/9001 (2026)"' in twice.content.decode()) == (409, True)


def test_a_withdrawn_mandate_can_be_entered_anew(world: World) -> None:
    client = world.client("adviser")
    fields = {"resolution": "S/RES/9001 (2026)", "adopted_on": "2026-03-12", "expires_on": "", "note": ""}
    html = client.post(page_of(client, world, "mandates/new/"), fields, follow=True).content.decode()
    withdraw = re.search(r"/missions/mandates/[0-9a-f-]+/withdraw/", html)
    assert withdraw
    left = strip_tags(client.post(withdraw[0], follow=True).content.decode())
    assert "9001" not in left.replace("mandate is withdrawn", "")
    assert client.post(page_of(client, world, "mandates/new/"), fields).status_code == 302


def test_offices_and_sections_are_entered_kept_and_closed(world: World) -> None:
    client = world.client("adviser")
    new = {"kind": "field_office", "name": "Tuleni", "place": "Tuleni", "field_cluster": ""}
    html = client.post(page_of(client, world, "offices/new/"), new, follow=True).content.decode()
    office = re.search(r'href="(/missions/offices/[0-9a-f-]+/)"[^<]*<?[^>]*>Keep<span class="hide"> Tuleni', html)
    assert office
    kept = client.post(office[1], {**new, "place": "Tuleni South"}, follow=True).content.decode()
    assert "Tuleni South" in kept
    assert "Closed on" in client.post(office[1] + "close/", follow=True).content.decode()
    section = {"component": "civilian", "name": "Civil Affairs"}
    assert (
        "Civil Affairs" in client.post(page_of(client, world, "sections/new/"), section, follow=True).content.decode()
    )


def test_an_office_takes_no_cluster_of_another_operation(still_world: World) -> None:
    client = still_world.client("adviser")
    stranger = still_world.owner_id("Protection Cluster Taleria")
    new = {"kind": "field_office", "name": "Tuleni", "place": "", "field_cluster": str(stranger)}
    unknown = {**new, "field_cluster": "00000000-0000-4000-8000-000000000000"}
    address = page_of(client, still_world, "offices/new/")
    answers = [client.post(address, one) for one in (new, unknown)]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].context["form"].errors == answers[1].context["form"].errors


def test_the_administrator_founds_a_mission_from_the_published_list(world: World) -> None:
    world.query(
        "INSERT INTO missions_knownmission (number, acronym, name, department, is_active, headquarters, started_on)"
        " VALUES (7, 'UNXYZ', 'United Example Mission', 'DPO', true, 'Port Ansel', '2001-02-03')"
    )
    client = world.client("admin")
    assert "UNXYZ" in client.get("/missions/published/?q=example").content.decode()
    html = client.get("/missions/new/?known=7").content.decode()
    assert 'value="United Example Mission"' in html and 'value="2001-02-03"' in html
    fields = {**ENTRY, "name": "United Example Mission", "short": "UNXYZ", "sectors": "North\nSouth\n"}
    answer = client.post("/missions/new/", fields, follow=True).content.decode()
    assert "United Example Mission" in answer and "South" in answer
    assert world.client("adviser").get("/missions/new/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(world: World, django_assert_num_queries) -> None:
    client = world.client("adviser")
    client.get(page_of(client, world))
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(connections["mission"]) as queries:
            client.get(page_of(client, world))
        return len(queries)

    def enter(number: int) -> None:
        fields = {"resolution": f"S/RES/{number} (2026)", "adopted_on": "2026-03-12", "expires_on": "", "note": ""}
        html = client.post(page_of(client, world, "mandates/new/"), fields, follow=True).content.decode()
        address = re.search(r"/missions/mandates/[0-9a-f-]+/paragraphs/new/", html)
        assert address
        client.post(address[0], {"number": "1", "text": "Text"})

    enter(1)
    one = count()
    enter(2)
    enter(3)
    assert count() == one
