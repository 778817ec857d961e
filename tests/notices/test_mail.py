"""The outbox against a real mail server on this machine: what it carries, to whom, and what it does with refusals."""

from typing import Any

import pytest

from pocplan.notices.domain.planning import gather_digests, plan_events
from pocplan.notices.domain.posting import ATTEMPTS, REFUSALS, send_waiting
from tests.notices.stage import CODE, mail_server, tell_room
from tests.world import World

MORNING, NOON, NEXT_MORNING = "2026-12-01T06:00:00Z", "2026-12-01T12:00:00Z", "2026-12-02T07:30:00Z"


def states(world: World) -> list[tuple[str, int]]:
    return world.query("SELECT state, count(*)::int FROM notices_mail GROUP BY 1 ORDER BY 1")


def urgent(world: World, who: str = "adviser", to: str = "chief_of_staff") -> None:
    tell_room(world, who, "mission", urgent=True, to_kinds=[to])
    plan_events()


def test_an_urgent_mail_says_how_much_and_where_and_nothing_else(world: World, settings: Any) -> None:
    urgent(world)
    with mail_server(settings) as server:
        assert send_waiting() == 1
        assert send_waiting() == 0
    (mail,) = server.taken
    assert mail["Subject"] == "You have 1 item to look at"
    assert mail["To"] == world.user("chief.of.staff").email
    assert not mail["Cc"]
    assert f"{settings.SITE_ADDRESS}/inbox/" in mail.get_content()
    for secret in ("UNMOR", "Orvane", "happened", "Senior", CODE, "Valcourt"):
        assert secret not in mail.as_string()


def test_a_digest_a_day_in_the_morning_of_its_reader(world: World, settings: Any) -> None:
    world.query("UPDATE accounts_user SET timezone = 'Africa/Kigali', digest_hour = 7, language = 'fr'")
    world.set_clock("2026-12-01T04:00:00Z")  # six in the morning there
    for _ in range(3):
        tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
    plan_events()
    assert gather_digests() == 0
    world.set_clock("2026-12-01T05:00:00Z")
    with mail_server(settings) as server:
        assert (gather_digests(), gather_digests()) == (1, 0)
        assert send_waiting() == 1
        tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
        plan_events()
        assert gather_digests() == 0  # tomorrow
        world.set_clock("2026-12-02T09:00:00Z")
        assert gather_digests() == 1
        assert send_waiting() == 1
    first, second = server.taken
    # Three notices of one thing are one thing to look at.
    assert first["Subject"] == "Vous avez 1 élément à examiner"
    assert first["Message-ID"] != second["Message-ID"]


def test_one_digest_for_all_hats_of_a_person(world: World, settings: Any) -> None:
    tell_room(world, "adviser", "mission", to_kinds=["deputy_head"])
    tell_room(world, "ocha", "hc", to_kinds=["humanitarian_coordinator"])
    plan_events()
    world.set_clock(NOON)
    with mail_server(settings) as server:
        assert gather_digests() == 1
        assert send_waiting() == 1
    assert server.taken[0]["Subject"] == "You have 2 items to look at"


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York", "No/Where"])
@pytest.mark.parametrize("day", ["2026-03-07", "2026-04-04", "2026-11-01", "2028-02-28"])
def test_a_day_has_one_digest_also_where_the_clocks_change(shared_world: World, zone: str, day: str) -> None:
    world = shared_world
    world.query("TRUNCATE notices_mail, notices_notice, notices_event")
    world.query("UPDATE accounts_user SET timezone = %s, digest_hour = 2 WHERE username = 'chief.of.staff'", [zone])
    made = []
    for hour in range(0, 48, 3):
        world.set_clock(f"{day}T00:00:00Z")
        world.set_clock(world.query("SELECT (access.clock() + %s * interval '1 hour')::text", [hour])[0][0])
        tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
        plan_events()
        made.append(gather_digests())
    assert sum(made) in (2, 3)  # two days lie within 48 hours, or two and parts
    days = world.query("SELECT day, count(*) FROM notices_mail GROUP BY 1")
    assert {count for _, count in days} == {1}


def test_two_days_of_silence_end_in_one_digest(world: World, settings: Any) -> None:
    world.set_clock(MORNING)
    tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
    plan_events()
    world.set_clock("2026-12-03T12:00:00Z")
    with mail_server(settings):
        assert gather_digests() == 1
        assert send_waiting() == 1


def test_what_was_read_meanwhile_is_not_mailed(world: World, settings: Any) -> None:
    urgent(world)
    world.client("chief.of.staff").post("/inbox/read/")
    with mail_server(settings) as server:
        assert send_waiting() == 0
    assert not server.taken
    assert states(world) == [("cancelled", 1)]


@pytest.mark.parametrize(
    "loss",
    [
        "UPDATE access_incumbency SET ends = '2020-01-01', starts = '2019-01-01'",
        "UPDATE accounts_user SET is_active = false WHERE username = 'chief.of.staff'",
        "UPDATE access_post SET kind = 'administrator' WHERE kind = 'chief_of_staff'",
        "UPDATE access_post SET closed_on = '2020-01-01' WHERE kind = 'chief_of_staff'",
    ],
)
def test_who_lost_access_between_planning_and_sending_gets_nothing(world: World, settings: Any, loss: str) -> None:
    urgent(world)
    world.query(loss)
    with mail_server(settings) as server:
        assert send_waiting() == 0
    assert not server.taken
    assert states(world) == [("cancelled", 1)]


def test_a_server_that_is_down_loses_nothing_and_is_not_asked_for_each(world: World, settings: Any) -> None:
    tell_room(world, "adviser", "mission", urgent=True)
    plan_events()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    assert send_waiting() == 0
    assert world.query("SELECT sum(attempts)::int FROM notices_mail") == [(1,)]
    waiting = states(world)[0][1]
    world.set_clock("2027-01-01T00:00:00Z")
    with mail_server(settings) as server:
        assert send_waiting() == waiting
    assert len({mail["Message-ID"] for mail in server.taken}) == waiting


def test_a_server_that_says_later_is_asked_later(world: World, settings: Any) -> None:
    urgent(world)
    world.set_clock(NOON)
    with mail_server(settings, "451 later", "452 full", "250 taken") as server:
        assert send_waiting() == 0
        assert send_waiting() == 0  # not yet
        assert world.query("SELECT attempts FROM notices_mail") == [(1,)]
        world.set_clock("2026-12-01T12:02:00Z")
        assert send_waiting() == 0
        world.set_clock("2026-12-01T12:05:00Z")
        assert send_waiting() == 1
    assert len(server.taken) == 1


def test_a_server_that_says_never_is_believed_the_third_time(world: World, settings: Any) -> None:
    urgent(world)
    with mail_server(settings, "550 nobody here"):
        for day in range(1, 8):
            world.set_clock(f"2026-12-0{day}T12:00:00Z")
            assert send_waiting() == 0
    assert world.query("SELECT state, attempts, answer FROM notices_mail") == [("dead", REFUSALS, 550)]


def test_after_days_of_later_a_message_is_given_up(world: World, settings: Any) -> None:
    urgent(world)
    with mail_server(settings, "451 later"):
        for day in range(ATTEMPTS + 5):
            world.set_clock(f"2027-{1 + day // 28:02}-{1 + day % 28:02}T12:00:00Z")
            send_waiting()
    assert world.query("SELECT state, attempts FROM notices_mail") == [("dead", ATTEMPTS)]


def test_a_server_that_takes_and_dies_gets_the_same_message_again(world: World, settings: Any) -> None:
    urgent(world)
    world.set_clock(NOON)
    with mail_server(settings, "250 taken and dies", "250 taken") as server:
        send_waiting()
        world.set_clock(NEXT_MORNING)
        send_waiting()
    assert 1 <= len(server.taken) <= 2
    assert len({mail["Message-ID"] for mail in server.taken}) == 1
    assert states(world) == [("sent", 1)]
