"""Work in the background: ids in, bind, one verb of the domain. Redis may be wiped at any time."""

import logging
from collections.abc import Callable
from uuid import UUID

from celery import shared_task
from django.utils import translation

from pocplan.access.binding import acting_as
from pocplan.access.errors import Refused, Unbound
from pocplan.jobs.files import folder, forget
from strategies.documents.errors import UnusableFile
from strategies.documents.imported import ImportedDocument
from strategies.documents.response_form import read_form
from strategies.documents.returned import Ours, read_returned
from strategies.documents.word import read_docx
from strategies.domain.deadlines import close_due_rounds
from strategies.domain.exports import begin_export, finish_export, write
from strategies.domain.imports import ToRead, begin_import, finish_import, note_progress, refuse_import
from strategies.domain.reminders import plan_reviews
from strategies.domain.returns import (
    PLACING,
    READING,
    begin_returned,
    note_returned,
    place_returned,
    refuse_returned,
    show_returned,
)
from strategies.domain.waiting import (
    abandon,
    abandon_export,
    abandon_returned,
    waiting_exports,
    waiting_imports,
    waiting_returns,
)
from strategies.queries.returns import ours_in

log = logging.getLogger(__name__)


@shared_task
def import_word(import_id: str, incumbency_id: str, language: str = "en") -> None:
    """Read one Word file as the person who sent it, with the rights that person has now."""
    with translation.override(language):
        try:
            _import(UUID(import_id), UUID(incumbency_id))
        except Unbound:
            log.info("Import %s: whoever sent it holds that post no more; the clock will close it.", import_id)


@shared_task
def write_export(export_id: str, incumbency_id: str, language: str = "en") -> None:
    """Write one file as the person who asked for it, with the rights that person has now."""
    with translation.override(language):
        try:
            _export(UUID(export_id), UUID(incumbency_id))
        except Unbound:
            log.info("File %s: whoever asked for it holds that post no more; the clock will close it.", export_id)


@shared_task
def write_waiting_files() -> None:
    """What was asked for while no bell rang, or was left by a worker that died."""
    for one in waiting_exports():
        try:
            _export(one.row_id, one.incumbency_id)
        except Unbound:
            abandon_export(one)


def _export(row: UUID, hat: UUID) -> None:
    with acting_as(hat) as actor:
        material = begin_export(actor=actor, export_id=row)
    if material is None:
        return
    data = write(material)
    with acting_as(hat) as actor:
        finish_export(actor=actor, export_id=row, data=data, material=material)


@shared_task
def close_rounds() -> None:
    """Close what is due: "no response" is said by the clock and by nobody else."""
    close_due_rounds()


@shared_task
def remind_of_reviews() -> None:
    """Open the reviews that are called for, and write the reminders of the day."""
    plan_reviews()


@shared_task
def read_waiting_files() -> None:
    """What was sent while no bell rang, or was left by a worker that died."""
    for one in waiting_imports():
        try:
            _import(one.row_id, one.incumbency_id)
        except Unbound:
            abandon(one)


def _import(row: UUID, hat: UUID) -> None:
    with acting_as(hat) as actor:
        claimed = begin_import(actor=actor, import_id=row)
    if claimed is None:
        return
    try:
        document = _read(claimed, row, hat)
        with acting_as(hat) as actor:
            finish_import(actor=actor, import_id=row, document=document)
    except Refused as error:
        with acting_as(hat) as actor:
            refuse_import(actor=actor, import_id=row, sentence=str(error))
    forget(claimed.path)


def _read(claimed: ToRead, row: UUID, hat: UUID) -> ImportedDocument:
    """Reading takes the time; each ten percent is told in a transaction of its own, for the page to see."""
    told = 10

    def tell(percent: int) -> None:
        nonlocal told
        share = 10 + percent * 8 // 10
        if share < told + 10:
            return
        told = share
        with acting_as(hat) as actor:
            note_progress(actor=actor, import_id=row, progress=share)

    return read_docx(claimed.path, progress=tell, language=claimed.language)


@shared_task
def take_back_file(returned_id: str, incumbency_id: str, language: str = "en") -> None:
    """Read a commented file, or take in what was confirmed of it, as the person who sent it."""
    with translation.override(language):
        try:
            _take_back(UUID(returned_id), UUID(incumbency_id))
        except Unbound:
            log.info("File %s: whoever sent it holds that post no more; the clock will close it.", returned_id)


@shared_task
def take_back_waiting_files() -> None:
    """What was sent or confirmed while no bell rang, or was left by a worker that died."""
    for one in waiting_returns():
        try:
            _take_back(one.row_id, one.incumbency_id)
        except Unbound:
            abandon_returned(one)


def _take_back(row: UUID, hat: UUID) -> None:
    try:
        _read_back(row, hat)
        with acting_as(hat) as actor:
            waits = begin_returned(actor=actor, returned_id=row, step=PLACING)
        if waits is not None:
            with acting_as(hat) as actor:
                place_returned(actor=actor, returned_id=row)
    except (Refused, UnusableFile) as error:
        with acting_as(hat) as actor:
            refuse_returned(actor=actor, returned_id=row, sentence=str(error))


def _read_back(row: UUID, hat: UUID) -> None:
    with acting_as(hat) as actor:
        file = begin_returned(actor=actor, returned_id=row, step=READING)
        ours = ours_in(actor, file.text) if file else Ours()
    if file is None:
        return
    path, text = folder() / file.stored_as, file.text
    returned = read_form(path, text.body, digest=text.digest, language=text.language)
    if returned is None:
        returned = read_returned(path, text.body, ours, progress=_telling(row, hat))
    with acting_as(hat) as actor:
        show_returned(actor=actor, returned_id=row, returned=returned)


def _telling(row: UUID, hat: UUID) -> Callable[[int], None]:
    told = 10

    def tell(percent: int) -> None:
        nonlocal told
        if percent < told + 10:
            return
        told = percent
        with acting_as(hat) as actor:
            note_returned(actor=actor, returned_id=row, progress=percent)

    return tell
