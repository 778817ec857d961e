"""The key for unsent text: one for each account, for nobody else, and kept nowhere."""

import base64
import uuid

from django.test import Client, override_settings

from pocplan.ui.draftkey import draft_key, draft_mark
from tests.world import World


def test_each_account_has_its_own_and_always_the_same() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    assert draft_key(one) == draft_key(one) != draft_key(other)
    assert len(draft_key(one)) == 32
    assert draft_mark(one) != draft_mark(other)
    assert draft_key(one).hex().find(draft_mark(one)) == -1


def test_it_follows_the_installation() -> None:
    one = uuid.uuid4()
    before = draft_key(one)
    with override_settings(SECRET_KEY="another"):
        assert draft_key(one) != before


def test_only_who_is_signed_in_is_given_it_and_nothing_caches_it(world: World) -> None:
    answer = world.client("adviser").get("/draft-key/")
    assert base64.b64decode(answer.json()["key"]) == draft_key(world.user("adviser").pk)
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/draft-key/").status_code == 302


def test_a_change_of_password_loses_nothing(world: World) -> None:
    user = world.user("adviser")
    before = draft_key(user.pk)
    user.set_password("another one entirely")
    user.save()
    assert draft_key(world.user("adviser").pk) == before
