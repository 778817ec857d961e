"""A Word or PDF file of a text, made in the background as the person who asked; asked about again on handing out."""

import hashlib
from uuid import UUID

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.jobs.claims import MOST_ATTEMPTS, Step, claim
from pocplan.jobs.files import folder, new_name
from pocplan.jobs.rows import finish
from pocplan.journal.domain.taking import demand_may_take
from pocplan.journal.telling import tell
from strategies.documents.export import export_docx
from strategies.documents.paper import export_pdf
from strategies.domain.identifying import demand_nobody_in_annexes, demand_nobody_in_version
from strategies.enums.exports import ExportAs, ExportOf, ExportState
from strategies.models import Export, Rendition, Version
from strategies.queries.exports import Material, annexes_in, export_for, material_of, source_of

WRITING = Step(ExportState.WAITING, ExportState.RUNNING)
GAVE_UP = _("Writing this file failed several times. Ask for it again; if it fails again, tell the administrator.")
LOST = _("You do not read this text any more, so there is no file of it.")


@verb()
def request_export(
    *,
    actor: Actor,
    source: Version | Rendition,
    language: str,
    written_as: str = ExportAs.WORD,
    with_annexes: bool = False,
) -> Export:
    """Note that a file of this text is wanted; a task writes it. For whoever reads the text and writes in
    a room of the own side.

    Raises Refused for who only reads, beyond 20 files an hour, and for a text that names or locates a
    victim, a witness or a source: a file goes where no wall goes with it.
    """
    home = demand_may_take(actor=actor, verb="request_export")
    demand_nobody_in_version(source)
    if with_annexes:
        demand_nobody_in_annexes(annexes_in(actor, source), source.language)
    moment = now()
    row = Export.objects.create(
        compartment_id=home.pk,
        person_id=actor.person_id,
        incumbency_id=actor.incumbency_id,
        of=ExportOf.VERSION if isinstance(source, Version) else ExportOf.SHARED_TEXT,
        source_id=source.pk,
        written_as=written_as,
        with_annexes=with_annexes,
        language=language,
        stored_as=new_name(),
        asked_at=moment,
        touched_at=moment,
    )
    tell(actor, row, "request_export", of=row.of)
    return row


@verb()
def begin_export(*, actor: Actor, export_id: UUID) -> Material | None:
    """Claim a waiting file, or one that its worker left, and gather what the requester may read now.

    None where another has it, it is done, or the text is not the requester's to read any more.
    """
    if not claim(Export.objects.visible_to(actor).filter(pk=export_id), WRITING):
        return None
    row = export_for(actor, export_id)
    if row.attempts > MOST_ATTEMPTS:
        refuse_export(actor=actor, export_id=export_id, sentence=str(GAVE_UP))
        return None
    try:
        return _gathered(actor, row, source_of(actor, row))
    except (Version.DoesNotExist, Rendition.DoesNotExist):
        refuse_export(actor=actor, export_id=export_id, sentence=str(LOST))
        return None


def _gathered(actor: Actor, row: Export, source: Version | Rendition) -> Material:
    """A controlled document speaks one language, its own; Word speaks to whoever asked."""
    wanted = ExportAs(row.written_as)
    with override(source.language if wanted == ExportAs.PDF else get_language()):
        return material_of(actor, source, wanted, row.with_annexes)


def write(material: Material) -> bytes:
    """The file; takes the time, so it runs outside any transaction."""
    if material.written_as == ExportAs.PDF:
        return _paper(material)
    return export_docx(
        material.body,
        language=material.language,
        facts=material.facts,
        labels=material.labels,
        remarks=material.remarks,
        marking=material.marking,
        stamp=material.stamp,
        template=material.template,
    )


def _paper(material: Material) -> bytes:
    return export_pdf(
        material.body,
        seed=hashlib.sha256(material.stamp.encode()).hexdigest(),
        language=material.language,
        facts=material.facts,
        labels=material.labels,
        annexes=material.annexes,
        marking=material.marking,
        stamp=material.stamp,
    )


@verb()
def finish_export(*, actor: Actor, export_id: UUID, data: bytes, material: Material) -> None:
    """Keep the file for its requester."""
    row = export_for(actor, export_id)
    (folder() / row.stored_as).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    _close(
        actor,
        export_id,
        state=ExportState.DONE,
        size=len(data),
        digest=digest,
        comments=len(material.remarks),
        parts=list(material.parts),
    )
    tell(actor, row, "finish_export", digest=digest)


@verb()
def refuse_export(*, actor: Actor, export_id: UUID, sentence: str) -> None:
    """Close it with the sentence that says why."""
    _close(actor, export_id, state=ExportState.REFUSED, sentence=sentence)


@verb()
def hand_out(*, actor: Actor, export: Export) -> bytes:
    """The bytes, for the requester alone and only while all that went in may be read; each time is on record.

    Raises Refused where it is not ready, was kept too long ago or holds an annex that is closed by now, DoesNotExist
    where the text itself is.
    """
    read = {str(part.pk) for part in annexes_in(actor, source_of(actor, export))}
    if not read.issuperset(export.parts):
        raise Refused(_("This file holds an annex that you do not read any more. Ask for a new file."))
    path = folder() / export.stored_as
    if export.state != ExportState.DONE or not path.exists():
        raise Refused(_("This file is not there. Ask for it again."))
    tell(actor, export, "hand_out", digest=export.digest)
    return path.read_bytes()


def _close(actor: Actor, export_id: UUID, **fields: object) -> None:
    finish(
        Export.objects.visible_to(actor).filter(pk=export_id), of=(ExportState.WAITING, ExportState.RUNNING), **fields
    )
