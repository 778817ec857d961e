"""What is shown on this screen stays on it; what was typed is given back."""

import pytest
from django.test import Client

from tests.world import World

HC = "Humanitarian"


def test_nothing_is_cached_and_other_sites_learn_nothing(shared_world: World) -> None:
    for address in ("/", "/missions/", "/draft-key/", "/nothing/here"):
        answer = shared_world.client("adviser").get(address)
        assert answer["Cache-Control"] == "private, no-store", address
        assert answer["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_leaving_clears_the_device_and_asking_to_leave_does_not(shared_world: World) -> None:
    client = shared_world.client("adviser")
    assert "Clear-Site-Data" not in client.get("/account/logout/")
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'


def test_a_script_under_another_hat_is_refused_in_its_own_form(shared_world: World) -> None:
    client = shared_world.client("dsrsg.hc", "Deputy")
    other = shared_world.hat("dsrsg.hc", HC)
    answer = client.put("/strategies/", "{}", headers={"x-hat": str(other.incumbency_id)})
    assert answer.status_code == 409
    assert "hat" in answer.json()["detail"]


def test_a_script_of_somebody_signed_out_is_sent_to_sign_in(shared_world: World) -> None:
    hat = shared_world.hat("adviser")
    answer = Client().put("/strategies/new/", "{}", headers={"x-hat": str(hat.incumbency_id)})
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_an_expired_form_gives_back_what_was_typed(shared_world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(shared_world.user("adviser"))
    answer = client.post("/strategies/new/", {"title": "<b>My title</b>", "password": "secret"})
    assert answer.status_code == 400
    assert "&lt;b&gt;My title&lt;/b&gt;" in answer.text
    assert "secret" not in answer.text


def test_a_form_sent_after_the_sign_in_ended_gives_back_what_was_typed(shared_world: World) -> None:
    hat = shared_world.hat("adviser")
    typed = {"_hat": str(hat.incumbency_id), "title": "Kept", "kept": str(hat.incumbency_id)}
    answer = Client().post("/strategies/new/", typed, headers={"referer": "http://testserver/strategies/new/?of=1"})
    assert answer.status_code == 409
    assert "Kept" in answer.text
    assert "Your sign-in had ended" in answer.text
    assert 'href="/account/login/?next=/strategies/new/%3Fof%3D1"' in answer.text
    assert "taken" not in answer.cookies
    for elsewhere in ("http://elsewhere.invalid/strategies/", "http://testserver//elsewhere.invalid/", "about:client"):
        away = Client().post("/strategies/new/", typed, headers={"referer": elsewhere})
        assert 'href="/account/login/?next=/"' in away.text


def test_the_device_is_told_which_form_was_taken_and_of_no_other(shared_world: World) -> None:
    client, name = shared_world.client("adviser"), "5d1b7a52-1c51-4b0e-9d2b-0d6f2a0c77aa"
    for title, kept in (("", name), ("One", "x; path=/elsewhere"), ("Two", ""), ("Three", name.upper())):
        answer = client.post("/strategies/new/", {"title": title, "language": "en", "kept": kept})
        assert answer.status_code == (302 if title else 400) and "taken" not in answer.cookies
    good = {"title": "Four", "language": "en", "kept": name}
    assert "taken" not in Client().post("/strategies/new/", good).cookies
    cookie = client.post("/strategies/new/", good).cookies["taken"]
    assert cookie.value == name and cookie["samesite"] == "Strict" and cookie["max-age"] == 300


@pytest.mark.parametrize(("wanted", "shown"), [("dark", 'data-theme="dark"'), ("", "<html"), ('x"onload', "<html")])
def test_the_light_is_chosen_and_stays(shared_world: World, wanted: str, shown: str) -> None:
    client = shared_world.client("adviser")
    client.post("/theme/", {"theme": wanted, "next": "/missions/"})
    text = client.get("/missions/").text
    assert shown in text
    assert ("data-theme" in text) == (wanted == "dark")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("address", ["/styleguide/", "/keyboard/", "/account/2fa/", "/account/password/change/"])
def test_the_pages_of_the_frame_answer(shared_world: World, address: str, language: str) -> None:
    answer = shared_world.client("adviser", language=language).get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
