"""Hotspots as a reader finds them: the matrix of one room, one place, its life, what changed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from picture.enums.hotspots import HotspotState
from picture.models import Hotspot, HotspotChange, HotspotSharing, LineOfEffort, Threat
from picture.models.hotspots import urgency
from picture.queries.freshness import having, overdue
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today

WEEK = timedelta(days=7)


def matrix(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Hotspot]:
    """Hotspots of a room by sector and urgency; delisted ones only where asked for."""
    rows = _standing(Hotspot.objects.visible_in(actor, room_id), asked.get("standing", ""))
    if asked.get("standing") not in (None, "", HotspotState.DELISTED):
        rows = rows.filter(having(asked["standing"], today()))
    for name in ("priority", "trend", "phase"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if asked.get("sector"):
        rows = rows.filter(sector=asked["sector"])
    return rows.annotate(urgency=urgency()).order_by("sector", "urgency", "place_said", "id")


def sectors_in(actor: Actor, room_id: int, standing: str = "") -> list[str]:
    """The sectors of what stands on a matrix, or of what was delisted from it."""
    rows = _standing(Hotspot.objects.visible_in(actor, room_id), standing).exclude(sector="")
    return list(rows.order_by("sector").values_list("sector", flat=True).distinct())


def _standing(rows: QuerySet[Hotspot], standing: str) -> QuerySet[Hotspot]:
    delisted = Q(state=HotspotState.DELISTED)
    return rows.filter(delisted if standing == HotspotState.DELISTED else ~delisted)


def hotspot_for(actor: Actor, hotspot_id: UUID) -> Hotspot:
    """One hotspot. Raises Hotspot.DoesNotExist for hidden and absent alike."""
    return Hotspot.objects.visible_to(actor).select_related("compartment__area").get(pk=hotspot_id)


def threats_at(actor: Actor, hotspots: Sequence[Hotspot]) -> dict[UUID, list[Threat]]:
    """The threats that each names, as far as they are read in its own room."""
    keys = {key for one in hotspots for key in one.threats}
    found = {one.pk: one for one in Threat.objects.visible_to(actor).filter(pk__in=keys)} if keys else {}
    return {
        one.pk: [found[key] for key in one.threats if key in found and found[key].compartment_id == one.compartment_id]
        for one in hotspots
    }


def efforts_at(actor: Actor, hotspots: Sequence[Hotspot]) -> dict[UUID, list[LineOfEffort]]:
    """Lines of effort of each, those due first."""
    found: dict[UUID, list[LineOfEffort]] = defaultdict(list)
    for one in LineOfEffort.objects.visible_to(actor).filter(hotspot__in=[row.pk for row in hotspots]):
        found[one.hotspot_id].append(one)
    return found


def effort_for(actor: Actor, effort_id: UUID) -> LineOfEffort:
    return LineOfEffort.objects.visible_to(actor).select_related("hotspot__compartment__area").get(pk=effort_id)


def steps_of(actor: Actor, hotspot: Hotspot) -> QuerySet[HotspotChange]:
    return HotspotChange.objects.visible_to(actor).filter(hotspot=hotspot)


def sharings_of(actor: Actor, hotspot: Hotspot) -> QuerySet[HotspotSharing]:
    """Where it was copied to, as the room of the original knows."""
    return HotspotSharing.objects.visible_to(actor).filter(hotspot=hotspot)


def changed_since_last_week(actor: Actor, room_id: int) -> QuerySet[HotspotChange]:
    """Every step on this room's matrix in the last seven days, newest first."""
    rows = HotspotChange.objects.visible_in(actor, room_id).filter(at__gte=now() - WEEK)
    return rows.select_related("hotspot")


def gone_stale(actor: Actor) -> QuerySet[Hotspot]:
    """What this actor keeps and nobody reviewed in time, the oldest first."""
    rows = Hotspot.objects.visible_to(actor).filter(overdue(today()), compartment_id__any=sorted(actor.writable))
    return rows.order_by("reviewed_on", "id")
