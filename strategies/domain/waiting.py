"""What waits to be read, over all rooms, one binding at a time; called by the worker's clock."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.binding import as_system
from pocplan.access.clock import now
from pocplan.access.queries.errands import Errand, rooms_with
from strategies.domain.imports import LEFT_AFTER, folder, refuse_import
from strategies.queries.imports import stuck_imports

KEPT = timedelta(days=7)
GONE = _("Whoever sent this file holds that post no more. Send it again.")


@dataclass(frozen=True)
class Waiting:
    """A Word file that waits, in which room, and who sent it."""

    room: int
    import_id: UUID
    incumbency_id: UUID


def waiting_imports() -> list[Waiting]:
    """Everything that waits or was left by a worker, in every room."""
    return [one for room in rooms_with(Errand.WAITING_IMPORTS) for one in _waiting_in(room)]


def abandon(one: Waiting) -> None:
    """Close an import whose sender holds that post no more; nobody's rights are borrowed for it."""
    with as_system(one.room, purpose="imports") as actor:
        refuse_import(actor=actor, import_id=one.import_id, sentence=str(GONE))


def _waiting_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="imports") as actor:
        rows = stuck_imports(actor, now() - LEFT_AFTER)
        return [Waiting(room, one.pk, one.incumbency_id) for one in rows.order_by("asked_at", "id")]


def sweep_files() -> int:
    """Remove files older than a week: no import waits so long. Returns how many went."""
    limit = now().timestamp() - KEPT.total_seconds()
    old = [path for path in folder().iterdir() if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
