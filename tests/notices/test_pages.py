"""The inbox and the settings, as people open them."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from pocplan.notices.domain.planning import plan_events
from tests.notices.stage import tell_room
from tests.world import World


def notice_of(world: World, who: str) -> str:
    sql = "SELECT n.id FROM notices_notice n JOIN accounts_user u ON u.id = n.user_id WHERE u.username = %s"
    return str(world.query(sql, [who])[0][0])


def test_the_inbox_tells_and_leads_on(world: World) -> None:
    tell_room(world, "adviser", "mission")
    plan_events()
    client = world.client("chief.of.staff")
    assert "Something happened" in client.get("/inbox/").text
    answer = client.post(f"/inbox/{notice_of(world, 'chief.of.staff')}/")
    assert answer["Location"].startswith("/people/posts/")
    assert client.get(answer["Location"]).status_code == 200
    assert "Something happened" not in client.get("/inbox/?unread=1").text
    assert "Something happened" in client.get("/inbox/").text


def test_the_inbox_is_the_hats_own(world: World) -> None:
    tell_room(world, "adviser", "mission", to_kinds=["deputy_head"])
    plan_events()
    assert "Something happened" in world.client("dsrsg.hc", "Deputy").get("/inbox/").text
    assert "Something happened" not in world.client("dsrsg.hc", "Humanitarian").get("/inbox/").text


@pytest.mark.parametrize("who", ["adviser", "srsg", "cluster.lead"])
def test_anothers_notice_is_not_there(world: World, who: str) -> None:
    tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
    plan_events()
    notice = notice_of(world, "chief.of.staff")
    assert world.client(who).post(f"/inbox/{notice}/").status_code == 404
    assert world.query("SELECT read_at FROM notices_notice") == [(None,)]


def test_what_is_seen_no_more_is_told_no_more(world: World) -> None:
    tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
    plan_events()
    world.query("UPDATE notices_notice SET subject_id = gen_random_uuid()")
    client = world.client("chief.of.staff")
    assert "Something happened" not in client.get("/inbox/").text
    answer = client.post(f"/inbox/{notice_of(world, 'chief.of.staff')}/")
    assert answer["Location"] == "/inbox/"


def test_settings_are_kept_for_all_hats(world: World) -> None:
    client = world.client("dsrsg.hc", "Deputy")
    sent = {"language": "fr", "timezone": "Africa/Kigali", "digest_hour": "6"}
    assert client.post("/inbox/settings/", sent).status_code == 302
    user = world.user("dsrsg.hc")
    assert (user.language, user.timezone, user.digest_hour) == ("fr", "Africa/Kigali", 6)
    assert "Quand pocplan vous écrit" in client.get("/inbox/").text


@pytest.mark.parametrize(("field", "value"), [("timezone", "Mars/Olympus"), ("digest_hour", "24"), ("language", "xx")])
def test_settings_that_do_not_exist_are_refused_and_kept_on_the_page(world: World, field: str, value: str) -> None:
    sent = {"language": "fr", "timezone": "Africa/Kigali", "digest_hour": "6", field: value}
    answer = world.client("adviser").post("/inbox/settings/", sent)
    assert answer.status_code == 400
    assert re.search(rf'id="id_{field}_error"', answer.text)
    assert world.user("adviser").language == "en"


@pytest.mark.parametrize("count", [1, 40])
def test_a_full_inbox_asks_as_little_as_a_short_one(world: World, count: int) -> None:
    for _ in range(count):
        tell_room(world, "adviser", "mission", to_kinds=["chief_of_staff"])
    plan_events()
    client = world.client("chief.of.staff")

    with CaptureQueriesContext(connections["mission"]) as queries:
        client.get("/inbox/")
    assert len(queries) == 8, [query["sql"][:120] for query in queries]
