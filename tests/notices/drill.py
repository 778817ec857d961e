"""Killing the sender in the middle of its work, again and again, and counting what the mail server took."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from pocplan.dev.browser import free_port
from pocplan.dev.places import PROJECT
from tests.world import World

# The stage registers the code of the tests; without it nothing would be left to tell.
SENDER = """
import django
django.setup()
import tests.notices.stage
from pocplan.notices.domain.posting import send_waiting
send_waiting()
"""


@dataclass
class Sink:
    """A real mail server that counts Message-IDs and rings after each `every` messages."""

    every: int
    host: str = "127.0.0.1"
    port: int = field(default_factory=free_port)
    taken: list[str] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(message_from_bytes(envelope.content)["Message-ID"])
        if len(self.taken) % self.every == 0:
            self.reached.set()
        return "250 taken"


@dataclass(frozen=True)
class Outcome:
    """What a drill came to."""

    messages: int
    kills: int
    taken: int
    distinct: int
    unsent: int

    @property
    def lost(self) -> int:
        return self.messages - self.distinct

    @property
    def doubled(self) -> int:
        return self.taken - self.distinct


def kill_and_count(world: World, *, kills: int, every: int) -> Outcome:
    """Send all that waits with senders that are killed after each `every` messages, the last one excepted."""
    sink = Sink(every)
    controller = Controller(sink, hostname=sink.host, port=sink.port)
    controller.start()
    killed = 0
    try:
        while _waiting(world) and killed < kills:
            killed += _run(world, sink, kill=True)
        _run(world, sink, kill=False)
    finally:
        controller.stop()
    messages = world.query("SELECT count(*)::int FROM notices_mail")[0][0]
    return Outcome(messages, killed, len(sink.taken), len(set(sink.taken)), _waiting(world))


def _run(world: World, sink: Sink, *, kill: bool) -> bool:
    """One sender. Returns whether it was killed before it was done."""
    sink.reached.clear()
    mail = {"EMAIL_HOST": sink.host, "EMAIL_PORT": str(sink.port), "POCPLAN_MAIL_DIR": ""}
    sender = subprocess.Popen(
        [sys.executable, "-c", SENDER], cwd=PROJECT, env={**os.environ, **world.environment("worker"), **mail}
    )  # fmt: skip
    if kill:
        while sender.poll() is None and not sink.reached.wait(0.05):
            continue
        sender.send_signal(signal.SIGKILL)
    return sender.wait() == -signal.SIGKILL


def _waiting(world: World) -> int:
    return int(world.query("SELECT count(*)::int FROM notices_mail WHERE state = 'waiting'")[0][0])
