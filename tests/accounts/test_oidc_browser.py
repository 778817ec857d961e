"""Sign-in at a real provider next door: invited people come in, and all others read one sentence."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from pocplan.dev.browser import free_port, serving
from pocplan.dev.plugin import OpenPage
from tests.world import World

pytestmark = pytest.mark.browser


@contextmanager
def _provider(people: list[dict[str, Any]]) -> Iterator[str]:
    port = free_port()
    program = str(Path(__file__).with_name("provider.py"))
    process = subprocess.Popen([sys.executable, program, str(port), json.dumps(people)])
    try:
        _wait_for(f"http://localhost:{port}/.well-known/openid-configuration", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            return urlopen(address, timeout=2).close()
        except (URLError, OSError):
            continue
    raise AssertionError("The provider ended.")


def _settings(server: str) -> dict[str, str]:
    return {
        "OIDC_SERVER": server,
        "OIDC_NAME": "Karuna staff",
        "OIDC_CLIENT_ID": "pocplan",
        "OIDC_CLIENT_SECRET": "secret",
    }


def _as(page: Page, who: int | str) -> str:
    """Sign in as this person of the provider's; gives the text of the page that one comes to."""
    page.context.clear_cookies()
    page.goto("/account/login/")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in with Karuna staff").click()
    with page.expect_navigation(url=lambda url: "/choose" not in url):
        page.click(f"#p{who}")
    return str(page.locator("main").inner_text())


def test_invited_people_come_in_and_all_others_read_one_sentence(world: World, browser_page: OpenPage) -> None:
    adviser, lead, closed = (world.user(who) for who in ("adviser", "cluster.lead", "observer"))
    world.query("UPDATE accounts_user SET is_active = false WHERE id = %s", [str(closed.pk)])
    people = [
        {"sub": "1", "email": adviser.email.upper(), "email_verified": True},
        {"sub": "1", "email": "moved@example.org", "email_verified": True},  # the same person, married
        {"sub": "2", "email": adviser.email, "email_verified": True},  # the address of somebody who left
        {"sub": "3", "email": lead.email, "email_verified": False},
        {"sub": "4", "email": closed.email, "email_verified": True},
        {"sub": "5", "email": "stranger@example.org", "email_verified": True},
        {"sub": "6"},
    ]
    before = world.query("SELECT count(*) FROM accounts_user")
    with _provider(people) as server, serving(world.name, **_settings(server)) as address:
        page = browser_page(address)
        for who in (0, 1):
            _as(page, who)
            assert page.url == f"{address}/"
            expect(page.locator(".hat summary")).to_be_visible()
        answers = {_as(page, who) for who in (2, 3, 4, 5, 6, "nobody")}
        assert len(answers) == 1, answers
        assert "Accounts are made by invitation" in answers.pop()
        assert page.request.get("/missions/", max_redirects=0).status == 302
    assert world.query("SELECT count(*) FROM accounts_user") == before
    assert world.query("SELECT user_id::text, uid FROM socialaccount_socialaccount") == [(str(adviser.pk), "1")]


def test_a_provider_that_does_not_answer_is_said_so(shared_world: World, browser_page: OpenPage) -> None:
    with serving(shared_world.name, **_settings(f"http://localhost:{free_port()}")) as address:
        page = browser_page(address)
        page.goto("/account/login/")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in with Karuna staff").click()
        expect(page.locator("h1")).to_have_text("Your organisation’s sign-in does not answer")


def test_it_is_off_unless_configured(shared_world: World) -> None:
    client = Client()
    assert "oidc" not in client.get("/account/login/").text
    for way in ("login/", "login/callback/"):
        assert client.get(f"/account/oidc/organisation/{way}").status_code == 404
        assert client.post(f"/account/oidc/organisation/{way}").status_code == 404
