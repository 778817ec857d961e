"""Protection priorities in force, and the latest decisions on them, as light rows for all that is counted from them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from missions.enums import ComponentKind
from picture.enums.protection import Coverage, Grade
from picture.models import ProtectionDecision
from picture.models.protection import UNPROTECTED
from picture.queries.protection import priorities_in_force
from pocplan.access.actor import Actor


class Decided(NamedTuple):
    """The latest decision of one component on one priority."""

    item_id: UUID
    component: str
    grade: str
    reason_code: str
    decided_at: datetime


class InForce(NamedTuple):
    """What is counted of one priority: the people of its place, the class of coverage, and what is open about it."""

    pk: UUID
    is_enclave: bool
    population: int | None
    grade: str
    coverage: str
    stated_at: datetime
    is_unprotected: bool
    decisions: tuple[Decided, ...] = ()

    @property
    def is_gap(self) -> bool:
        return self.grade == Grade.MUST and self.coverage == Coverage.NOT

    @property
    def differs(self) -> bool:
        """The latest decision of a component is another than what the cluster asks."""
        return any(one.grade != self.grade for one in self.decisions)

    @property
    def is_decided(self) -> bool:
        """The Force has decided since it was last asked."""
        military = ComponentKind.MILITARY
        return any(one.component == military and one.decided_at >= self.stated_at for one in self.decisions)

    @property
    def is_unclassed(self) -> bool:
        """The Force has decided without saying whether troops cover the place."""
        return self.is_decided and not self.coverage


def in_force(actor: Actor) -> list[InForce]:
    """All of them, the gravest first, in two questions.

    There are as many as places stand in an exercise today, however many stood in one before.
    """
    rows = priorities_in_force(actor).annotate(is_unprotected=UNPROTECTED)
    places = ("hotspot__is_enclave", "hotspot__population")
    found = list(rows.values_list("pk", *places, "grade", "coverage", "stated_at", "is_unprotected"))
    decided = _latest(actor, [row[0] for row in found])
    return [InForce._make((*row, tuple(decided[row[0]]))) for row in found]


def _latest(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, list[Decided]]:
    """Of each component the newest, military first."""
    rows = ProtectionDecision.objects.visible_to(actor).filter(item__any=list(keys))
    rows = rows.order_by("item_id", "component", "-decided_at", "-id").distinct("item_id", "component")
    known = [Decided._make(row) for row in rows.values_list(*Decided._fields)]
    found: dict[UUID, list[Decided]] = defaultdict(list)
    for one in sorted(known, key=lambda one: ComponentKind.values.index(one.component)):
        found[one.item_id].append(one)
    return found
