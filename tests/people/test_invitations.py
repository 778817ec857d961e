"""Invitations: the same answer for known and unknown addresses, a link that expires and works once."""

import re
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from pocplan.people.tasks import send_invitations
from tests.people.test_appointments import html, post_id
from tests.world import World

FIELDS = {"email": "new.person@x.invalid", "name": "Nila Brandt", "language": "fr", "starts": "2026-11-01"}


@pytest.fixture(autouse=True)
def outbox(settings) -> list:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CELERY_TASK_ALWAYS_EAGER = False
    mail.outbox = []
    return mail.outbox


def invite(world: World, **values: str):
    address = f"/people/posts/{post_id(world, 'Force planner (U5)')}/invite/"
    return world.client("admin").post(address, {**FIELDS, **values}, follow=True)


def link_in(letter) -> str:
    found = re.search(r"https?://\S+", letter.body)
    assert found
    return urlsplit(found[0]).path


def test_known_and_unknown_addresses_are_answered_alike(world: World) -> None:
    unknown = invite(world)
    world.query("DELETE FROM access_incumbency WHERE confirmed_at IS NULL")
    known = invite(world, email="Force.Commander@demo.invalid", name="Nila Brandt")
    for answer in (unknown, known):
        assert "A letter is on its way" in answer.content.decode()
    strip = re.compile(r'value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}')
    names = re.compile("Bram Ostergard|Nila Brandt")
    bare = [names.sub("", strip.sub("", answer.content.decode())) for answer in (unknown, known)]
    assert bare[0] == bare[1]
    assert world.query("SELECT count(*) FROM accounts_invitation") == [(2,)]


def test_the_letter_carries_a_link_and_nothing_else(world: World, outbox: list) -> None:
    invite(world)
    assert send_invitations() == 1
    [letter] = outbox
    assert letter.to == ["new.person@x.invalid"]
    for word in ("Nila", "UNMOR", "Orvane", "planner", "Force"):
        assert word not in letter.subject + letter.body
    assert send_invitations() == 0


def test_who_has_an_account_is_asked_to_sign_in(world: World, outbox: list) -> None:
    invite(world, email="force.commander@demo.invalid")
    send_invitations()
    assert link_in(outbox[0]) == "/account/login/"


def test_the_link_sets_a_password_once_and_advises_a_second_factor(world: World, outbox: list) -> None:
    invite(world)
    send_invitations()
    path, browser = link_in(outbox[0]), Client()
    assert "new.person@x.invalid" in html(browser, path)
    words = "seven lamps behind the ferry"
    done = browser.post(path, {"username": "nila", "password": words, "again": words}, follow=True)
    assert done.redirect_chain[-1][0] == "/people/secure/" and "passkey" in done.content.decode()
    assert Client().get(path).status_code == 410
    assert Client().login(username="nila", password=words)
    assert world.hats("nila") == []


def test_an_invited_person_reads_nothing_before_a_head_confirms(world: World, outbox: list) -> None:
    invite(world)
    send_invitations()
    words = "seven lamps behind the ferry"
    browser = Client()
    browser.post(link_in(outbox[0]), {"username": "nila", "password": words, "again": words})
    assert browser.get("/people/").status_code == 404
    one = world.query("SELECT id FROM access_incumbency WHERE confirmed_at IS NULL")[0][0]
    world.client("chief.of.staff").post(f"/people/appointments/{one}/confirm/", {"confirmed": "on"})
    assert "Nila Brandt" in html(browser, "/people/")


def test_forged_old_and_used_links_have_one_answer(world: World, outbox: list) -> None:
    invite(world)
    send_invitations()
    path = link_in(outbox[0])
    forged = Client().get(path[:-6] + "AAAAA/")
    nonsense = Client().get("/people/invitation/nonsense/")
    world.set_clock("2027-06-01T08:00:00Z")
    old = Client().get(path)
    assert (forged.status_code, nonsense.status_code, old.status_code) == (410, 410, 410)
    bodies = {
        re.sub(r'value="[^"]*"', "", answer.content.decode()).replace(path, "") for answer in (forged, nonsense, old)
    }
    assert len({re.sub(r"/people/invitation/\S+", "", body) for body in bodies}) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": "force.commander"}, "username"),
        ({"username": "a b"}, "username"),
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "another"}, "again"),
        ({"password": ""}, "password"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(world: World, outbox: list, values: dict, field: str) -> None:
    invite(world)
    send_invitations()
    words = "seven lamps behind the ferry"
    fields = {"username": "nila", "password": words, "again": words, **values}
    answer = Client().post(link_in(outbox[0]), fields)
    assert (answer.status_code, list(answer.context["form"].errors)[0]) == (400, field)
    assert words not in answer.content.decode()


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 250 + "@x.invalid", "a\nb@x.invalid"])
def test_a_wrong_address_is_refused_and_nothing_is_made(still_world: World, email: str) -> None:
    answer = invite(still_world, email=email)
    assert answer.status_code == 400
    assert still_world.query("SELECT count(*) FROM accounts_invitation") == [(0,)]


def test_an_appointment_that_cannot_be_made_leaves_no_account_behind(still_world: World) -> None:
    answer = invite(still_world, ends="2026-10-01")
    assert answer.status_code == 400 and "Nila Brandt" in answer.content.decode()
    assert still_world.query("SELECT count(*) FROM accounts_user WHERE email = 'new.person@x.invalid'") == [(0,)]
    answer = invite(still_world, email="admin@demo.invalid")
    assert answer.status_code == 400
    assert still_world.query("SELECT count(*) FROM accounts_invitation") == [(0,)]


def test_a_mail_server_that_is_away_loses_no_letter(world: World, settings, outbox: list) -> None:
    invite(world)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send_invitations() == 0
    assert world.query("SELECT attempts, sent_at FROM accounts_invitation") == [(1, None)]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_invitations() == 0, "it is tried again after a pause"
    world.query("UPDATE accounts_invitation SET asked_at = asked_at - interval '1 hour'")
    assert send_invitations() == 1


def test_both_attempts_carry_one_message_id(world: World, settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    invite(world)
    send_invitations()
    world.query("UPDATE accounts_invitation SET sent_at = NULL, asked_at = asked_at - interval '1 hour'")
    send_invitations()
    letters = [message_from_bytes(path.read_bytes()) for path in tmp_path.iterdir()]
    assert len(letters) == 2
    assert len({_id(letter) for letter in letters}) == 1


def _id(letter: Message) -> str:
    return str(letter["Message-ID"])
