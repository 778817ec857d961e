"""A real Celery worker, beat and mail server for tests that walk from one end to the other."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from pocplan.dev import testing
from pocplan.dev.browser import free_port
from pocplan.dev.places import CannotStart
from pocplan.dev.processes import Processes


@contextmanager
def working(database: str, *, with_beat: bool = False, **extra: str) -> Iterator[Processes]:
    """A worker on the database of this name; `extra` are further environment variables.

    Raises CannotStart with the worker's last words where it does not answer.
    """
    celery = [sys.executable, "-m", "celery", "-A", "pocplan"]
    logs = testing.state().root / "tmp" / database
    with Processes(logs) as processes:
        given = _environment(database, "worker", extra)
        processes.start("worker", [*celery, "worker", "--concurrency", "1", "--loglevel", "INFO"], given)
        if with_beat:
            given = _environment(database, "beat", extra)
            processes.start("beat", [*celery, "beat", "--loglevel", "INFO", "--pidfile="], given)
        _wait_for_worker(processes)
        yield processes


def _environment(database: str, role: str, extra: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **testing.environment(database, role=role), "POCPLAN_DEMO": "1", **extra}


def _wait_for_worker(processes: Processes) -> None:
    from celery import current_app

    for _ in range(60):
        if processes.ended():
            break
        if current_app.control.ping(timeout=0.5, limit=1):
            return
    raise CannotStart(f"The worker did not start:\n{processes.last_words('worker')}")


class Postbox:
    """A mail server on this machine that keeps what it is given; `host` and `port` are where it listens."""

    def __init__(self) -> None:
        self.host, self.port = "127.0.0.1", free_port()
        self.received: list[Message] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs in its environment to send its mail here."""
        return {"EMAIL_HOST": self.host, "EMAIL_PORT": str(self.port), "POCPLAN_MAIL_DIR": ""}


@contextmanager
def postbox() -> Iterator[Postbox]:
    from aiosmtpd.controller import Controller

    box = Postbox()
    controller = Controller(box, hostname=box.host, port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
