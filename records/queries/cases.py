"""Due diligence cases as a reader finds them, and whether their support may go on today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from records.enums.cases import GOES_ON, CaseState, Holding, MonitoringFinding
from records.models import CaseStep, Mitigation, SupportCase


@dataclass(frozen=True)
class Line:
    """One case with its measures counted, and how it stands today."""

    case: SupportCase
    measures: int
    in_place: int
    holding: Holding


def cases_in(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[SupportCase]:
    """Cases of one room, the latest first."""
    rows = SupportCase.objects.visible_in(actor, room_id)
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    return rows.order_by("-opened_at", "id")


def case_for(actor: Actor, case_id: UUID) -> SupportCase:
    """One case. Raises SupportCase.DoesNotExist for hidden and absent alike."""
    return SupportCase.objects.visible_to(actor).select_related("compartment__area").get(pk=case_id)


def measure_for(actor: Actor, measure_id: UUID) -> Mitigation:
    """One measure with its case. Raises Mitigation.DoesNotExist for hidden and absent alike."""
    return Mitigation.objects.visible_to(actor).select_related("case", "compartment__area").get(pk=measure_id)


def measures_of(actor: Actor, case: SupportCase) -> list[Mitigation]:
    return list(Mitigation.objects.visible_to(actor).filter(case=case))


def steps_of_case(actor: Actor, case: SupportCase) -> QuerySet[CaseStep]:
    return CaseStep.objects.visible_to(actor).filter(case=case)


def cases_to_name(actor: Actor, room_id: int) -> list[SupportCase]:
    """Cases that an activity of this room can refer to."""
    rows = SupportCase.objects.visible_in(actor, room_id)
    return list(rows.order_by("reference", "id")[:300])


def lines_of(actor: Actor, cases: Iterable[SupportCase]) -> list[Line]:
    """How each of these stands today, in one question."""
    known = list(cases)
    if not known:
        return []
    day = today()
    rows = Mitigation.objects.visible_to(actor).filter(case__in=[one.pk for one in known])
    found = list(rows.values_list("case_id", "in_place_since"))
    asked, done = Counter(key for key, _ in found), Counter(key for key, since in found if since)
    return [Line(one, asked[one.pk], done[one.pk], holding(one, asked[one.pk] - done[one.pk], day)) for one in known]


def holding(case: SupportCase, missing: int, day: date) -> Holding:
    """Whether the support may go on: approved, every measure in place, and looked at in time with nothing lapsed."""
    if case.state not in GOES_ON:
        return {CaseState.OPEN: Holding.OPEN, CaseState.REFUSED: Holding.REFUSED}.get(
            CaseState(case.state), Holding.SUSPENDED
        )
    if missing:
        return Holding.MITIGATION
    lapsed = case.finding == MonitoringFinding.LAPSED or case.next_due is None or case.next_due < day
    return Holding.LAPSED if lapsed else Holding.HOLDS
