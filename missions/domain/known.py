"""Taking in the published list of missions, row by row."""

from dataclasses import dataclass
from typing import Any

from django.db import models, router, transaction
from django.utils.translation import gettext_lazy as _

from missions.models import KnownMission
from missions.published.rows import Reading, readings
from missions.published.table import read


class Outcome(models.TextChoices):
    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")


@dataclass(frozen=True)
class Line:
    """What was done with one row."""

    row: int
    label: str
    outcome: Outcome
    column: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()


def take_in(content: bytes) -> list[Line]:
    """Store a published table; twice is the same as once, and nothing is deleted.

    Runs at installation, under the role that owns the tables: public data of no room. Raises
    Refused for a file that is not such a table; a row that does not fit is refused alone.
    """
    found = readings(read(content))
    with transaction.atomic(using=router.db_for_write(KnownMission)):
        stored = KnownMission.objects.in_bulk()
        return [_line(reading, stored) for reading in found]


def _line(reading: Reading, stored: dict[int, KnownMission]) -> Line:
    if reading.is_refused:
        return Line(reading.row, reading.label, Outcome.REFUSED, reading.column, reading.reason)
    outcome = _store(reading.values, stored)
    return Line(reading.row, reading.label, outcome, notes=tuple(reading.notes))


def _store(values: dict[str, Any], stored: dict[int, KnownMission]) -> Outcome:
    known = stored.get(values["number"])
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return Outcome.UNCHANGED
    mission = KnownMission(**values)
    mission.save(force_insert=known is None)
    stored[mission.pk] = mission
    return Outcome.CREATED if known is None else Outcome.UPDATED
