"""Reading the journal of one's own rooms."""

from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.journal.models import Entry


def entries_for(actor: Actor, room: int | None = None) -> QuerySet[Entry]:
    """What was done in the rooms the actor reads, the latest first; `room` narrows to one."""
    rows = Entry.objects.visible_to(actor).order_by("-at", "-sequence")
    return rows if room is None else rows.filter(compartment_id=room)


def entries_about(actor: Actor, subject_id: UUID) -> QuerySet[Entry]:
    """What was done to one row, the latest first."""
    return entries_for(actor).filter(subject_id=subject_id)
