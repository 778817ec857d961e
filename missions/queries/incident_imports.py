"""Files of events on their way in, and what was said of their rows."""

from uuid import UUID

from django.db.models import QuerySet

from missions.models import ImportLine, IncidentImport
from pocplan.access.actor import Actor


def imports_of(actor: Actor) -> QuerySet[IncidentImport]:
    """Everything that was ever sent into the actor's rooms, newest first."""
    return IncidentImport.objects.visible_to(actor)


def import_for(actor: Actor, import_id: UUID) -> IncidentImport:
    """One import. Raises IncidentImport.DoesNotExist."""
    return IncidentImport.objects.visible_to(actor).get(pk=import_id)


def report_of(actor: Actor, one: IncidentImport) -> QuerySet[ImportLine]:
    """What was said of its rows, in their order. A row that is not listed is new and plain."""
    return ImportLine.objects.visible_to(actor).filter(imported=one)
