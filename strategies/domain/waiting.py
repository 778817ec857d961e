"""What waits to be read or written, over all rooms, one binding at a time; called by the worker's clock."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.binding import as_system
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.jobs.claims import Waiting, waiting_in
from strategies.domain.exports import WRITING, refuse_export
from strategies.domain.imports import READING, refuse_import
from strategies.domain.returns import PLACING, refuse_returned
from strategies.domain.returns import READING as READING_BACK
from strategies.models import Export, ReturnedFile, WordImport

LEFT = _("You hold the post no more under which you asked for this file.")
GONE = _("Whoever sent this file holds that post no more. Send it again.")


def waiting_imports() -> list[Waiting]:
    """Word files that nobody reads yet, or that a worker left, in every room."""
    return [one for room in rooms_with(Errand.WAITING_IMPORTS) for one in _unread_in(room)]


def _unread_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="imports") as actor:
        return waiting_in(room, WordImport.objects.visible_to(actor), READING)


def abandon(one: Waiting) -> None:
    """Close an import whose sender holds that post no more; nobody's rights are borrowed for it."""
    with as_system(one.room, purpose="imports") as actor:
        refuse_import(actor=actor, import_id=one.row_id, sentence=str(GONE))


def waiting_exports() -> list[Waiting]:
    """Files that nobody writes yet, or that a worker left, in every room."""
    return [one for room in rooms_with(Errand.WAITING_EXPORTS) for one in _unwritten_in(room)]


def _unwritten_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="exports") as actor:
        return waiting_in(room, Export.objects.visible_to(actor), WRITING)


def abandon_export(one: Waiting) -> None:
    """Close a file whose requester holds that post no more."""
    with as_system(one.room, purpose="exports") as actor:
        refuse_export(actor=actor, export_id=one.row_id, sentence=str(LEFT))


def waiting_returns() -> list[Waiting]:
    """Files from reviewers that nobody reads or takes in yet, or that a worker left, in every room."""
    return [one for room in rooms_with(Errand.WAITING_RETURNS) for one in _untaken_in(room)]


def _untaken_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="returns") as actor:
        return waiting_in(room, ReturnedFile.objects.visible_to(actor), READING_BACK, PLACING)


def abandon_returned(one: Waiting) -> None:
    """Close a file whose sender holds that post no more; nobody's rights are borrowed for it."""
    with as_system(one.room, purpose="returns") as actor:
        refuse_returned(actor=actor, returned_id=one.row_id, sentence=str(GONE))
