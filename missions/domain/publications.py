"""Entering mandates from what is published: twice is the same as once, and nothing is taken out."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from missions.domain.keepers import demand_keeper
from missions.domain.mandates import add_mandate, add_paragraph
from missions.models import Mandate, MandateParagraph, Mission
from missions.published.registry import Cited, cited
from missions.published.resolutions import Paragraph, Resolution, resolution
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.verb import verb


class Done(models.TextChoices):
    """What came of one row."""

    ENTERED = "entered", gettext_lazy("entered")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    TO_COMPLETE = "to_complete", gettext_lazy("a day is missing")
    REFUSED = "refused", gettext_lazy("refused")


@dataclass(frozen=True)
class Report:
    """One row of the file. `complete` is what a person only has to complete with the day of adoption."""

    row: int
    label: str
    outcome: Done
    column: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    complete: str = ""


@verb()
def take_in_resolution(*, actor: Actor, mission: Mission, name: str, content: bytes) -> list[Report]:
    """Enter one resolution and its paragraphs. For keepers; raises Refused for a file that is none."""
    demand_keeper(actor, mission.owner_id)
    read = resolution(name, content)
    known = _entered(actor, mission).get(read.symbol)
    mandate = known or _enter(actor, mission, read)
    outcome = Done.UNCHANGED if known else Done.ENTERED
    numbers = set(_paragraphs(actor, mandate).values_list("number", flat=True))
    lines = [_paragraph(actor, mandate, one, one.number in numbers) for one in read.paragraphs]
    return [Report(1, read.symbol, outcome, notes=tuple(read.notes)), *lines]


@verb()
def take_in_registry(*, actor: Actor, mission: Mission, entity: str, content: bytes) -> list[Report]:
    """Enter the resolutions that a registry names for a mission and whose day it says; list the others to complete.

    For keepers. Raises Refused for a file that is no registry, or that does not know the mission.
    """
    demand_keeper(actor, mission.owner_id)
    rows = cited(content, entity)
    if not rows:
        raise Refused(
            _("No row is about “%(name)s”. Write the mission as the column Entity does."), "entity", name=entity
        )
    entered, seen = _entered(actor, mission), dict[str, int]()
    return [_row(actor, mission, row, entered, seen) for row in rows]


def _row(actor: Actor, mission: Mission, row: Cited, entered: dict[str, Mandate], seen: dict[str, int]) -> Report:
    if row.reason:
        return Report(row.row, row.symbol, Done.REFUSED, row.column, row.reason)
    if row.symbol in seen:
        note = _("Row %(row)s names this resolution already.") % {"row": seen[row.symbol]}
        return Report(row.row, row.symbol, Done.UNCHANGED, notes=(note,))
    seen[row.symbol] = row.row
    if row.symbol in entered:
        return Report(row.row, row.symbol, Done.UNCHANGED)
    if row.adopted_on is None:
        reason = _("The sentence does not say the day of adoption.")
        return Report(row.row, row.symbol, Done.TO_COMPLETE, "Description", reason, complete=_to_complete(row))
    add_mandate(actor=actor, mission=mission, **_values(row.symbol, row.adopted_on, row.expires_on))
    return Report(row.row, row.symbol, Done.ENTERED)


def _to_complete(row: Cited) -> str:
    return urlencode({"resolution": row.symbol, "expires_on": row.expires_on or ""})


def _enter(actor: Actor, mission: Mission, read: Resolution) -> Mandate:
    return add_mandate(actor=actor, mission=mission, **_values(read.symbol, read.adopted_on, read.expires_on))


def _values(symbol: str, adopted_on: date, expires_on: date | None) -> dict[str, object]:
    return {"resolution": symbol, "adopted_on": adopted_on, "expires_on": expires_on, "note": ""}


def _paragraph(actor: Actor, mandate: Mandate, one: Paragraph, is_there: bool) -> Report:
    label = _("Paragraph %(number)s") % {"number": one.number}
    if is_there:
        return Report(one.row, label, Done.UNCHANGED)
    fields: dict[str, Any] = {"number": one.number, "text": one.text, "is_on_protection": one.is_on_protection}
    try:
        add_paragraph(actor=actor, mandate=mandate, **fields)
    except Refused as refusal:
        return Report(one.row, label, Done.REFUSED, refusal.field or "", str(refusal))
    return Report(one.row, label, Done.ENTERED, notes=one.notes)


def _entered(actor: Actor, mission: Mission) -> dict[str, Mandate]:
    rows = Mandate.objects.visible_to(actor).filter(mission=mission, withdrawn_at=None)
    return {row.resolution: row for row in rows}


def _paragraphs(actor: Actor, mandate: Mandate) -> models.QuerySet[MandateParagraph]:
    return MandateParagraph.objects.visible_to(actor).filter(mandate=mandate, withdrawn_at=None)
