"""Files of events that wait for a worker, over all rooms, one binding at a time; called by the worker's clock."""

from django.utils.translation import gettext_lazy as _

from missions.domain.incident_imports import READING, STORING, refuse_events
from missions.models import IncidentImport
from pocplan.access.binding import as_system
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.jobs.claims import Waiting, waiting_in

LEFT = _("Whoever sent this file holds that post no more. Send it again.")


def waiting_events() -> list[Waiting]:
    """Files that nobody reads or stores yet, or that a worker left, in every room."""
    return [one for room in rooms_with(Errand.WAITING_EVENTS) for one in _unread_in(room)]


def _unread_in(room: int) -> list[Waiting]:
    with as_system(room, purpose="events") as actor:
        return waiting_in(room, IncidentImport.objects.visible_to(actor), READING, STORING)


def abandon_events(one: Waiting) -> None:
    """Close an import whose sender holds that post no more; nobody's rights are borrowed for it."""
    with as_system(one.room, purpose="events") as actor:
        refuse_events(actor=actor, import_id=one.row_id, sentence=str(LEFT))
