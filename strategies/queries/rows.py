"""The rows of a strategy: threats, activities, bodies, responsibilities, indicators, and which posts stand vacant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Incumbency
from records.enums.cases import Holding
from records.models import SupportCase
from records.queries.cases import Line, lines_of
from strategies.enums.text import Hrddp
from strategies.models import (
    Activity,
    Body,
    Companion,
    CompanionSection,
    Indicator,
    InnerComment,
    PictureRow,
    Responsibility,
    Section,
    Strategy,
    Threat,
)

AnyOut = TypeVar(
    "AnyOut",
    Threat,
    Activity,
    Body,
    Responsibility,
    Indicator,
    Section,
    InnerComment,
    Companion,
    CompanionSection,
)
AnyRow = TypeVar("AnyRow", Threat, Activity, Body, Responsibility, Indicator, PictureRow)


def rows_of(actor: Actor, model: type[AnyRow], strategy: Strategy) -> QuerySet[AnyRow]:
    """The standing rows of one kind, in order."""
    return model.objects.visible_to(actor).filter(strategy=strategy, withdrawn_at=None)


def row_for(actor: Actor, model: type[AnyRow], row_id: UUID) -> AnyRow:
    """One standing row with its strategy. Raises DoesNotExist alike for hidden and absent."""
    beside = ("strategy", "hrddp_case") if model is Activity else ("strategy",)
    return model.objects.visible_to(actor).select_related(*beside).get(pk=row_id, withdrawn_at=None)


def rows_before(actor: Actor, row: AnyRow) -> int:
    """How many standing rows come before this one, or before where it stood until it was taken out."""
    before = Q(position__lt=row.position) | Q(position=row.position, pk__lt=row.pk)
    standing = type(row).objects.visible_to(actor).filter(strategy=row.strategy_id, withdrawn_at=None)
    return standing.filter(before).count()


def row_after(actor: Actor, row: AnyRow) -> AnyRow | None:
    """The standing row that comes after this one, if any."""
    after = Q(position__gt=row.position) | Q(position=row.position, pk__gt=row.pk)
    return rows_of(actor, type(row), row.strategy).filter(after).first()


def stopped_by_due_diligence(actor: Actor, strategy: Strategy) -> list[tuple[Activity, str]]:
    """Activities that support a security force and may not go on, each with why. Where a case is named, it rules."""
    rows = list(rows_of(actor, Activity, strategy).filter(hrddp_needed=True).select_related("hrddp_case"))
    said = holdings_of(actor, rows)
    return [(row, said[row.pk].words) for row in rows if not said[row.pk].holds]


@dataclass(frozen=True)
class DueDiligence:
    """How the due diligence on one activity stands: as its case says, or as stated where it names none."""

    holds: bool
    words: str
    case: SupportCase | None = None


def holdings_of(actor: Actor, rows: Iterable[Activity]) -> dict[UUID, DueDiligence]:
    """By the key of each of these that needs due diligence."""
    needing = [row for row in rows if row.hrddp_needed]
    lines = {line.case.pk: line for line in lines_of(actor, {row.hrddp_case for row in needing if row.hrddp_case})}
    return {row.pk: _due_diligence(row, lines) for row in needing}


def _due_diligence(row: Activity, lines: dict[UUID, Line]) -> DueDiligence:
    line = lines.get(row.hrddp_case_id) if row.hrddp_case_id else None
    if line is None:
        return DueDiligence(row.hrddp_state == Hrddp.APPROVED, str(row.get_hrddp_state_display()))
    words = _("%(case)s: %(state)s") % {"case": line.case.reference, "state": line.holding.label}
    return DueDiligence(line.holding == Holding.HOLDS, words, line.case)


def taken_out(actor: Actor, model: type[AnyOut], row_id: UUID, beside: str = "strategy") -> AnyOut:
    """One row that was taken out, with what it belongs to. Raises DoesNotExist."""
    return model.objects.visible_to(actor).select_related(beside).exclude(withdrawn_at=None).get(pk=row_id)


def held_posts(actor: Actor, post_ids: set[UUID]) -> set[UUID]:
    """Those of these posts that somebody holds today; the others stand vacant."""
    day = today()
    rows = Incumbency.objects.visible_to(actor).filter(
        Q(ends=None) | Q(ends__gte=day), post_id__in=post_ids, starts__lte=day, confirmed_at__isnull=False
    )
    return set(rows.values_list("post_id", flat=True))
