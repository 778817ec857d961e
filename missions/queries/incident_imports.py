"""Files of events on their way in, and what was said of their rows."""

from uuid import UUID

from django.db.models import QuerySet

from missions.enums.files import Note
from missions.enums.incidents import ALIKE, Reason, Verdict
from missions.models import ImportLine, IncidentImport
from pocplan.access.actor import Actor

FEW, NEARLY_ALL = 20, 0.9


def imports_of(actor: Actor) -> QuerySet[IncidentImport]:
    """Everything that was ever sent into the actor's rooms, newest first."""
    return IncidentImport.objects.visible_to(actor)


def import_for(actor: Actor, import_id: UUID) -> IncidentImport:
    """One import. Raises IncidentImport.DoesNotExist."""
    return IncidentImport.objects.visible_to(actor).get(pk=import_id)


def report_of(actor: Actor, one: IncidentImport) -> QuerySet[ImportLine]:
    """What was said of its rows, in their order, but for what is said once for all of them.

    A row that is not listed is new and plain.
    """
    return ImportLine.objects.visible_to(actor).filter(imported=one).exclude(reason__in=said_once(one))


def notes_of(one: IncidentImport) -> list[str]:
    """What was noticed about the file, in the reader's language. Files of former days keep sentences as they stood."""
    return [note if isinstance(note, str) else Note(*note).told() for note in one.notes]


def reasons_of(one: IncidentImport) -> list[tuple[Reason, int]]:
    """Of how many rows each reason was said, the most frequent first. Nothing of files read before it was counted."""
    return sorted(((Reason(reason), rows) for reason, rows in one.tally.items()), key=lambda pair: (-pair[1], pair[0]))


def said_once(one: IncidentImport) -> list[Reason]:
    """Reasons that hold of nearly every row of a file, and would be the same line at each of them."""
    rows = sum(one.counts.get(verdict.value, 0) for verdict in Verdict if verdict != Verdict.ABSENT)
    return [reason for reason, told in reasons_of(one) if reason in ALIKE and told >= NEARLY_ALL * rows > FEW]
