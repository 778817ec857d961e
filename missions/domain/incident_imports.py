"""A file of events: sent, read with a verdict for each row, confirmed by a person, and stored whole or not at all."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from missions.domain.editions import Covered, absent_lines
from missions.domain.incident_places import places_for
from missions.domain.incident_rows import Intake, Judged
from missions.enums.incidents import EventSource, ImportState, Reason, Verdict
from missions.intake.formats import Events, open_events
from missions.models import ImportLine, IncidentImport
from missions.queries.calendar import begun
from missions.queries.incident_imports import import_for
from missions.queries.incident_rooms import narrow_room
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.bulk import add_rows
from pocplan.access.errors import Refused
from pocplan.access.ids import new_id
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.jobs.claims import MOST_ATTEMPTS, Step, claim
from pocplan.jobs.files import Upload, folder, forget, keep, new_name
from pocplan.jobs.rows import move
from pocplan.journal.telling import tell

LARGEST_FILE = 1024 * 1024 * 1024
SHOWN = 50
A_MILLION_ROWS = timedelta(hours=1)  # a worker says nothing until it is through
READING = Step(ImportState.WAITING, ImportState.READING, A_MILLION_ROWS)
STORING = Step(ImportState.CONFIRMED, ImportState.IMPORTING, A_MILLION_ROWS)
LINE = ("id", "imported_id", "row", "verdict", "reason", "column", "cell")
GAVE_UP = _("Reading this file failed several times. Save it again and send it once more.")
GONE = _("This file is not kept any more: files wait a week. Send it again.")


@verb()
def request_incident_import(*, actor: Actor, room: Compartment, upload: Upload) -> IncidentImport:
    """Keep a file of events that a task is to read. Into a room that the actor writes in (NotSeated)."""
    size, moment = upload.size or 0, now()
    if size > LARGEST_FILE:
        raise Refused(_("This file is larger than 1 GB. Send it in parts."), "file")
    row = IncidentImport.objects.create(
        compartment_id=room.pk,
        incumbency_id=actor.incumbency_id,
        stored_as=new_name(),
        file_name=plain(Path(upload.name or "").name, limit=200, field="file", required=True),
        size=size,
        asked_at=moment,
        touched_at=moment,
    )
    keep(upload, row.stored_as)
    tell(actor, row, "send_events", size=row.size)
    return row


@verb()
def begin_events(*, actor: Actor, import_id: UUID, step: Step) -> Path | None:
    """Claim an import for a step, or one that its worker left there. Returns where its file lies.

    None where another has it, it failed too often, or its file is not kept any more.
    """
    if not claim(IncidentImport.objects.visible_to(actor).filter(pk=import_id), step):
        return None
    row = import_for(actor, import_id)
    path = folder() / row.stored_as
    sentence = GAVE_UP if row.attempts > MOST_ATTEMPTS else None if path.exists() else GONE
    if sentence:
        refuse_events(actor=actor, import_id=import_id, sentence=str(sentence))
        return None
    return path


def _intake(actor: Actor, row: IncidentImport, events: Events) -> Intake:
    room = Compartment.objects.get(pk=row.compartment_id)
    narrow = narrow_room(actor, room)
    places = places_for(actor, room.pk)
    return Intake(actor, room.pk, narrow, events.source, row.pk, places, begun(actor), row.takes_offers)


@verb()
def read_events(*, actor: Actor, import_id: UUID, path: Path) -> IncidentImport:
    """Read a file through and say of each row what would become of it. Nothing is stored but that.

    Names that the gazetteer does not settle are put before a person. Raises Refused for a file that is no set of
    events.
    """
    row = import_for(actor, import_id)
    events = open_events(path)
    with closing(events):
        intake = _intake(actor, row, events)
        sample: list[list[Any]] = []
        covered, tally = Covered(), Counter[str]()
        for batch in intake.batches(events.rows):
            add_rows(ImportLine, row.compartment_id, LINE, _lines(row.pk, batch))
            covered.add(batch)
            tally.update(reason for one in batch for reason in {said[0] for said in one.event.remarks})
            sample += [_shown(one) for one in batch[: SHOWN - len(sample)]]
        if absent := _tell_absent(row, intake, covered):
            intake.counts[Verdict.ABSENT] = tally[Reason.ABSENT] = absent
    values = {
        "source": events.source.value,
        "digest": _digest_of(path),
        "counts": dict(intake.counts),
        "tally": dict(tally),
        "notes": list(dict.fromkeys(events.notes))[:20],
        "sample": sample,
    }
    move(_only(actor, import_id), ImportState.READING, ImportState.READ, progress=100, attempts=0, **values)
    tell(actor, row, "read_events", **_counted(intake))
    return import_for(actor, import_id)


def _tell_absent(row: IncidentImport, intake: Intake, covered: Covered) -> int:
    """What an older file of this source brought here and this one leaves out, where it speaks of its time and place.

    Our own template is no set that comes in editions: every office sends its own rows in it.
    """
    if intake.is_first or intake.source == EventSource.TEMPLATE:
        return 0
    held = covered.within(intake.rows(), intake.source)
    found = absent_lines(row.pk, held, intake.seen)
    return sum(add_rows(ImportLine, row.compartment_id, LINE, lines) for lines in found)


def _lines(import_id: UUID, batch: list[Judged]) -> Iterator[list[str | None]]:
    """What is to be said of each row: the reasons that were noticed, or that it stays as it is."""
    for one in batch:
        for reason, column, cell in one.event.remarks:
            said = " ".join(str(cell).split())
            yield [str(new_id()), str(import_id), str(one.event.row), one.verdict, reason, column, said]


def _shown(one: Judged) -> list[Any]:
    event = one.event
    day = event.happened_on.isoformat() if event.happened_on else ""
    return [event.row, one.verdict, event.reference, day, event.admin1, event.killed]


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@verb()
def confirm_events(*, actor: Actor, import_id: UUID, takes_offers: bool = False) -> IncidentImport:
    """Say that what was read may be stored, with the offered corrections or without. Raises Conflict if it moved on."""
    row = import_for(actor, import_id)
    if row.compartment_id not in actor.writable:
        raise Refused(_("You can read this and not decide it."))
    move(_only(actor, import_id), ImportState.READ, ImportState.CONFIRMED, takes_offers=takes_offers,
          incumbency_id=actor.incumbency_id)  # fmt: skip
    tell(actor, row, "confirm_events", takes_offers=takes_offers)
    return import_for(actor, import_id)


@verb()
def drop_events(*, actor: Actor, import_id: UUID) -> IncidentImport:
    """Say that this file is not to be stored; what was said of it stays."""
    row = import_for(actor, import_id)
    if row.compartment_id not in actor.writable:
        raise Refused(_("You can read this and not decide it."))
    move(_only(actor, import_id), ImportState.READ, ImportState.DROPPED, finished_at=now())
    _forget_file(actor, row)
    tell(actor, row, "drop_events")
    return import_for(actor, import_id)


@verb()
def store_events(*, actor: Actor, import_id: UUID, path: Path) -> IncidentImport:
    """Store a confirmed file, all of it or nothing; the same file again changes nothing."""
    row = import_for(actor, import_id)
    events = open_events(path)
    with closing(events):
        intake = _intake(actor, row, events)
        with intake.meanwhile:
            for batch in intake.batches(events.rows):
                intake.write(batch)
    counts = dict(intake.counts)
    if Verdict.ABSENT in row.counts:  # as it was told, and still so: storing took nothing away
        counts[Verdict.ABSENT] = row.counts[Verdict.ABSENT]
    move(
        _only(actor, import_id), ImportState.IMPORTING, ImportState.DONE, progress=100, counts=counts, finished_at=now()
    )
    _forget_file(actor, row)
    tell(actor, row, "store_events", **_counted(intake))
    return import_for(actor, import_id)


@verb()
def refuse_events(*, actor: Actor, import_id: UUID, sentence: str) -> None:
    """Close an import whose file cannot be taken, with the sentence that says why and what to do."""
    rows = IncidentImport.objects.visible_to(actor).filter(pk=import_id)
    rows.update(state=ImportState.REFUSED, sentence=sentence, finished_at=now(), touched_at=now())
    row = import_for(actor, import_id)
    _forget_file(actor, row)
    tell(actor, row, "refuse_events")


def _forget_file(actor: Actor, row: IncidentImport) -> None:
    """Not before it stands: what is rolled back still needs its file."""
    transaction.on_commit(partial(forget, folder() / row.stored_as), using=actor.alias)


def _counted(intake: Intake) -> dict[str, int]:
    return {str(verdict): number for verdict, number in intake.counts.items()}


def _only(actor: Actor, import_id: UUID) -> QuerySet[IncidentImport]:
    return IncidentImport.objects.visible_to(actor).filter(pk=import_id)
