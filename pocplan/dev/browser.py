"""Chromium for tests and measurements, and a real web server for it to visit."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from pocplan.dev import testing
from pocplan.dev.places import PROJECT, CannotStart

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> Path | None:
    """Chromium's program: POCPLAN_CHROMIUM, the system's, or Playwright's own."""
    if named := os.environ.get("POCPLAN_CHROMIUM"):
        return Path(named) if Path(named).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _playwrights_own()


def find_or_install() -> Path:
    """The same, installed by Playwright where possible. Raises CannotStart with one sentence."""
    found = find()
    if found is None and not os.environ.get("POCPLAN_CHROMIUM"):
        print("No Chromium found; asking Playwright to install one ...", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        found = _playwrights_own()
    if found is None:
        raise CannotStart(
            "The browser tests need Chromium, which could be neither found nor installed:"
            " install the package chromium, or set POCPLAN_CHROMIUM to the program."
        )
    return found


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


@contextmanager
def chromium(*extra_flags: str) -> "Iterator[Browser]":
    """A headless browser that talks to nobody but the addresses it is sent to."""
    from playwright.sync_api import sync_playwright

    program = str(find_or_install())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *extra_flags])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(database: str, **extra: str) -> Iterator[str]:
    """The product itself, as it is served, on the database of this name; gives its address.

    `extra` are further environment variables. Raises CannotStart with the server's last words.
    """
    port = free_port()
    address = f"http://localhost:{port}"
    environment = {
        **os.environ,
        **testing.environment(database, role="web"),
        "STATIC_ROOT": str(static_files()),
        "PORT": str(port),
        "SITE_ADDRESS": address,
        "POCPLAN_DEMO": "1",
        **extra,
    }
    log = testing.state().root / "tmp" / f"web-{port}.log"
    command = [
        sys.executable, "-m", "gunicorn", "pocplan.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", "1", "--threads", "4", "--no-control-socket",
    ]  # fmt: skip
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out)
    try:
        _wait_for(f"{address}/healthz", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def static_files() -> Path:
    """The collected static files, collected once per state of the sources."""
    newest = max(path.stat().st_mtime_ns for path in (PROJECT / "static").rglob("*"))
    target = testing.state().root / f"static-{newest}"
    with testing.state().locked("static"):
        if not target.exists():
            for old in testing.state().root.glob("static-*"):
                shutil.rmtree(old, ignore_errors=True)
            _collect(target)
    return target


def _collect(target: Path) -> None:
    part = target.with_name("collecting")
    shutil.rmtree(part, ignore_errors=True)
    environment = testing.environment("none", role="web") | {"STATIC_ROOT": str(part)}
    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise testing.SetUpFailed(f"collectstatic failed:\n{done.stdout + done.stderr}")
    part.rename(target)


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urlopen(address, timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise CannotStart(f"The web server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
