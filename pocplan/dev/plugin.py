"""The pytest plugin that starts PostgreSQL and Redis before pytest-django reads the settings."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from pocplan.dev import browser, messages, testing
from pocplan.dev.places import CannotStart

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OpenPage = Callable[..., "Page"]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[Any]:
    """Only the controlling process starts servers; its workers inherit the environment."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        testing.join()
    else:
        try:
            testing.start()
            messages.write()
        except CannotStart as sentence:
            raise pytest.UsageError(str(sentence)) from None
    return (yield)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One Chromium for all browser tests of a process."""
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with browser.chromium() as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(chromium: "Browser") -> Iterator[OpenPage]:
    """A function that opens a page in a browser context of its own, signed in as nobody.

        page = browser_page(address, width=390)

    The test fails at its end if any of its pages met an uncaught error of a script or a breach of the
    content security policy.
    """
    contexts, faults = [], []

    def open_page(address: str, *, width: int = 1280, height: int = 900, **options: Any) -> "Page":
        context = chromium.new_context(base_url=address, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
