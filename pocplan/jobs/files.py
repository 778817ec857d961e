"""Where files lie that came in or are to go out: outside everything that a web server hands out, under random names."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from django.conf import settings

from pocplan.access.clock import now

KEPT_DAYS = 7


class Upload(Protocol):
    """A file as it arrives, whatever brought it."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


def new_name() -> str:
    """A name that nobody guesses and that tells nothing."""
    return secrets.token_hex(32)


def folder() -> Path:
    """Made where it is missing; nobody but the product's own account looks into it."""
    path = Path(settings.STATE_DIR) / "files"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(upload: Upload, name: str) -> Path:
    """Write an upload under this name, piece by piece. Returns where it lies."""
    path = folder() / name
    with path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return path


def forget(path: Path) -> None:
    """What was read lives in rows; the file, with all that it says of its authors, goes."""
    path.unlink(missing_ok=True)


def sweep() -> int:
    """Remove files older than a week: nothing waits so long. Returns how many went."""
    limit = now().timestamp() - KEPT_DAYS * 86_400
    old = [path for path in folder().iterdir() if path.stat().st_mtime < limit]
    for path in old:
        forget(path)
    return len(old)
