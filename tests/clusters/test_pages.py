"""The pages of clusters: who reads what, who keeps it, and what closes with a state."""

import re

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pocplan.access.domain.rooms import Addressee, open_shared
from tests.world import World


def address_of(world: World, short: str, part: str = "") -> str:
    found = world.query(
        "SELECT c.id FROM clusters_cluster c JOIN access_owner o ON o.id = c.owner_id WHERE o.short = %s", [short]
    )
    return f"/clusters/{found[0][0]}/{part}"


def html(client: Client, address: str) -> str:
    return client.get(address).content.decode()


MEMBER = {"organisation": "Quartz Aid", "organisation_kind": "nngo", "kind": "member", "since": "2026-01-05"}


@pytest.mark.parametrize("who", ["adviser", "cluster.lead", "observer", "admin"])
def test_everybody_in_the_operation_reads_which_clusters_there_are(still_world: World, who: str) -> None:
    text = html(still_world.client(who), "/clusters/")
    assert "Field Protection Cluster Sector East" in text and "Meridia Refugee Agency" in text
    assert "Taleria" not in text


def test_members_are_read_in_the_cluster_alone(world: World) -> None:
    lead = world.client("cluster.lead")
    answer = lead.post("/clusters/members/new/", MEMBER, follow=True)
    assert "Quartz Aid" in answer.content.decode()
    assert "Quartz Aid" in html(world.client("cluster.member"), address_of(world, "Protection Cluster"))
    for who in ("adviser", "admin", "field.cluster", "ocha", "observer"):
        text = html(world.client(who), address_of(world, "Protection Cluster"))
        assert "Quartz Aid" not in text and "Members and observers" not in text


@pytest.mark.parametrize("who", ["cluster.member", "adviser", "admin", "observer"])
@pytest.mark.parametrize("part", ["members/new/", "protocol/"])
def test_only_the_coordination_lists_members(still_world: World, who: str, part: str) -> None:
    client = still_world.client(who)
    assert (client.get(f"/clusters/{part}").status_code, client.post(f"/clusters/{part}", MEMBER).status_code) == (
        404,
        404,
    )


def test_a_member_is_kept_leaves_and_may_come_back(world: World) -> None:
    client = world.client("cluster.lead")
    text = client.post("/clusters/members/new/", MEMBER, follow=True).content.decode()
    address = re.search(r'href="(/clusters/members/[0-9a-f-]+/)"', text)
    assert address
    again = client.post("/clusters/members/new/", MEMBER)
    assert (again.status_code, "listed already" in again.content.decode()) == (409, True)
    early = client.post(address[1] + "end/", {"last_day": "2025-01-01"})
    assert (early.status_code, "before the first" in early.content.decode()) == (400, True)
    assert client.post(address[1] + "end/", {"last_day": "2026-10-01"}).status_code == 302
    assert client.get(address[1]).status_code == 404
    assert client.post("/clusters/members/new/", MEMBER).status_code == 302


def test_a_section_of_a_mission_is_always_marked_as_affiliated(world: World) -> None:
    client = world.client("aor.lead")
    fields = {**MEMBER, "organisation": "UNMOR child protection", "organisation_kind": "mission"}
    assert "Affiliated with the mission" in client.post("/clusters/members/new/", fields, follow=True).content.decode()


def test_two_coordinators_on_one_entry(world: World) -> None:
    one, two = world.client("cluster.lead"), world.client("cluster.colead")
    text = one.post("/clusters/members/new/", MEMBER, follow=True).content.decode()
    address = re.search(r'href="(/clusters/members/[0-9a-f-]+/)"', text)
    assert address
    assert one.post(address[1], {**MEMBER, "note": "first", "version": "1"}).status_code == 302
    late = two.post(address[1], {**MEMBER, "note": "second", "version": "1"})
    assert (late.status_code, "<dd>first</dd>" in late.content.decode()) == (409, True)
    assert 'value="second"' in late.content.decode()


def test_the_protocol_is_replaced_and_the_former_kept(world: World) -> None:
    client = world.client("cluster.lead")
    for text in ("First text", "Second text"):
        client.post("/clusters/protocol/", {"text": text, "agreed_on": "2026-02-01"})
    seen = html(client, address_of(world, "Protection Cluster"))
    assert "Second text" in seen and "First text" not in seen
    assert world.query("SELECT count(*) FROM clusters_sharingprotocol") == [(2,)]


def test_the_coordination_keeps_the_entry(world: World) -> None:
    client = world.client("cluster.colead")
    address = address_of(world, "Protection Cluster", "edit/")
    fields = {"kind": "national", "theme": "protection", "parent": "", "area": "", "lead": "Karuna", "version": "1"}
    assert client.post(address, fields).status_code == 302
    assert client.post(address, fields).status_code == 409
    for who in ("adviser", "field.cluster", "cluster.member"):
        assert world.client(who).get(address).status_code == 404


def test_a_cluster_cannot_belong_to_itself_in_a_ring(still_world: World) -> None:
    client = still_world.client("cluster.lead")
    field = address_of(still_world, "Field Cluster East").split("/")[2]
    fields = {"kind": "working_group", "theme": "protection", "parent": field, "version": "1"}
    answer = client.post(address_of(still_world, "Protection Cluster", "edit/"), fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["parent"])


def shared_room(world: World) -> int:
    with world.acting("adviser") as actor:
        own = Addressee(actor.owner_id, "mission", may_write=True)
        theirs = Addressee(world.owner_id("Protection Cluster"), "cluster", may_write=True)
        return open_shared(actor=actor, label="Round on the draft", addressees=[own, theirs])


def reads(world: World, who: str, room: int) -> bool:
    with world.acting(who) as actor:
        return room in actor.readable


@pytest.mark.parametrize("state", ["deactivated", "government_chaired"])
def test_a_state_shows_what_it_closes_and_asks_before_it_does(world: World, state: str) -> None:
    room = shared_room(world)
    client, address = world.client("cluster.lead"), address_of(world, "Protection Cluster", "state/")
    fields = {"state": state, "reason": "The country team decided so"}
    shown = client.post(address, fields)
    assert shown.status_code == 200 and "Round on the draft" in shown.content.decode()
    assert reads(world, "cluster.member", room)
    assert client.post(address, {**fields, "confirmed": "on"}).status_code == 302
    assert not reads(world, "cluster.member", room) and reads(world, "adviser", room)
    assert "The country team decided so" in html(world.client("adviser"), address_of(world, "Protection Cluster"))


def test_what_closed_does_not_open_again_by_itself(world: World) -> None:
    room = shared_room(world)
    address = address_of(world, "Protection Cluster", "state/")
    fields = {"state": "deactivated", "reason": "Ended", "confirmed": "on"}
    world.client("cluster.lead").post(address, fields)
    own = world.client("cluster.lead").post(address, {**fields, "state": "active"})
    assert own.status_code in (400, 404)
    back = world.client("admin").post(address, {**fields, "state": "active"})
    assert back.status_code == 302
    assert not reads(world, "cluster.member", room)
    again = Addressee(world.owner_id("Protection Cluster"), "cluster")
    with world.acting("adviser") as actor:
        open_shared(actor=actor, label="Anew", addressees=[again])


def test_nobody_else_changes_the_state(still_world: World) -> None:
    for who in ("adviser", "field.cluster", "cluster.member", "chief.of.staff"):
        client = still_world.client(who)
        assert client.post(address_of(still_world, "Protection Cluster", "state/"), {}).status_code == 404


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301, "a\u202eb"])
def test_a_state_without_a_fitting_reason_is_refused(still_world: World, reason: str) -> None:
    client, address = still_world.client("cluster.lead"), address_of(still_world, "Protection Cluster", "state/")
    answer = client.post(address, {"state": "deactivated", "reason": reason, "confirmed": "on"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["reason"])
    assert still_world.query("SELECT count(*) FROM access_owner WHERE state <> 'active'") == [(0,)]


def test_the_administrator_founds_a_cluster(world: World) -> None:
    client = world.client("admin")
    parent = address_of(world, "Protection Cluster").split("/")[2]
    fields = {
        "name": "Protection Working Group West",
        "short": "PWG West",
        "kind": "working_group",
        "theme": "protection",
    }
    answer = client.post("/clusters/new/", {**fields, "parent": parent}, follow=True)
    assert "Protection Working Group West" in answer.content.decode()
    assert world.room("PWG West", "cluster_lead")
    assert world.client("cluster.lead").get("/clusters/new/").status_code == 404


def test_a_cluster_of_another_operation_is_absent(still_world: World) -> None:
    client = still_world.client("adviser")
    assert client.get(address_of(still_world, "Protection Cluster Taleria")).status_code == 404
    fields = {"kind": "field", "theme": "protection", "version": "1"}
    stranger = {**fields, "parent": address_of(still_world, "Protection Cluster Taleria").split("/")[2]}
    unknown = {**fields, "parent": "00000000-0000-4000-8000-000000000000"}
    address = address_of(still_world, "Field Cluster East", "edit/")
    answers = [still_world.client("field.cluster").post(address, one) for one in (stranger, unknown)]
    assert answers[0].context["form"].errors == answers[1].context["form"].errors != {}


@pytest.mark.parametrize("short", ["", "Protection Cluster"])
def test_the_number_of_queries_does_not_grow_with_the_rows(world: World, short: str) -> None:
    client = world.client("cluster.lead")
    address = address_of(world, short) if short else "/clusters/"

    def count() -> int:
        with CaptureQueriesContext(connections["humanitarian"]) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def grow(number: int) -> None:
        client.post("/clusters/members/new/", {**MEMBER, "organisation": f"Organisation {number}"})
        fields = {"name": f"Cluster {number}", "short": f"C{number}", "kind": "field", "theme": "protection"}
        parent = address_of(world, "Protection Cluster").split("/")[2]
        assert world.client("admin").post("/clusters/new/", {**fields, "parent": parent}).status_code == 302

    grow(1)
    one = count()
    grow(2)
    grow(3)
    assert count() == one
