"""`make demo` as people use it: it starts, it keeps its data, it says what is wrong, it stops all it started."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from pocplan.dev import servers
from pocplan.dev.browser import free_port
from pocplan.dev.places import PROJECT

KEEP = ("PATH", "HOME", "LANG", "USER", "POCPLAN_PG_BIN")


class Running:
    """One demo in a process of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        environment = {name: os.environ[name] for name in KEEP if name in os.environ}
        environment |= {"POCPLAN_STATE": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        self.address = f"http://localhost:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pocplan.dev.demo", "run"],
            cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.said = ""

    def until_ready(self) -> "Running":
        for line in self.process.stdout or ():
            self.said += line
            if "Ctrl-C" in line:
                return self
        raise AssertionError(f"the demo ended:\n{self.said}")

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=240)[0]
        return self.process.returncode


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    # Not below pytest's own folder: as root the servers run under an account that may not walk through it.
    folder = Path("/var/tmp") / f"pocplan-demo-test-{os.getpid()}"
    yield folder
    (folder / "files").mkdir(exist_ok=True)  # as an upload leaves it
    (folder / "files" / "upload").write_bytes(b"words")
    subprocess.run(
        [sys.executable, "-m", "pocplan.dev.demo", "reset"], cwd=PROJECT, check=True,
        env={name: os.environ[name] for name in KEEP if name in os.environ} | {"POCPLAN_STATE": str(folder)},
    )  # fmt: skip
    left = [path.name for path in folder.iterdir()]
    folder.rmdir()
    assert left == []


def answers(address: str) -> bool:
    try:
        urlopen(address, timeout=10).close()
    except (URLError, OSError):
        return False
    return True


def processes_of(folder: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line and "pocplan.dev.demo" not in line]


def test_it_starts_refuses_a_second_one_keeps_its_data_and_leaves_nothing_running(folder: Path) -> None:
    """One story, because a first start takes longer than any other test."""
    port = free_port()
    demo = Running(folder, port).until_ready()
    try:
        assert answers(f"{demo.address}/readyz")
        assert "cluster.lead" in demo.said
        second = Running(folder, free_port())
        assert second.process.wait(timeout=240) == 2
        assert second.process.stdout is not None and "already runs" in second.process.stdout.read()
    finally:
        assert demo.end() == 0
    assert processes_of(folder) == []
    secret = (folder / "secrets.json").read_text()

    again = Running(folder, port).until_ready()
    try:
        assert "once" not in again.said, "the second start must not seed again"
        assert (folder / "secrets.json").read_text() == secret
        assert answers(f"{again.address}/readyz")
    finally:
        assert again.end(signal.SIGINT) == 0
    assert processes_of(folder) == []
    everything_stops_when_one_part_dies(folder)


def everything_stops_when_one_part_dies(folder: Path) -> None:
    demo = Running(folder, free_port()).until_ready()
    listed = subprocess.run(["pgrep", "-P", str(demo.process.pid)], capture_output=True, text=True, check=True)
    os.kill(int(listed.stdout.split()[0]), signal.SIGKILL)
    demo.said += demo.process.communicate(timeout=240)[0]
    assert demo.process.returncode == 2
    assert "has stopped, so everything stops" in demo.said
    assert processes_of(folder) == []


def test_a_taken_port_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        demo = Running(tmp_path, taken.getsockname()[1])
        assert demo.process.wait(timeout=240) == 2
        assert demo.process.stdout is not None
        said = demo.process.stdout.read()
    assert said.startswith("Port ") and "is taken" in said and "Traceback" not in said


def test_each_role_is_given_its_own_login_and_key_only() -> None:
    everything = dict.fromkeys(servers.SECRET, "x") | {"REDIS_URL": "y"}
    for role, needs in servers.NEEDS.items():
        assert set(servers.only_for(role, everything)) == needs | {"REDIS_URL"}
    assert "POCPLAN_SEAT_KEY_WORKER" not in servers.NEEDS["web"]
    assert "DATABASE_OWNER_URL" not in servers.NEEDS["worker"]
