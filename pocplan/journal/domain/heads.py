"""The journal's heads leave the database each day, so that a chain rewritten whole is found out (decisions.md 27)."""

import hashlib
import logging
import os
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage

from pocplan.access.binding import as_system
from pocplan.access.queries.heads import heads_of_the_day

log = logging.getLogger(__name__)


def publish_heads() -> Path | None:
    """Keep today's heads in a file of their own and send its digest to the addresses that the installation names.

    Once a day whoever asks and however often; None where nothing was journalled yet. A mail that did not go out is
    tried again at the next turn. Raises OSError where the folder cannot be written or the mail server is away.
    """
    with as_system(None, purpose="audit"):
        day, lines = heads_of_the_day()
    if day is None:
        return None
    kept = Path(settings.HEADS_DIR) / f"{day.isoformat()}.txt"
    if not kept.exists():
        _keep(kept, lines)
    sent = kept.with_suffix(".sent")
    if settings.HEADS_TO and not sent.exists():
        _send(kept)
        sent.touch()
    return kept


def _keep(path: Path, lines: list[str]) -> None:
    """Whole or not at all, and never over what another worker wrote first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    part.chmod(0o444)
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return
    finally:
        part.unlink()
    log.info("Heads of %s: %s chains, sha256 %s.", path.stem, len(lines), _digest(path))


def _send(path: Path) -> None:
    """The digest alone: how busy a room was is nobody's business outside."""
    subject = f"pocplan: heads of the journal, {path.stem}"
    body = f"sha256 {_digest(path)}  {path.name}\n\nKeep this mail. docs/operations.md says what it proves.\n"
    EmailMessage(subject, body, to=settings.HEADS_TO, headers={"Auto-Submitted": "auto-generated"}).send()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
