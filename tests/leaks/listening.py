"""Everything that is written beside the database while people work: Redis, the logs of all processes, PostgreSQL's."""

import re
import socket
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import redis

from pocplan.dev import testing

PACKED = re.compile(rb"[A-Za-z0-9+/]{12,}={0,2}")  # Celery puts what it carries into base64


def new_word(kind: str) -> str:
    """A word that stands nowhere else, also not in another run beside this one."""
    return f"zq{kind}{uuid4().hex[:10]}"


def heard(words: dict[str, str], data: bytes) -> set[str]:
    """Which of the planted words these bytes tell, as they are or packed."""
    whole = (data + b"\n" + b"\n".join(_unpacked(data))).lower()
    return {kind for kind, word in words.items() if word.lower().encode() in whole}


def _unpacked(data: bytes) -> Iterator[bytes]:
    for run in PACKED.findall(data):
        try:
            yield b64decode(run + b"=" * (-len(run) % 4))
        except Error:
            continue


class Doorbell:
    """What went through Redis, and what lies there in the end."""

    def __init__(self, url: str) -> None:
        self.client, self.passed = redis.Redis.from_url(url), bytearray()

    def all_bytes(self) -> bytes:
        return bytes(self.passed) + b"\n".join(self._lying())

    def _lying(self) -> Iterator[bytes]:
        for key in self.client.scan_iter():
            yield key
            yield self.client.dump(key) or b""
            if self.client.type(key) == b"list":
                yield from self.client.lrange(key, 0, -1)


@contextmanager
def listening_to_redis(url: str) -> Iterator[Doorbell]:
    """Every command that anybody sends to Redis meanwhile, with what it carries."""
    bell, enough = Doorbell(url), Event()
    line = socket.socket(socket.AF_UNIX)
    line.connect(urlsplit(url).path)
    line.sendall(b"MONITOR\r\n")
    assert line.recv(5) == b"+OK\r\n"
    line.settimeout(0.2)

    def listen() -> None:
        while not enough.is_set():
            with suppress(TimeoutError):
                bell.passed += line.recv(65536)

    thread = Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield bell
    finally:
        enough.set()
        thread.join(10)
        line.close()


class Log:
    """What is added to a file from now on."""

    def __init__(self, path: Path) -> None:
        self.path, self.start = path, path.stat().st_size if path.exists() else 0

    def added(self) -> bytes:
        return self.path.read_bytes()[self.start :]


def database_log() -> Log:
    postgres: Any = testing.running().postgres
    return Log(postgres.log)
