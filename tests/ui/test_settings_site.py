"""Django's admin: for administrators, open tables, and the accounts of their own operation."""

import re

import pytest
from django.apps import apps

from pocplan.access.gate import GuardedModel
from pocplan.ui.admin_site import site
from tests.access.test_exclusions import seated_ministry
from tests.world import World

LIST = "/settings/accounts/user/"


def change_page(world: World, who: str) -> str:
    return f"{LIST}{world.user(who).pk}/change/"


def test_no_guarded_table_is_registered() -> None:
    assert [model for model in site._registry if issubclass(model, GuardedModel)] == []
    assert {model for model in apps.get_models() if site.is_registered(model)} == set(site._registry)


@pytest.mark.parametrize("who", ["adviser", "cluster.lead", "observer", "srsg"])
@pytest.mark.parametrize("part", ["", "accounts/", "accounts/user/", "jsi18n/", "nothing/at/all/"])
def test_others_find_nothing_there(still_world: World, who: str, part: str) -> None:
    assert still_world.client(who).get(f"/settings/{part}").status_code == 404


def test_the_administrator_keeps_accounts_of_the_own_operation(world: World) -> None:
    client = world.client("admin")
    text = client.get("/settings/", follow=True).content.decode()
    assert "force.commander" in text and "other.adviser" not in text
    assert "Bram" not in text and "UNMOR" not in re.sub(r"<header.*?</header>", "", text, flags=re.S)
    fields = {"language": "fr", "timezone": "Africa/Bangui", "digest_hour": "6", "is_active": "on"}
    assert client.post(change_page(world, "force.commander"), fields).status_code == 302
    user = world.user("force.commander")
    assert (user.language, user.timezone, user.digest_hour, user.username) == (
        "fr",
        "Africa/Bangui",
        6,
        "force.commander",
    )


def test_an_account_of_another_operation_is_like_none(still_world: World) -> None:
    client = still_world.client("admin")
    absent = f"{LIST}00000000-0000-4000-8000-000000000000/change/"
    answers = [client.get(address, follow=True) for address in (change_page(still_world, "other.adviser"), absent)]
    words = [re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", answer.content.decode()) for answer in answers]
    strip = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert strip.sub("", words[0]) == strip.sub("", words[1])


def test_a_closed_account_is_out_at_once(world: World) -> None:
    outside = world.client("civil.affairs")
    fields = {"language": "en", "timezone": "UTC", "digest_hour": "7"}
    world.client("admin").post(change_page(world, "civil.affairs"), fields)
    assert outside.get("/people/").status_code in (302, 404)


@pytest.mark.parametrize("part", ["add/", "{id}/delete/", "{id}/history/", "?q=force", "?o=1", "?is_active__exact=0"])
def test_nothing_is_made_deleted_or_logged(still_world: World, part: str) -> None:
    address = LIST + part.format(id=still_world.user("adviser").pk)
    answer = still_world.client("admin").get(address, follow=True)
    assert answer.status_code == (200 if "?" in part else 404)


def test_a_wrong_hour_is_refused(still_world: World) -> None:
    fields = {"language": "en", "timezone": "UTC", "digest_hour": "24", "is_active": "on"}
    answer = still_world.client("admin").post(change_page(still_world, "adviser"), fields)
    assert answer.status_code == 200 and still_world.user("adviser").digest_hour == 7


def test_a_body_of_the_host_state_opens_an_empty_start_page(world: World) -> None:
    seated_ministry(world)
    assert world.client("ministry").get("/").status_code == 200
