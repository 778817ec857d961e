"""Alerts as a reader finds them: those of one room, one of them, those that wait, and how long each step took."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from picture.enums.alerts import WAITING, AlertState, Urgency
from picture.models import Alert, AlertChange, Hotspot
from pocplan.access.actor import Actor
from pocplan.access.clock import now

LOOKED_BACK = timedelta(days=90)
# After so long an alert that nobody ended shows on Today.
PATIENCE = {Urgency.NOW: timedelta(hours=1), Urgency.DAY: timedelta(hours=24), Urgency.DAYS: timedelta(days=3)}
STEPS = ("relayed_at", "decided_at", "ended_at", "told_at")


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Response:
    """What came of the alerts of the last ninety days in one room; a step that none has taken has no time."""

    received: int
    answered: int
    not_answered: int
    waiting: int
    to_relay: timedelta | None
    to_decide: timedelta | None
    to_end: timedelta | None
    to_tell: timedelta | None


def alerts_in(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Alert]:
    """Alerts of a room, the latest first; those that wait unless others are asked for."""
    rows = Alert.objects.visible_in(actor, room_id).select_related("hotspot")
    state = asked.get("state")
    if not state:
        rows = rows.filter(state__in=WAITING)
    elif state != "all":
        rows = rows.filter(state=state)
    if asked.get("channel"):
        rows = rows.filter(channel=asked["channel"])
    return rows.order_by("-received_at", "id")


def alert_for(actor: Actor, alert_id: UUID) -> Alert:
    """One alert. Raises Alert.DoesNotExist for hidden and absent alike."""
    return Alert.objects.visible_to(actor).select_related("compartment__area", "hotspot").get(pk=alert_id)


def steps_of_alert(actor: Actor, alert: Alert) -> QuerySet[AlertChange]:
    return AlertChange.objects.visible_to(actor).filter(alert=alert)


def hotspots_to_name(actor: Actor, room_id: int) -> list[Hotspot]:
    """Places on the matrix of this room, for an alert to point at."""
    rows = Hotspot.objects.visible_in(actor, room_id).exclude(state="delisted")
    return list(rows.order_by("place_said", "id")[:200])


def response_in(actor: Actor, room_id: int) -> Response:
    """How the alerts of one room were answered in the last ninety days, in one query."""
    return response_of(alerts_of_late(actor).filter(compartment_id=room_id))


def alerts_of_late(actor: Actor) -> QuerySet[Alert]:
    """Alerts of the last ninety days, of every room that the actor reads, the latest first."""
    return Alert.objects.visible_to(actor).filter(received_at__gte=now() - LOOKED_BACK).order_by("-received_at", "id")


def response_of(rows: QuerySet[Alert]) -> Response:
    """How these alerts were answered, in one query."""
    counts = {
        "received": Count("id"),
        "answered": Count("id", filter=Q(state=AlertState.ANSWERED)),
        "not_answered": Count("id", filter=Q(state=AlertState.NOT_ANSWERED)),
        "waiting": Count("id", filter=Q(state__in=WAITING)),
    }
    times = {
        "to_relay": _median("relayed_at"),
        "to_decide": _median("decided_at"),
        "to_end": _median("ended_at", Q(state=AlertState.ANSWERED)),
        "to_tell": _median("told_at"),
    }
    return Response(**rows.order_by().aggregate(**counts, **times))


def _median(step: str, only: Q | None = None) -> Median:
    took = ExpressionWrapper(F(step) - F("received_at"), output_field=DurationField())
    return Median(took, filter=only) if only else Median(took)


def waiting_too_long(actor: Actor) -> QuerySet[Alert]:
    """Alerts that this actor keeps and nobody ended in time, the oldest first."""
    return late_alerts(actor).filter(compartment_id__any=sorted(actor.writable))


def late_alerts(actor: Actor) -> QuerySet[Alert]:
    """Alerts that this actor reads and nobody ended in time, the oldest first."""
    moment: datetime = now()
    late = Q(pk__in=[])
    for urgency, patience in PATIENCE.items():
        late |= Q(urgency=urgency, received_at__lt=moment - patience)
    rows = Alert.objects.visible_to(actor).filter(late, state__in=WAITING)
    return rows.order_by("received_at", "id")


def took(alert: Alert) -> list[tuple[str, datetime, timedelta]]:
    """Each step that was taken, its moment, and how long after the alert it was."""
    done = [(name, getattr(alert, name)) for name in STEPS]
    return [(name, moment, moment - alert.received_at) for name, moment in done if moment]
