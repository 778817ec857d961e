"""Killed senders, planners and senders side by side, and a bell that rings a real worker."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.db import connections

from pocplan.dev import background
from pocplan.dev.browser import free_port
from pocplan.dev.places import PROJECT
from pocplan.notices.domain.events import notify
from pocplan.notices.domain.planning import gather_digests, plan_events
from pocplan.notices.domain.posting import send_waiting
from strategies.domain.strategies import start_strategy
from tests.notices.stage import mail_server, tell_room
from tests.world import World

SIDE_BY_SIDE = 10
# The stage makes the code of these tests known, as an app would.
SEND = """
import django
django.setup()
import tests.notices.stage
from pocplan.notices.domain.posting import send_waiting
send_waiting()
"""
TAKE, DROP = "take", "drop"


class Deadly:
    """A mail server that kills whoever sends at the given messages, having taken the message or not."""

    def __init__(self, kills: dict[int, str]) -> None:
        self.kills, self.killed, self.asked = dict(kills), 0, 0
        self.host, self.port = "127.0.0.1", free_port()
        self.taken: list[Message] = []
        self.sender: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.asked += 1
        fate = self.kills.pop(self.asked, "")
        if fate:
            assert self.sender
            os.kill(self.sender.pid, signal.SIGKILL)
            self.killed += 1
        if fate != DROP:
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "451 not now" if fate == DROP else "250 taken"

    def run_sender(self, world: World) -> None:
        environment = {
            **world.environment("worker"),
            "DJANGO_SETTINGS_MODULE": "pocplan.settings",
            "EMAIL_HOST": self.host,
            "EMAIL_PORT": str(self.port),
            "POCPLAN_MAIL_DIR": "",
        }
        self.sender = subprocess.Popen([sys.executable, "-c", SEND], cwd=PROJECT, env=environment)
        self.sender.wait(timeout=120)


@contextmanager
def deadly(kills: dict[int, str]) -> Iterator[Deadly]:
    server = Deadly(kills)
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def side_by_side(work: Callable[[], int]) -> list[int]:
    """Do the same at once in threads with real connections of their own."""

    def one(_: int) -> int:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return list(pool.map(one, range(SIDE_BY_SIDE)))


def waiting(world: World) -> int:
    return int(world.query("SELECT count(*) FROM notices_mail WHERE state = 'waiting'")[0][0])


def test_killed_senders_lose_nothing_and_repeat_no_more_than_they_were_killed(world: World) -> None:
    tell_room(world, "adviser", "mission", urgent=True)
    plan_events()
    mails = waiting(world)
    assert mails > 5
    with deadly({1: TAKE, 3: DROP, 5: TAKE}) as server:
        for _ in range(8):
            server.run_sender(world)
            if not waiting(world):
                break
        taken = Counter(mail["Message-ID"] for mail in server.taken)
    assert server.killed == 3
    assert world.query("SELECT state, count(*)::int FROM notices_mail GROUP BY 1") == [("sent", mails)]
    assert len(taken) == mails
    assert sum(taken.values()) - mails == 2  # the two that were taken from a sender that died
    assert max(taken.values()) == 2


def test_planners_side_by_side_tell_each_person_once(world: World) -> None:
    for _ in range(3):
        tell_room(world, "adviser", "mission", urgent=True)
    written = side_by_side(plan_events)
    plan_events()
    notices, pairs, mails = world.query(
        "SELECT count(*)::int, count(DISTINCT (source_id, person_id))::int,"
        " (SELECT count(*)::int FROM notices_mail) FROM notices_notice"
    )[0]
    assert notices == pairs == mails == sum(written)


def test_digests_are_gathered_once_by_many(world: World) -> None:
    tell_room(world, "adviser", "mission")
    plan_events()
    world.set_clock("2027-01-05T12:00:00Z")
    made = side_by_side(gather_digests)
    people = world.query("SELECT count(DISTINCT user_id)::int FROM notices_notice")[0][0]
    assert sum(made) == waiting(world) == people


def test_senders_side_by_side_send_each_message_once(world: World, settings: Any) -> None:
    tell_room(world, "adviser", "mission", urgent=True)
    plan_events()
    mails = waiting(world)
    with mail_server(settings) as server:
        sent = side_by_side(send_waiting)
    assert sum(sent) == mails
    assert len({mail["Message-ID"] for mail in server.taken}) == len(server.taken) == mails


def test_an_urgent_event_reaches_its_reader_by_the_bell_alone(world: World) -> None:
    with background.postbox() as box, background.working(world.name, **box.environment):
        with world.acting("adviser") as actor:
            strategy = start_strategy(actor=actor, title="Orvane East")
            told: dict[str, Any] = {"code": "strategy_in_force", "kind": "strategy", "to_kinds": ["chief_of_staff"]}
            room = strategy.compartment_id
            notify(actor=actor, compartment_id=room, subject_id=strategy.pk, urgent=True, **told)
        for _ in range(240):
            if box.received:
                break
            time.sleep(0.25)
    (mail,) = box.received
    assert mail["To"] == world.user("chief.of.staff").email
    assert "Orvane" not in mail.as_string()
