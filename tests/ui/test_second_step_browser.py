"""Passkeys with Chromium's virtual authenticator, one-time codes with their own arithmetic, in a real browser."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from pocplan.dev.browser import serving
from pocplan.dev.plugin import OpenPage
from tests.ui.test_autosave_browser import sign_in
from tests.ui.test_look_browser import faults
from tests.world import World

pytestmark = pytest.mark.browser
CODES = "#recovery_codes"


def _device(page: Page) -> None:
    """A device with a lock of its own, as a phone is."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _confirmed(page: Page, place: str) -> None:
    """Open a page that asks for the password once more, as a stolen session must not add keys."""
    page.goto(place)
    assert "/account/reauthenticate/" in page.url
    page.fill("[name=password]", "demo")
    with page.expect_navigation():
        page.click("main .btn-main")
    assert page.url.endswith(place)


def _leave(page: Page) -> None:
    page.click(".hat summary")
    with page.expect_navigation():
        page.click(".hat form[action='/account/logout/'] button")


def _open(browser_page: OpenPage, address: str, who: str) -> Page:
    page = browser_page(address)
    sign_in(page, who)
    expect(page.locator(".hat summary")).to_be_visible()
    return page


def _saved_codes(page: Page) -> list[str]:
    """The recovery codes, shown this once; the page keeps one from leaving without having noted them."""
    codes = page.locator(CODES).input_value().split()
    page.locator("#codes_saved").check()
    return codes


def test_a_passkey_is_added_and_signs_in_alone(world: World, browser_page: OpenPage) -> None:
    with serving(world.name) as address:
        page = _open(browser_page, address, "adviser")
        _device(page)
        _confirmed(page, "/account/2fa/webauthn/add/")
        expect(page.locator("#id_passwordless")).to_be_checked()
        with page.expect_navigation():
            page.click("#mfa_webauthn_add")
        assert len(_saved_codes(page)) == 10
        page.goto("/account/2fa/webauthn/")
        expect(page.locator("main tbody tr")).to_have_count(1)
        _leave(page)
        page.goto("/account/login/")
        with page.expect_navigation():
            page.click("#passkey_login")
        page.goto("/missions/")
        expect(page.locator(".hat summary")).to_be_visible()


def test_a_device_that_gives_no_key_is_said_so(world: World, browser_page: OpenPage) -> None:
    with serving(world.name) as address:
        page = browser_page(address)
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "isUserVerified": False, "hasUserVerification": True}
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"hasResidentKey": True}})
        page.goto("/account/login/")
        page.click("#passkey_login")
        expect(page.locator("[data-passkey-failed]")).to_be_visible()


def test_one_time_codes_are_added_and_asked_for(world: World, browser_page: OpenPage) -> None:
    with serving(world.name) as address:
        page = _open(browser_page, address, "cluster.lead")
        _confirmed(page, "/account/2fa/totp/activate/")
        secret = page.locator("#authenticator_secret").input_value()
        now = int(time.time()) // 30
        page.fill("[name=code]", format_hotp_value(hotp_value(secret, now)))
        with page.expect_navigation():
            page.click("main form button")
        codes = _saved_codes(page)
        page.goto("/account/2fa/recovery-codes/")
        expect(page.locator(CODES)).to_have_count(0)
        assert page.request.get("/account/2fa/recovery-codes/download/").status == 403
        # A code counts once, so the next half minute's signs in: a phone's clock may be that far off.
        for answer in (format_hotp_value(hotp_value(secret, now + 1)), codes[0]):
            _leave(page)
            sign_in(page, "cluster.lead")
            page.fill("#id_code", "000000")
            with page.expect_navigation():
                page.click("main .btn-main")
            expect(page.locator("main .error")).to_be_visible()
            page.fill("#id_code", answer)
            with page.expect_navigation():
                page.click("main .btn-main")
            page.goto("/missions/")
            expect(page.locator(".hat summary")).to_be_visible()


def test_the_pages_of_the_second_step_can_be_read_by_everybody(shared_world: World, browser_page: OpenPage) -> None:
    with serving(shared_world.name) as address:
        for width, language, said in ((1280, "en", "Add a passkey"), (390, "fr", "Ajouter une clé d’accès")):
            page = browser_page(address, width=width, bypass_csp=True, locale=language)
            page.goto("/account/login/")
            assert faults(page) == []
            sign_in(page)
            expect(page.locator(".hat summary")).to_be_visible()
            page.goto("/account/2fa/webauthn/add/")
            assert faults(page) == []  # asks for the password once more
            _confirmed(page, "/account/2fa/webauthn/add/")
            for place in ("", "webauthn/", "webauthn/add/", "totp/activate/"):
                page.goto(f"/account/2fa/{place}")
                assert faults(page) == [], (place, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, place
            page.goto("/account/2fa/webauthn/add/")
            expect(page.locator("h1")).to_have_text(said)
