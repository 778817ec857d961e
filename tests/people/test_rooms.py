"""What a hat reads, who sits in a room, exceptions for the host state, groups of addressees."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from pocplan.access.domain.rooms import open_shared
from pocplan.people.domain.groups import addressees_of
from pocplan.people.queries.groups import group_for
from tests.access.test_exclusions import seated_ministry
from tests.people.test_appointments import html
from tests.world import World


def public(world: World, short: str, audience: str, area: str = "") -> str:
    return str(
        world.query("SELECT public_id FROM access_compartment WHERE id = %s", [world.room(short, audience, area)])[0][0]
    )


def test_a_hat_is_told_what_it_reads(still_world: World) -> None:
    text = html(still_world.client("adviser"), "/people/rooms/")
    assert "UNMOR, Sector East" in text and "Force" not in re.sub(r"<header.*?</header>", "", text, flags=re.S)
    assert "HCT" in html(still_world.client("dsrsg.hc", "Humanitarian Coordinator"), "/people/rooms/")


def test_a_room_shows_persons_of_ones_own_body_and_organisations_of_others(still_world: World) -> None:
    with still_world.acting("adviser") as actor:
        commons = next(
            iter(
                still_world.query(
                    "SELECT public_id FROM access_compartment WHERE audience = 'commons' AND operation_id = %s",
                    [str(actor.operation_id)],
                )
            )
        )[0]
    text = html(still_world.client("adviser"), f"/people/rooms/{commons}/")
    assert "Maud Okerlin" in text and "Protection Cluster Orvane" in text and "Noor Lindqvist" not in text
    table = text.partition("<table>")[2].partition("</table>")[0]
    count = int(text.partition('On your side <span class="count">')[2].partition("<")[0])
    assert "Maud Okerlin" in table and table.count("<tr>") - 1 == count > 1


@pytest.mark.parametrize(
    ("short", "audience"), [("UNMOR", "force"), ("Protection Cluster", "cluster"), ("UNPOT", "mission")]
)
def test_a_room_one_does_not_sit_in_is_absent(still_world: World, short: str, audience: str) -> None:
    client = still_world.client("adviser")
    room = public(still_world, short, audience)
    for part in ("", "exception/"):
        assert client.get(f"/people/rooms/{room}/{part}").status_code == 404


def test_an_exception_is_previewed_confirmed_shown_and_taken_back(world: World) -> None:
    post = seated_ministry(world)
    lead, room = world.client("cluster.lead"), public(world, "Protection Cluster", "cluster")
    fields = {"post": str(post.pk), "reason": "The members agreed on 3 May", "until": ""}
    shown = lead.post(f"/people/rooms/{room}/exception/", fields)
    assert shown.status_code == 200
    assert "Ministry of Relief will read everything in this room" in shown.content.decode()
    assert "Rosa Dimitrow" in shown.content.decode().partition('id="preview"')[2]
    assert world.query("SELECT count(*) FROM access_seat") == [(0,)]
    assert lead.post(f"/people/rooms/{room}/exception/", {**fields, "confirmed": "on"}).status_code == 302
    member = html(world.client("cluster.member"), f"/people/rooms/{room}/")
    assert "The members agreed on 3 May" in member and "The host state reads here: Ministry of Relief" in member
    # The strip above a form says so before anything is written.
    assert "The host state reads here" in html(lead, "/clusters/members/new/")
    seat = world.query("SELECT id FROM access_seat")[0][0]
    address = f"/people/rooms/{room}/exception/{seat}/end/"
    assert world.client("cluster.member").post(address).status_code == 404
    assert lead.post(address).status_code == 302
    assert "Ministry of Relief" not in html(lead, f"/people/rooms/{room}/")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_an_exception_without_a_reason_is_refused(world: World, reason: str) -> None:
    post = seated_ministry(world)
    address = f"/people/rooms/{public(world, 'Protection Cluster', 'cluster')}/exception/"
    answer = world.client("cluster.lead").post(address, {"post": str(post.pk), "reason": reason, "confirmed": "on"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["reason"])


def test_the_commons_has_no_exceptions(world: World) -> None:
    seated_ministry(world)
    room = world.query(
        "SELECT c.public_id FROM access_compartment c JOIN access_owner o ON o.operation_id = c.operation_id"
        " WHERE c.audience = 'commons' AND o.short = 'UNMOR'"
    )[0][0]
    assert world.client("cluster.lead").get(f"/people/rooms/{room}/exception/").status_code == 404


def keys(world: World) -> dict[str, str]:
    cluster, mission = world.owner_id("Protection Cluster"), world.owner_id("UNMOR")
    return {"cluster": f"{cluster}/cluster/", "mission": f"{mission}/mission/"}


def test_a_group_is_kept_by_one_body_and_opens_what_it_names(world: World) -> None:
    client, choices = world.client("adviser"), keys(world)
    fields = {"name": "Those we always ask", "purpose": "", "addressees": list(choices.values()), "version": "1"}
    made = client.post("/people/groups/new/", fields, follow=True).content.decode()
    assert "Those we always ask" in made and "Protection Cluster Orvane: Cluster" in made
    for who in ("cluster.lead", "ocha"):
        assert "Those we always ask" not in html(world.client(who), "/people/groups/")
    [[group]] = world.query("SELECT id FROM people_addresseegroup")
    with world.acting("adviser") as actor:
        addressees = addressees_of(actor, group_for(actor, group))
        room = open_shared(actor=actor, label="Shared", addressees=addressees)
    with world.acting("cluster.member") as actor:
        assert room in actor.writable


def test_a_group_is_changed_and_withdrawn_and_a_stale_page_loses_nothing(world: World) -> None:
    client, choices = world.client("cluster.lead"), keys(world)
    fields = {"name": "Mission", "purpose": "", "addressees": [choices["mission"]], "version": "1"}
    client.post("/people/groups/new/", fields)
    [[group]] = world.query("SELECT id FROM people_addresseegroup")
    both = {**fields, "addressees": list(choices.values())}
    assert client.post(f"/people/groups/{group}/", both).status_code == 302
    late = world.client("cluster.colead").post(f"/people/groups/{group}/", {**fields, "name": "Late"})
    assert (late.status_code, 'value="Late"' in late.content.decode()) == (409, True)
    assert client.post(f"/people/groups/{group}/withdraw/").status_code == 302
    assert client.get(f"/people/groups/{group}/").status_code == 404


@pytest.mark.parametrize("who", ["cluster.member", "observer", "admin"])
def test_who_does_not_sit_where_groups_are_kept_finds_none(still_world: World, who: str) -> None:
    assert still_world.client(who).get("/people/groups/").status_code == 404


@pytest.mark.parametrize("addressees", [[], ["nonsense"], ["00000000-0000-4000-8000-000000000000/cluster/"]])
def test_a_group_without_a_fitting_addressee_is_refused(still_world: World, addressees: list[str]) -> None:
    fields = {"name": "None", "purpose": "", "addressees": addressees, "version": "1"}
    answer = still_world.client("adviser").post("/people/groups/new/", fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["addressees"])


def test_bodies_that_nothing_is_shared_with_are_not_offered(world: World) -> None:
    world.query("UPDATE access_owner SET state = 'government_chaired' WHERE short = 'Protection Cluster'")
    assert "Protection Cluster Orvane: " not in html(world.client("adviser"), "/people/groups/new/")


def test_the_groups_ask_as_often_for_one_as_for_three(world: World) -> None:
    client = world.client("adviser")

    def count() -> int:
        with CaptureQueriesContext(connections["mission"]) as queries:
            html(client, "/people/groups/")
        return len(queries)

    def make(name: str) -> None:
        fields = {"name": name, "purpose": "", "addressees": list(keys(world).values()), "version": "1"}
        assert client.post("/people/groups/new/", fields).status_code == 302

    make("one")
    one = count()
    make("two")
    make("three")
    assert count() == one
