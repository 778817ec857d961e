"""A Word file becomes sections and blocks. The row is the truth, the task only a doorbell that may be lost."""

from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.jobs.claims import MOST_ATTEMPTS, Step, claim
from pocplan.jobs.files import Upload, folder, forget, keep, new_name
from pocplan.jobs.rows import finish
from pocplan.journal.telling import tell
from strategies.documents.errors import UnusableFile
from strategies.documents.imported import ImportedDocument
from strategies.documents.safety import LARGEST_FILE, check_docx
from strategies.domain import wording
from strategies.domain.placing import Placed, place
from strategies.domain.strategies import start_strategy
from strategies.domain.workflow import demand
from strategies.enums.text import ImportState, Verb
from strategies.models import Strategy, WordImport
from strategies.queries.imports import OPEN, import_for

READING = Step(ImportState.WAITING, ImportState.RUNNING)
ONE_AT_A_TIME = {"one_import_at_a_time": _("A Word file is being read into this strategy already. Wait for its end.")}
GAVE_UP = _("Reading this file failed several times. Save it again in Word and send it once more.")


class ToRead(NamedTuple):
    """A file that was claimed, and the language of the text that it is read into."""

    path: Path
    language: str


@verb(ONE_AT_A_TIME)
def request_import(*, actor: Actor, strategy: Strategy, upload: Upload) -> WordImport:
    """Keep a Word file and note that it is to be read into the strategy by a task.

    Raises Refused for the stage, the post and every file that is no sound Word file, Conflict while
    another is read.
    """
    demand(actor, strategy, Verb.IMPORT_WORD)
    size, name, moment = upload.size or 0, Path(upload.name or "").name, now()
    if size > LARGEST_FILE:
        raise Refused(_("This file is larger than 25 MB. Take out its pictures and send it again."), "file")
    row = WordImport.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        incumbency_id=actor.incumbency_id,
        stored_as=new_name(),
        file_name=wording.plain(name, limit=200, field="file", required=True),
        size=size,
        asked_at=moment,
        touched_at=moment,
    )
    _store(row, upload)
    tell(actor, row, Verb.IMPORT_WORD, size=size)
    return row


@verb(ONE_AT_A_TIME)
def start_from_word(*, actor: Actor, title: str, language: str, upload: Upload) -> WordImport:
    """A new strategy and the file that is to be read into it, both or neither."""
    strategy = start_strategy(actor=actor, title=title, language=language)
    return request_import(actor=actor, strategy=strategy, upload=upload)


def _store(row: WordImport, upload: Upload) -> None:
    path = keep(upload, row.stored_as)
    try:
        check_docx(path)
    except UnusableFile as error:
        forget(path)
        raise Refused(error.sentence, "file", **error.values) from error


@verb()
def begin_import(*, actor: Actor, import_id: UUID) -> ToRead | None:
    """Claim a waiting import, or one that its worker left. None where another has it or it is done."""
    if not claim(WordImport.objects.visible_to(actor).filter(pk=import_id), READING, progress=10):
        return None
    row = import_for(actor, import_id)
    if row.attempts > MOST_ATTEMPTS:
        refuse_import(actor=actor, import_id=import_id, sentence=str(GAVE_UP))
        return None
    return ToRead(folder() / row.stored_as, row.strategy.language)


@verb()
def note_progress(*, actor: Actor, import_id: UUID, progress: int) -> None:
    """Say how far it is; a transaction of its own, so that the page sees it."""
    rows = WordImport.objects.visible_to(actor).filter(pk=import_id, state=ImportState.RUNNING)
    rows.update(progress=progress, touched_at=now())


@verb()
def finish_import(*, actor: Actor, import_id: UUID, document: ImportedDocument) -> Placed:
    """Place what was read, all of it or nothing. Raises Refused where the strategy moved on meanwhile."""
    row = import_for(actor, import_id)
    demand(actor, row.strategy, Verb.IMPORT_WORD)
    placed = place(actor, row.strategy, document)
    _close(actor, import_id, state=ImportState.DONE, progress=100, words=placed.words, placed=placed.blocks,
           unplaced=placed.unplaced)  # fmt: skip
    tell(actor, row, "import_done", blocks=placed.blocks, words=placed.words)
    return placed


@verb()
def refuse_import(*, actor: Actor, import_id: UUID, sentence: str) -> None:
    """Close an import whose file cannot be taken, with the sentence that says why and what to do."""
    _close(actor, import_id, state=ImportState.REFUSED, sentence=sentence)
    tell(actor, import_for(actor, import_id), "import_refused")


def _close(actor: Actor, import_id: UUID, **fields: object) -> None:
    finish(WordImport.objects.visible_to(actor).filter(pk=import_id), of=OPEN, **fields)
