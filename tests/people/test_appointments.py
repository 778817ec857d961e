"""Posts and appointments through the pages: proposed by one, confirmed by another, ended by a day."""

import re

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World


def post_id(world: World, title: str) -> str:
    return str(world.query("SELECT id FROM access_post WHERE title_en = %s", [title])[0][0])


def person_id(world: World, who: str, short: str) -> str:
    found = world.query(
        "SELECT p.id FROM access_person p JOIN accounts_user u ON u.id = p.user_id"
        " JOIN access_owner o ON o.id = p.owner_id WHERE u.username = %s AND o.short = %s",
        [who, short],
    )
    return str(found[0][0])


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def last_proposal(world: World) -> str:
    return str(
        world.query("SELECT id FROM access_incumbency WHERE confirmed_at IS NULL AND withdrawn_at IS NULL")[0][0]
    )


def propose(world: World, who: str, title: str, person: str, short: str = "UNMOR", **days: str) -> int:
    fields = {"person": person_id(world, person, short), "starts": "2026-11-01", **days}
    return world.client(who).post(f"/people/posts/{post_id(world, title)}/propose/", fields).status_code


def test_one_reads_posts_and_people_of_ones_own_body_and_the_others_as_organisations(still_world: World) -> None:
    text = html(still_world.client("adviser"), "/people/")
    assert "Maud Okerlin" in text and "Protection Cluster Orvane" in text
    assert "Noor Lindqvist" not in text and "Cluster Coordinator" not in text
    text = html(still_world.client("cluster.member"), "/people/")
    assert "Noor Lindqvist" in text and "Maud Okerlin" not in text


def test_the_administrator_chooses_a_body(still_world: World) -> None:
    client = still_world.client("admin")
    assert "Noor Lindqvist" in html(client, "/people/") and "Maud Okerlin" in html(client, "/people/")
    text = html(client, f"/people/?body={still_world.owner_id('Protection Cluster')}")
    assert "Noor Lindqvist" in text and "Maud Okerlin" not in text
    stranger = html(client, f"/people/?body={still_world.owner_id('UNPOT')}")
    assert "Karim Elsner" not in stranger and "Noor Lindqvist" in stranger
    assert "Noor Lindqvist" in html(client, "/people/?body=nonsense&vacant=maybe&page=99")


def test_a_post_of_another_body_is_absent(still_world: World) -> None:
    client = still_world.client("adviser")
    for title in ("Cluster Coordinator", "System administrator"):
        for part in ("", "brief/", "edit/", "propose/", "invite/"):
            assert client.get(f"/people/posts/{post_id(still_world, title)}/{part}").status_code == 404


def test_titles_follow_the_language(still_world: World) -> None:
    assert "Conseillère principale pour la protection des civils" in html(
        still_world.client("adviser", language="fr"), "/people/"
    )


def test_an_appointment_seats_nobody_until_another_head_confirms_it(world: World) -> None:
    with world.acting("civil.affairs") as actor:
        force = world.room("UNMOR", "force")
        assert force not in actor.readable
    assert propose(world, "admin", "Force planner (U5)", "civil.affairs", acting="on") == 302
    one = last_proposal(world)
    assert world.client("admin").get(f"/people/appointments/{one}/confirm/").status_code == 404
    head = world.client("chief.of.staff")
    assert "Petra Salvi" in html(head, "/people/appointments/")
    seen = html(head, f"/people/appointments/{one}/confirm/")
    assert "Force" in seen and "reads and writes" in seen
    assert head.post(f"/people/appointments/{one}/confirm/", {}).status_code == 400
    assert [hat.title for hat in world.hats("civil.affairs")] == ["Civil Affairs Officer"]
    assert head.post(f"/people/appointments/{one}/confirm/", {"confirmed": "on"}).status_code == 302
    with world.acting("civil.affairs", "Force planner") as actor:
        assert force in actor.readable
    assert head.post(f"/people/appointments/{one}/confirm/", {"confirmed": "on"}).status_code == 404


def test_the_proposer_and_the_appointed_do_not_confirm(world: World) -> None:
    assert propose(world, "chief.of.staff", "Force planner (U5)", "srsg") == 302
    one = last_proposal(world)
    for who in ("chief.of.staff", "srsg"):
        answer = world.client(who).post(f"/people/appointments/{one}/confirm/", {"confirmed": "on"})
        assert (answer.status_code, "A head of this side" in answer.content.decode()) == (400, True)
    assert world.query("SELECT confirmed_at FROM access_incumbency WHERE id = %s", [one]) == [(None,)]


@pytest.mark.parametrize("who", ["adviser", "cluster.member", "observer", "cluster.lead"])
def test_others_find_no_forms(still_world: World, who: str) -> None:
    client = still_world.client(who)
    address = f"/people/posts/{post_id(still_world, 'Force planner (U5)')}/"
    for part in ("propose/", "invite/", "edit/"):
        assert client.post(address + part, {}).status_code == 404
    assert client.get(f"/people/bodies/{still_world.owner_id('UNMOR')}/posts/new/").status_code == 404


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"starts": "2026-11-10", "ends": "2026-11-01"}, "ends"),
        ({"starts": "2025-01-01", "ends": "2025-02-01"}, "ends"),
        ({"starts": "31 November"}, "starts"),
        ({"starts": ""}, "starts"),
        ({"person": "00000000-0000-4000-8000-000000000000"}, "person"),
    ],
)
def test_days_that_do_not_fit_are_said_beside_their_field(still_world: World, days: dict[str, str], field: str) -> None:
    client = still_world.client("chief.of.staff")
    fields = {"person": person_id(still_world, "civil.affairs", "UNMOR"), "starts": "2026-11-01", **days}
    answer = client.post(f"/people/posts/{post_id(still_world, 'Force planner (U5)')}/propose/", fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])


def test_nobody_is_proposed_twice_for_the_same_days(world: World) -> None:
    assert propose(world, "chief.of.staff", "Force planner (U5)", "civil.affairs") == 302
    assert propose(world, "admin", "Force planner (U5)", "civil.affairs") == 400


def test_a_person_of_another_body_is_answered_like_none(still_world: World) -> None:
    client = still_world.client("chief.of.staff")
    address = f"/people/posts/{post_id(still_world, 'Force planner (U5)')}/propose/"
    answers = [
        client.post(address, {"person": one, "starts": "2026-11-01"})
        for one in (
            person_id(still_world, "cluster.lead", "Protection Cluster"),
            "00000000-0000-4000-8000-000000000000",
        )
    ]
    assert answers[0].context["form"].errors == answers[1].context["form"].errors != {}


def test_an_appointment_ends_and_nothing_is_seen_from_the_next_day_on(world: World) -> None:
    one = str(world.hat("civil.affairs").incumbency_id)
    client = world.client("chief.of.staff")
    early = client.post(f"/people/appointments/{one}/end/", {"last_day": "2025-01-01"})
    assert (early.status_code, list(early.context["form"].errors)) == (400, ["last_day"])
    assert client.post(f"/people/appointments/{one}/end/", {"last_day": "2026-02-01"}).status_code == 302
    assert world.hats("civil.affairs") == []
    longer = client.post(f"/people/appointments/{one}/end/", {"last_day": "2027-02-01"})
    assert (longer.status_code, list(longer.context["form"].errors)) == (400, ["last_day"])
    assert "Vacant" in html(client, f"/people/posts/{post_id(world, 'Civil Affairs Officer')}/")
    assert "Civil Affairs Officer" in html(client, "/people/?vacant=1")


def test_a_withdrawn_proposal_is_confirmed_by_nobody(world: World) -> None:
    propose(world, "admin", "Force planner (U5)", "civil.affairs")
    one = last_proposal(world)
    assert world.client("chief.of.staff").post(f"/people/appointments/{one}/withdraw/").status_code == 302
    answer = world.client("srsg").post(f"/people/appointments/{one}/confirm/", {"confirmed": "on"})
    assert answer.status_code == 404
    assert propose(world, "admin", "Force planner (U5)", "civil.affairs") == 302


NEW = {"kind": "analyst", "title_en": "JOC analyst", "title_fr": "Analyste du JOC", "organisation": "", "unit": "JOC"}


def test_a_post_is_made_described_and_closed(world: World) -> None:
    client = world.client("chief.of.staff")
    made = client.post(f"/people/bodies/{world.owner_id('UNMOR')}/posts/new/", NEW, follow=True)
    assert "JOC analyst" in made.content.decode() and "Vacant" in made.content.decode()
    address = f"/people/posts/{post_id(world, 'JOC analyst')}/"
    described = {**NEW, "title_en": "JMAC analyst", "reports_to": post_id(world, "Chief of Staff")}
    assert "JMAC analyst" in client.post(address + "edit/", described, follow=True).content.decode()
    assert client.post(address + "close/").status_code == 302
    assert "JMAC analyst" not in html(client, "/people/")
    assert client.post(address + "close/").status_code == 404


def test_a_post_that_is_held_is_not_closed(still_world: World) -> None:
    client = still_world.client("chief.of.staff")
    answer = client.post(f"/people/posts/{post_id(still_world, 'Civil Affairs Officer')}/close/", follow=True)
    assert "Somebody holds this post" in answer.content.decode()
    assert "Civil Affairs Officer" in html(client, "/people/")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "cluster_coordinator"}, "kind"),
        ({"kind": "administrator"}, "kind"),
        ({"title_en": ""}, "title_en"),
        ({"title_fr": "x" * 161}, "title_fr"),
        ({"unit": "a\u202eb"}, "unit"),
        ({"reports_to": "00000000-0000-4000-8000-000000000000"}, "reports_to"),
    ],
)
def test_a_post_that_does_not_fit_is_refused_beside_its_field(
    still_world: World, values: dict[str, str], field: str
) -> None:
    client = still_world.client("chief.of.staff")
    answer = client.post(f"/people/bodies/{still_world.owner_id('UNMOR')}/posts/new/", {**NEW, **values})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert still_world.query("SELECT count(*) FROM access_post WHERE title_en = 'JOC analyst'") == [(0,)]


def test_a_head_of_mission_sits_in_no_sector(still_world: World) -> None:
    area = still_world.query("SELECT id FROM access_area WHERE name = 'Sector East'")[0][0]
    fields = {**NEW, "kind": "head_of_mission", "area": str(area)}
    client = still_world.client("chief.of.staff")
    answer = client.post(f"/people/bodies/{still_world.owner_id('UNMOR')}/posts/new/", fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["area"])


def test_posts_do_not_report_in_a_ring(still_world: World) -> None:
    client = still_world.client("chief.of.staff")
    fields = {
        "title_en": "Chief of Staff",
        "title_fr": "Chef de cabinet",
        "reports_to": post_id(still_world, "Senior PoC Adviser"),
    }
    answer = client.post(f"/people/posts/{post_id(still_world, 'Chief of Staff')}/edit/", fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["reports_to"])


def test_the_takeover_brief_says_what_the_post_opens_and_whom_it_reports_to(still_world: World) -> None:
    text = html(still_world.client("adviser"), f"/people/posts/{post_id(still_world, 'Senior PoC Adviser')}/brief/")
    assert "Chief of Staff → Head of Mission" in text
    assert "PoC Adviser, Sector East" in text
    assert re.search(r"Mission: UNMOR", text)


@pytest.mark.parametrize("part", ["", "?vacant=1"])
def test_the_list_asks_as_often_for_three_posts_as_for_thirty(world: World, part: str) -> None:
    client = world.client("chief.of.staff")

    def count() -> int:
        with CaptureQueriesContext(connections["mission"]) as queries:
            html(client, "/people/" + part)
        return len(queries)

    for number in range(3):
        fields = {**NEW, "title_en": f"Analyst {number}"}
        assert client.post(f"/people/bodies/{world.owner_id('UNMOR')}/posts/new/", fields).status_code == 302
    one = count()
    for number in range(3, 30):
        fields = {**NEW, "title_en": f"Analyst {number}"}
        client.post(f"/people/bodies/{world.owner_id('UNMOR')}/posts/new/", fields)
    assert count() == one


def test_the_list_pages(world: World) -> None:
    client = world.client("chief.of.staff")
    for number in range(45):
        client.post(f"/people/bodies/{world.owner_id('UNMOR')}/posts/new/", {**NEW, "title_en": f"Analyst {number:02}"})
    assert "Page 1 of 2" in html(client, "/people/") and "Page 2 of 2" in html(client, "/people/?page=2")
