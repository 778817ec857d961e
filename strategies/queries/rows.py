"""The rows of a strategy: threats, activities, bodies, responsibilities, and which posts stand vacant today."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Incumbency
from strategies.models import (
    Activity,
    Body,
    Companion,
    CompanionSection,
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
    Section,
    InnerComment,
    Companion,
    CompanionSection,
)
AnyRow = TypeVar("AnyRow", Threat, Activity, Body, Responsibility, PictureRow)


def rows_of(actor: Actor, model: type[AnyRow], strategy: Strategy) -> QuerySet[AnyRow]:
    """The standing rows of one kind, in order."""
    return model.objects.visible_to(actor).filter(strategy=strategy, withdrawn_at=None)


def row_for(actor: Actor, model: type[AnyRow], row_id: UUID) -> AnyRow:
    """One standing row with its strategy. Raises DoesNotExist alike for hidden and absent."""
    return model.objects.visible_to(actor).select_related("strategy").get(pk=row_id, withdrawn_at=None)


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
