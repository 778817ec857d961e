"""The folder an installation keeps its data in, its secrets, and the account its servers run under."""

import hashlib
import json
import os
import pwd
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from pocplan.dev import memory

PROJECT = Path(__file__).resolve().parents[2]
SOCKET_LIMIT = 107 - len("/.s.PGSQL.65535")  # what the kernel allows for the address of a unix socket


class CannotStart(Exception):
    """One sentence that says what is missing and what to do; shown without a traceback."""


@dataclass(frozen=True)
class Account:
    """An operating-system account; PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


def me() -> Account:
    """The account of this process. Raises CannotStart where the system does not know it by name."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise CannotStart(
            f"The user number {os.geteuid()} has no name on this system; add it to /etc/passwd."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def server_account() -> Account:
    """Who runs PostgreSQL: this user, or an unprivileged account where this user is root."""
    if os.geteuid() != 0:
        return me()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise CannotStart("PostgreSQL does not run as root: start this as another user, or add a user called postgres.")


def is_open_to(path: Path, account: Account) -> bool:
    """Whether the account may walk down to the folder and into it."""
    if account.uid == os.geteuid():
        return True
    return all(_may_enter(folder, account) for folder in [path, *path.parents])


def _may_enter(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    return bool(found.st_mode & (stat.S_IXGRP if found.st_gid == account.gid else stat.S_IXOTH))


def fingerprint(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class State:
    """The folder with the data of one installation (POCPLAN_STATE)."""

    root: Path

    def prepare(self) -> None:
        # Root's servers run under another account, which must be able to walk through.
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
        (self.root / "tmp").mkdir(mode=0o700, exist_ok=True)

    def server_folder(self, name: str, account: Account) -> Path:
        """Where a server of this state keeps its files, owned by the account that runs it."""
        folder = self._base_for(account) / name
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
            os.chown(folder, account.uid, account.gid)
        return folder

    def memory_folder(self, name: str, account: Account) -> Path | None:
        """Like server_folder, in memory; None where there is no room, or where data lies on the disk already."""
        base = memory.MEMORY / f"pocplan-{os.geteuid()}-{fingerprint(self.root)}"
        on_disk = (self._base_for(account) / name / "data").exists()
        if not base.is_dir() and (on_disk or not memory.has_room(memory.MEMORY)):
            return None
        folder = private_folder(base, 0o711) / name
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, account.uid, account.gid)
        return folder

    def known_server_folders(self, account: Account) -> list[Path]:
        return sorted(self._base_for(account).glob("pg-*"))

    def _base_for(self, account: Account) -> Path:
        if is_open_to(self.root, account):
            return self.root
        return private_folder(Path("/var/tmp") / f"pocplan-{fingerprint(self.root)}", 0o711)

    def forget_other_places(self, account: Account) -> None:
        """Remove the folder under /var/tmp, which is empty by now."""
        base = self._base_for(account)
        if base != self.root:
            base.rmdir()

    def socket_folder(self, wished: Path, account: Account) -> Path:
        """The wished folder, or a short one where its name is too long for a socket."""
        if len(str(wished).encode()) > SOCKET_LIMIT:
            wished = private_folder(Path("/tmp") / f"pocplan-{os.geteuid()}-{fingerprint(wished)}", 0o700, account)
        wished.mkdir(mode=0o700, exist_ok=True)
        os.chown(wished, account.uid, account.gid)
        return wished

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """One process at a time; waits for the others."""
        with (self.root / f"{name}.lock").open("w") as handle:
            flock(handle, LOCK_EX)
            yield

    def secrets(self) -> dict[str, str]:
        """Passwords and keys, made on the first call and kept in a file that only this user reads."""
        path = self.root / "secrets.json"
        if not path.exists():
            part = path.with_suffix(".part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
                json.dump(_new_secrets(), handle, indent=1)
            part.rename(path)
        found: dict[str, str] = json.loads(path.read_text())
        return found


def private_folder(path: Path, mode: int, owner: Account | None = None) -> Path:
    """A folder in a place that everybody may write to. Raises CannotStart where somebody else made it."""
    path.mkdir(mode=mode, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), (owner or me()).uid):
        raise CannotStart(f"{path} belongs to somebody else; remove it or choose another POCPLAN_STATE.")
    path.chmod(mode)
    return path


def _new_secrets() -> dict[str, str]:
    passwords = {
        f"password_{name}": secrets.token_hex(16)
        for name in ("owner", "app", "mission", "humanitarian", "worker", "auditor")
    }
    return {
        **passwords,
        "secret_key": secrets.token_urlsafe(50),
        "seat_key_web": secrets.token_hex(32),
        "seat_key_worker": secrets.token_hex(32),
        "demo_password": "-".join(secrets.token_hex(2) for _ in range(3)),
    }
