"""A Word file of a text, made in the background as the person who asked, and asked about again on handing out."""

import hashlib
from uuid import UUID

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
from strategies.domain.identifying import demand_nobody_in_version
from strategies.enums.exports import ExportOf, ExportState
from strategies.models import Export, Rendition, Version
from strategies.queries.exports import Material, export_for, material_of, source_of

WRITING = Step(ExportState.WAITING, ExportState.RUNNING)
GAVE_UP = _("Writing this file failed several times. Ask for it again; if it fails again, tell the administrator.")
LOST = _("You do not read this text any more, so there is no file of it.")


@verb()
def request_export(*, actor: Actor, source: Version | Rendition, language: str) -> Export:
    """Note that a Word file of this text is wanted; a task writes it. For whoever reads the text and writes in
    a room of the own side.

    Raises Refused for who only reads, beyond 20 files an hour, and for a text that names or locates a
    victim, a witness or a source: a file goes where no wall goes with it.
    """
    home = demand_may_take(actor=actor, verb="request_export")
    demand_nobody_in_version(source)
    moment = now()
    row = Export.objects.create(
        compartment_id=home.pk,
        person_id=actor.person_id,
        incumbency_id=actor.incumbency_id,
        of=ExportOf.VERSION if isinstance(source, Version) else ExportOf.SHARED_TEXT,
        source_id=source.pk,
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
        return material_of(actor, source_of(actor, row))
    except (Version.DoesNotExist, Rendition.DoesNotExist):
        refuse_export(actor=actor, export_id=export_id, sentence=str(LOST))
        return None


def write(material: Material) -> bytes:
    """The Word file; takes the time, so it runs outside any transaction."""
    return export_docx(
        material.body,
        language=material.language,
        facts=material.facts,
        labels=material.labels,
        remarks=material.remarks,
        marking=material.marking,
        stamp=material.stamp,
    )


@verb()
def finish_export(*, actor: Actor, export_id: UUID, data: bytes, comments: int) -> None:
    """Keep the file for its requester."""
    row = export_for(actor, export_id)
    (folder() / row.stored_as).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    _close(actor, export_id, state=ExportState.DONE, size=len(data), digest=digest, comments=comments)
    tell(actor, row, "finish_export", digest=digest)


@verb()
def refuse_export(*, actor: Actor, export_id: UUID, sentence: str) -> None:
    """Close it with the sentence that says why."""
    _close(actor, export_id, state=ExportState.REFUSED, sentence=sentence)


@verb()
def hand_out(*, actor: Actor, export: Export) -> bytes:
    """The bytes, for the requester alone and only while the text itself may be read; each time is on record.

    Raises Refused where it is not ready or was kept too long ago, DoesNotExist where the text is closed by now.
    """
    source_of(actor, export)
    path = folder() / export.stored_as
    if export.state != ExportState.DONE or not path.exists():
        raise Refused(_("This file is not there. Ask for it again."))
    tell(actor, export, "hand_out", digest=export.digest)
    return path.read_bytes()


def _close(actor: Actor, export_id: UUID, **fields: object) -> None:
    finish(
        Export.objects.visible_to(actor).filter(pk=export_id), of=(ExportState.WAITING, ExportState.RUNNING), **fields
    )
