"""Throw-away data in memory: a copy of a database is a thousand small files, which a disk makes ten times slower."""

import shutil
from contextlib import suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3  # bytes, free in memory and in the folder


def has_room(place: Path) -> bool:
    """Whether this system keeps a folder in memory, with room for databases and for everybody else."""
    return place.is_dir() and shutil.disk_usage(place).free >= ENOUGH and _free() >= ENOUGH


def _free() -> int:
    """Bytes that may be taken without hurting others; 0 where the system does not tell. A container may have less."""
    return min(_of_the_machine(), _of_the_container())


def _of_the_machine() -> int:
    with suppress(OSError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return 0


def _of_the_container(group: Path = Path("/sys/fs/cgroup")) -> int:
    try:
        most, taken = (group / "memory.max").read_text().strip(), (group / "memory.current").read_text()
    except OSError:
        return 2**63
    return 2**63 if most == "max" else int(most) - int(taken)
