"""Where files lie that came in or are to go out: outside everything that a web server hands out, under random names."""

from pathlib import Path

from django.conf import settings

from pocplan.access.clock import now

KEPT_DAYS = 7


def folder() -> Path:
    """Made where it is missing; nobody but the product's own account looks into it."""
    path = Path(settings.STATE_DIR) / "files"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def sweep_files() -> int:
    """Remove files older than a week: nothing waits so long. Returns how many went."""
    limit = now().timestamp() - KEPT_DAYS * 86_400
    old = [path for path in folder().iterdir() if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
