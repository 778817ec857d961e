"""Reading and storing files of events in the background: ids in, bind, one verb. Redis may be wiped at any time."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils import translation

from missions.domain.incident_imports import READING, STORING, begin_events, read_events, refuse_events, store_events
from missions.domain.waiting import abandon_events, waiting_events
from pocplan.access.binding import acting_as
from pocplan.access.errors import Refused, Unbound
from pocplan.jobs.claims import Step

log = logging.getLogger(__name__)


@shared_task
def take_in_events(import_id: str, incumbency_id: str, language: str = "en") -> None:
    """Do the next step of an import as the person who asked for it, with the rights that person has now."""
    with translation.override(language):
        try:
            _steps(UUID(import_id), UUID(incumbency_id))
        except Unbound:
            log.info("Import %s: whoever sent it holds that post no more; the clock will close it.", import_id)


@shared_task
def take_in_waiting_events() -> None:
    """What was sent or confirmed while no bell rang, or was left by a worker that died."""
    for one in waiting_events():
        try:
            _steps(one.row_id, one.incumbency_id)
        except Unbound:
            abandon_events(one)


def _steps(row: UUID, hat: UUID) -> None:
    _do(row, hat, READING, read_events)
    _do(row, hat, STORING, store_events)


def _do(row: UUID, hat: UUID, step: Step, work: Callable[..., Any]) -> None:
    with acting_as(hat) as actor:
        path = begin_events(actor=actor, import_id=row, step=step)
    if path is None:
        return
    try:
        with acting_as(hat) as actor:
            work(actor=actor, import_id=row, path=path)
    except Refused as refusal:
        with acting_as(hat) as actor:
            refuse_events(actor=actor, import_id=row, sentence=str(refusal))
