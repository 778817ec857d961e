"""What waits to be read or written, over all rooms, one binding at a time; called by the worker's clock."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.binding import as_system
from pocplan.access.clock import now
from pocplan.access.queries.errands import Errand, rooms_with
from strategies.domain.exports import refuse_export
from strategies.domain.imports import LEFT_AFTER, refuse_import
from strategies.queries.exports import stuck_exports
from strategies.queries.imports import stuck_imports

LEFT = _("You hold the post no more under which you asked for this file.")
GONE = _("Whoever sent this file holds that post no more. Send it again.")


@dataclass(frozen=True)
class Waiting:
    """A Word file that waits to be read or written, in which room, and for whom."""

    room: int
    row_id: UUID
    incumbency_id: UUID


def waiting_imports() -> list[Waiting]:
    """Everything that waits or was left by a worker, in every room."""
    return [one for room in rooms_with(Errand.WAITING_IMPORTS) for one in _waiting_in(room)]


def abandon(one: Waiting) -> None:
    """Close an import whose sender holds that post no more; nobody's rights are borrowed for it."""
    with as_system(one.room, purpose="imports") as actor:
        refuse_import(actor=actor, import_id=one.row_id, sentence=str(GONE))


def _waiting_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="imports") as actor:
        rows = stuck_imports(actor, now() - LEFT_AFTER)
        return [Waiting(room, one.pk, one.incumbency_id) for one in rows.order_by("asked_at", "id")]


def waiting_exports() -> list[Waiting]:
    """Files that nobody writes yet, or that a worker left, in every room."""
    return [one for room in rooms_with(Errand.WAITING_EXPORTS) for one in _unwritten_in(room)]


def abandon_export(one: Waiting) -> None:
    """Close a file whose requester holds that post no more."""
    with as_system(one.room, purpose="exports") as actor:
        refuse_export(actor=actor, export_id=one.row_id, sentence=str(LEFT))


def _unwritten_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="exports") as actor:
        rows = stuck_exports(actor, now() - LEFT_AFTER)
        return [Waiting(room, one.pk, one.incumbency_id) for one in rows.order_by("asked_at", "id")]
