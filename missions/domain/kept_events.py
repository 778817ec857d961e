"""Events as a mission's own incident system has them: rows by its references, stored whole or not at all."""

import csv
import io
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from missions.domain.incident_imports import (
    READING,
    STORING,
    begin_events,
    confirm_events,
    read_events,
    request_incident_import,
    store_events,
)
from missions.enums.incidents import REFUSING
from missions.intake.formats import TEMPLATE
from missions.models import ImportLine, IncidentImport
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.jobs.files import folder, forget

MOST_ROWS = 1_000
MOST_FAULTS = 20  # told at once
# A row of tags stands between the head and the rows: of what a program sends, every row is a row.
TAGS = "#meta+id"
ABOVE = 2
SENT = "by-reference.csv"


@verb()
def keep_events(*, actor: Actor, room: Compartment, rows: list[Mapping[str, object]]) -> IncidentImport:
    """Store these rows of our own template, as a file of them is stored; the same rows again change nothing.

    A row says all that the other system knows of its event. Raises NotSeated for a room that the actor does not keep
    events in, and Refused with each row at fault, its column and why; then nothing is stored.
    """
    row = request_incident_import(actor=actor, room=room, upload=_file(rows))
    path = folder() / row.stored_as
    try:
        begin_events(actor=actor, import_id=row.pk, step=READING)
        read_events(actor=actor, import_id=row.pk, path=path)
        _demand_no_fault(actor, row)
        confirm_events(actor=actor, import_id=row.pk)
        begin_events(actor=actor, import_id=row.pk, step=STORING)
        return store_events(actor=actor, import_id=row.pk, path=path)
    except Exception:
        forget(path)  # the row that names it is rolled back
        raise


def _file(rows: Iterable[Mapping[str, object]]) -> ContentFile:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(TEMPLATE)
    table.writerow([TAGS])
    table.writerows([row.get(name, "") for name in TEMPLATE] for row in rows)
    return ContentFile(text.getvalue().encode(), name=SENT)


def _demand_no_fault(actor: Actor, row: IncidentImport) -> None:
    faults = ImportLine.objects.visible_to(actor).filter(imported=row, reason__in=REFUSING)
    found = [_words(line) for line in faults.order_by("row", "id")[:MOST_FAULTS]]
    if found:
        raise Refused(" ".join(found), "rows")


def _words(line: ImportLine) -> str:
    said = {"row": (line.row or 0) - ABOVE, "column": line.column or "–", "reason": line.get_reason_display()}
    return _("Row %(row)s, %(column)s: %(reason)s") % said
