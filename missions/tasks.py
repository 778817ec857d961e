"""Reading and storing files of events in the background: ids in, bind, one verb. Redis may be wiped at any time."""

import logging
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import translation
from kombu.exceptions import OperationalError

from missions.domain.incident_imports import begin_reading, folder, read_events, refuse_events, store_events
from missions.enums.incidents import ImportState
from missions.models import IncidentImport
from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as
from pocplan.access.errors import Refused, Unbound

log = logging.getLogger(__name__)
STEPS = (
    (ImportState.WAITING, ImportState.READING, read_events),
    (ImportState.CONFIRMED, ImportState.IMPORTING, store_events),
)


def ring_after_commit(actor: Actor, row: IncidentImport) -> None:
    """Wake a worker once the row stands. A bell that does not ring is no loss: the page rings again."""
    transaction.on_commit(lambda: _ring(row), using=actor.alias)


def _ring(row: IncidentImport) -> None:
    language = translation.get_language() or "en"
    try:
        take_in_events.apply_async((str(row.pk), str(row.incumbency_id), language), retry=False)
    except (OperationalError, OSError):
        log.warning("The bell for import %s did not ring; it waits.", row.pk)


@shared_task
def take_in_events(import_id: str, incumbency_id: str, language: str = "en") -> None:
    """Do the next step of an import as the person who asked for it, with the rights that person has now."""
    with translation.override(language):
        try:
            for of, to, step in STEPS:
                _step(UUID(import_id), UUID(incumbency_id), of, to, step)
        except Unbound:
            log.info("Import %s: whoever sent it holds that post no more.", import_id)


def _step(row: UUID, hat: UUID, of: str, to: str, step: object) -> None:
    with acting_as(hat) as actor:
        claimed = begin_reading(actor=actor, import_id=row, of=of, to=to)
    if claimed is None:
        return
    path = folder() / claimed.stored_as
    try:
        with acting_as(hat) as actor:
            step(actor=actor, import_id=row, path=path)  # type: ignore[operator]
    except Refused as refusal:
        with acting_as(hat) as actor:
            refuse_events(actor=actor, import_id=row, sentence=str(refusal))
        path.unlink(missing_ok=True)
    if step is store_events:
        path.unlink(missing_ok=True)
