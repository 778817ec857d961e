"""`make demo`: everything started in one window, and stopped with it.

PORT and POCPLAN_STATE choose the address and the data folder, STAGE and SEED what is put into it first.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from pocplan.dev import messages, servers
from pocplan.dev.places import PROJECT, CannotStart, State, server_account
from pocplan.dev.processes import Processes

ACCOUNTS = (
    "adviser field.adviser chief.of.staff force.planner sector.planner police.planner human.rights child.protection",
    "civil.affairs srsg dsrsg.hc force.commander cluster.lead cluster.colead cluster.member field.cluster aor.lead",
    "ocha observer agency.rep agency.focal other.agency admin other.adviser other.lead",
)
OURS = ("redis", "static", "tmp", "mail", "log", "files", "secrets.json", "seeded", "servers.lock", "demo.lock")


def state() -> State:
    return State(Path(os.environ.get("POCPLAN_STATE") or PROJECT / "var" / "demo").resolve())


def port() -> int:
    """The wished port. Raises CannotStart where it is no port or taken."""
    wished = os.environ.get("PORT") or "8000"
    if not wished.isdigit() or not 0 < int(wished) < 65536:
        raise CannotStart(f"PORT={wished} is not a port; choose a number such as 8001.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(wished)))
        except OSError:
            raise CannotStart(f"Port {wished} is taken; choose another one: make demo PORT={int(wished) + 1}") from None
    return int(wished)


class Demo:
    """One demo in one folder."""

    def __init__(self, here: State, at: int) -> None:
        self.state, self.port = here, at
        self.servers = servers.lasting(here)
        self.address = f"http://localhost:{at}"
        self.database = servers.prefix()
        self.seeded = here.root / "seeded"

    def environment(self, role: str) -> dict[str, str]:
        """What a process of this role needs and nothing that belongs to another."""
        given = {**os.environ, **self.servers.environment(self.database)}
        return {
            **servers.only_for(role, given),
            "POCPLAN_ROLE": role,
            "POCPLAN_DEMO": "1",
            "POCPLAN_DEMO_PASSWORD": self.state.secrets()["demo_password"],
            "POCPLAN_MAIL_DIR": str(self.state.root / "mail"),
            "STATIC_ROOT": str(self.state.root / "static"),
            "SITE_ADDRESS": self.address,
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }

    def set_up(self) -> None:
        """Servers, roles, tables, texts, people. Raises CannotStart with what went wrong."""
        _say("Starting PostgreSQL and Redis ...")
        self.servers.start()
        self.servers.make_roles()
        if not self.seeded.exists():  # an unfinished first start is begun afresh
            self.servers.drop_database(self.database)
        self.servers.make_database(self.database)
        _say("Preparing the database ...")
        self.manage("migrate", "--verbosity", "0")
        self.manage("provision_access")
        messages.write()
        self.manage("collectstatic", "--noinput", "--verbosity", "0", role="web")
        if not self.seeded.exists():
            self._seed()

    def manage(self, *arguments: str, role: str = "owner") -> None:
        done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=PROJECT, env=self.environment(role))
        if done.returncode:
            raise CannotStart(f"manage.py {arguments[0]} failed; what it said stands above.")

    def _seed(self) -> None:
        _say("Putting the invented country in (once) ...")
        if any(PROJECT.glob("*/management/commands/seed_demo.py")):
            options = [("--stage", os.environ.get("STAGE")), ("--seed", os.environ.get("SEED"))]
            chosen = (word for name, value in options if value for word in (name, value))
            self.manage("seed_demo", "--password", self.state.secrets()["demo_password"], *chosen)
        else:
            self.manage("seed_world", "--password", self.state.secrets()["demo_password"])
        self.seeded.touch()

    def serve(self) -> None:
        """Web, worker and beat, until a signal or the end of any of them."""
        with Processes(self.state.root / "log") as processes:
            for name, command in self._commands().items():
                processes.start(name, command, self.environment(name))
            self._wait_until_ready(processes)
            self._welcome()
            while (ended := processes.ended()) is None and self.servers.are_alive():
                time.sleep(1)
            raise CannotStart(f"{ended or 'A server'} has stopped, so everything stops; see {self.state.root / 'log'}.")

    def _commands(self) -> dict[str, Sequence[str]]:
        celery = [sys.executable, "-m", "celery", "-A", "pocplan"]
        return {
            "web": [
                sys.executable, "-m", "gunicorn", "pocplan.wsgi", "--bind", f"127.0.0.1:{self.port}",
                "--workers", "1", "--threads", "8", "--no-control-socket",
            ],
            "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip"],
            "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile="],
        }  # fmt: skip

    def _wait_until_ready(self, processes: Processes) -> None:
        for _ in range(240):
            if ended := processes.ended():
                raise CannotStart(f"{ended} did not start:\n{processes.last_words(ended)}")
            try:
                urlopen(f"{self.address}/readyz", timeout=10).close()
                return
            except (URLError, OSError):
                time.sleep(0.25)
        raise CannotStart(f"pocplan did not become ready; see {self.state.root / 'log'}.")

    def _welcome(self) -> None:
        _say(f"\npocplan is at {self.address}\n")
        _say("Accounts, all with the password " + self.state.secrets()["demo_password"] + ":")
        for line in ACCOUNTS:
            _say("  " + line)
        _say(f"\nMail is written to {self.state.root / 'mail'}. Ctrl-C stops everything; the data stays.")


def run() -> None:
    """Raises CannotStart with a sentence; stops what it started in any case."""
    at, here = port(), state()
    here.prepare()
    with _alone(here):
        demo = Demo(here, at)
        try:
            demo.set_up()
            demo.serve()
        finally:
            demo.servers.stop()


def reset() -> None:
    """Remove the data of the demo, and only files that a demo makes."""
    here = state()
    if not (here.root / "demo.lock").exists():
        _say(f"There is no demo in {here.root}.")
        return
    if servers.configured():
        raise CannotStart("The database is a configured one (DATABASE_URL); empty it with your own tools.")
    with _alone(here):
        servers.lasting(here).stop()
        for folder in [*here.known_server_folders(server_account()), *(here.root / name for name in OURS)]:
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink(missing_ok=True)
        here.forget_other_places(server_account())
    _say(f"The demo in {here.root} is gone; make demo makes a new one.")


@contextmanager
def _alone(here: State) -> Iterator[None]:
    with (here.root / "demo.lock").open("w") as handle:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise CannotStart(f"A demo already runs on {here.root}; stop it, or set another POCPLAN_STATE.") from None
        yield


def _say(text: str) -> None:
    print(text, flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell lets background jobs ignore the first
        signal.signal(number, _interrupt)
    try:
        {"run": run, "reset": reset}[words[0] if words else "run"]()
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        _say("\nStopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
