"""Work in the background: ids in, bind, one verb of the domain. Redis may be wiped at any time."""

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import translation
from kombu.exceptions import OperationalError

from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as
from pocplan.access.errors import Refused, Unbound
from strategies.domain.imports import (
    begin_import,
    finish_import,
    forget_file,
    note_progress,
    refuse_import,
)  # fmt: skip
from strategies.models import WordImport

log = logging.getLogger(__name__)
RING_AGAIN_AFTER = timedelta(seconds=30)


def ring_after_commit(actor: Actor, row: WordImport) -> None:
    """Wake a worker once the row stands. A bell that does not ring is no loss: the row waits."""
    transaction.on_commit(lambda: _ring(row), using=actor.alias)


def _ring(row: WordImport) -> None:
    try:
        import_word.apply_async((str(row.pk), str(row.incumbency_id), translation.get_language()), retry=False)
    except (OperationalError, OSError):
        log.warning("The bell for import %s did not ring; it waits.", row.pk)


@shared_task
def import_word(import_id: str, incumbency_id: str, language: str = "en") -> None:
    """Read one Word file as the person who sent it, with the rights that person has now."""
    row, hat = UUID(import_id), UUID(incumbency_id)
    with translation.override(language):
        try:
            _import(row, hat)
        except Unbound:
            log.info("Import %s: whoever sent it holds that post no more.", row)


def _import(row: UUID, hat: UUID) -> None:
    with acting_as(hat) as actor:
        path = begin_import(actor=actor, import_id=row)
    if path is None:
        return
    try:
        from strategies.documents.word import read_docx

        document = read_docx(path)
        with acting_as(hat) as actor:
            note_progress(actor=actor, import_id=row, progress=60)
        with acting_as(hat) as actor:
            finish_import(actor=actor, import_id=row, document=document)
    except Refused as error:
        with acting_as(hat) as actor:
            refuse_import(actor=actor, import_id=row, sentence=str(error))
    forget_file(path)
