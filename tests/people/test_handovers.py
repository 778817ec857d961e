"""Before the last day of an appointment: who leaves and who appoints are told, once each, and no mail says of what."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from pocplan.notices.domain.planning import gather_digests
from pocplan.notices.domain.posting import send_waiting
from pocplan.people.domain.handovers import plan_handovers
from tests.notices.stage import mail_server
from tests.world import World

LAST = "2026-12-31"


def leaves(world: World, who: str = "adviser", last: str = LAST) -> None:
    incumbency = world.hat(who).incumbency_id
    world.query("UPDATE access_incumbency SET ends = %s WHERE id = %s", [last, str(incumbency)])


def told(world: World) -> list[tuple[str, str]]:
    return world.query(
        "SELECT n.stage, u.username FROM notices_notice n JOIN accounts_user u ON u.id = n.user_id"
        " WHERE n.code LIKE 'post_%' ORDER BY n.at, n.stage, u.username"
    )


def test_thirty_fourteen_and_three_days_before_once_each(world: World) -> None:
    leaves(world)
    for day in ("11-30", "12-01", "12-10", "12-17", "12-28", "12-31"):
        world.set_clock(f"2026-{day}T06:00:00Z")
        plan_handovers()
        assert plan_handovers() == 0
    stages = ("before_30", "before_14", "before_3")
    assert told(world) == [(stage, who) for stage in stages for who in ("adviser", "chief.of.staff", "srsg")]
    world.set_clock("2027-01-01T06:00:00Z")
    assert plan_handovers() == 0


def test_an_outage_is_made_up_for_once_and_ten_planners_write_one_row(world: World) -> None:
    leaves(world, "agency.focal")
    world.set_clock("2026-12-20T06:00:00Z")

    def one(_: int) -> int:
        try:
            return plan_handovers()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(one, range(10))) == 2
    assert told(world) == [("before_14", "agency.focal"), ("before_14", "agency.rep")]


def test_heads_are_left_in_peace_where_somebody_follows_and_who_leaves_is_told(world: World) -> None:
    leaves(world)
    world.set_clock("2026-12-10T06:00:00Z")
    plan_handovers()
    assert "A post falls vacant within 30 days" in world.client("chief.of.staff").get("/inbox/").text
    _follows(world)
    assert "A post falls vacant" not in world.client("chief.of.staff").get("/inbox/").text
    world.set_clock("2026-12-18T06:00:00Z")
    plan_handovers()
    assert told(world)[-1] == ("before_14", "adviser") and len(told(world)) == 4
    client = world.client("adviser", language="fr")
    assert "Votre nomination prend fin d’ici à 14 jours" in client.get("/inbox/").text
    (latest,) = world.query("SELECT id FROM notices_notice WHERE stage = 'before_14'")
    brief = client.post(f"/inbox/{latest[0]}/", follow=True)
    assert brief.redirect_chain[-1][0].endswith("/brief/") and "secteur" in brief.text.lower()


def _follows(world: World) -> None:
    world.query(
        "INSERT INTO access_incumbency (id, compartment_id, post_id, person_id, starts, acting)"
        " SELECT gen_random_uuid(), i.compartment_id, i.post_id, p.id, '2027-01-01', false FROM access_incumbency i"
        " JOIN access_person p ON p.compartment_id = i.compartment_id AND p.name = 'Petra Salvi' WHERE i.id = %s",
        [str(world.hat("adviser").incumbency_id)],
    )


def test_the_digest_goes_in_the_readers_own_morning_and_language_and_says_nothing(world: World, settings: Any) -> None:
    leaves(world)
    world.query("UPDATE accounts_user SET timezone = 'Asia/Tokyo', digest_hour = 7, language = 'fr'")
    world.set_clock("2026-12-01T20:00:00Z")  # five in the morning there
    plan_handovers()
    assert gather_digests() == 0
    world.set_clock("2026-12-01T22:00:00Z")
    with mail_server(settings) as server:
        assert (gather_digests(), send_waiting()) == (3, 3)
    (mail,) = [one for one in server.taken if one["To"] == world.user("adviser").email]
    assert mail["Subject"] == "Vous avez 1 élément à examiner"
    for secret in ("UNMOR", "nomination", "PoC", "Valcourt", "post_ends"):
        assert secret not in mail.as_string()
