"""Threats as a reader finds them: one room at a time, one threat, its life, how it is known."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from missions.models import Locality
from missions.queries.incidents import NEEDED, independent_types
from picture.enums.threats import OPEN
from picture.models import (
    ReleasedRating,
    Threat,
    ThreatChange,
    ThreatGroup,
    ThreatJudgement,
    ThreatSharing,
    ThreatSource,
)
from picture.queries.ratings import differing, unrated
from picture.queries.rooms import desk_of
from pocplan.access.actor import Actor


@dataclass(frozen=True)
class Account:
    """How a threat is known: sources that this reader may know, the threshold, and who judged it."""

    sources: list[ThreatSource] = field(default_factory=list)
    judgement: ThreatJudgement | None = None

    @property
    def independent(self) -> int:
        """Types of source that each have a group of their own: two sources of one group count once."""
        return independent_types((one.kind, one.group) for one in self.sources)

    @property
    def threshold_met(self) -> bool:
        return self.independent >= NEEDED


def threats_in(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Threat]:
    """Threats of a room that the actor reads, newest first, closed ones only where asked for."""
    rows = Threat.objects.visible_in(actor, room_id)
    states = [asked["state"]] if asked.get("state") else list(OPEN)
    rows = rows.filter(state__in=states)
    if asked.get("risk"):
        rows = rows.filter(risks__contains=[asked["risk"]])
    if asked.get("type"):
        rows = rows.filter(types__contains=[asked["type"]])
    if asked.get("only") == "differ":
        rows = rows.filter(pk__in=differing(actor, states, room_id))
    if asked.get("only") == "unrated":
        rows = _unrated(actor, rows)
    return rows


def _unrated(actor: Actor, rows: QuerySet[Threat]) -> QuerySet[Threat]:
    desk = desk_of(actor)
    return unrated(actor, desk, rows) if desk else rows.none()


def threat_for(actor: Actor, threat_id: UUID) -> Threat:
    """One threat. Raises Threat.DoesNotExist for hidden and absent alike."""
    return Threat.objects.visible_to(actor).select_related("compartment__area", "actor").get(pk=threat_id)


def place_of(actor: Actor, threat: Threat) -> Locality | None:
    """Its place in the gazetteer, where its name was understood."""
    if threat.locality_ref is None:
        return None
    return Locality.objects.visible_to(actor).select_related("parent").filter(pk=threat.locality_ref).first()


def changes_of(actor: Actor, threat: Threat) -> QuerySet[ThreatChange]:
    return ThreatChange.objects.visible_to(actor).filter(threat=threat)


def changed_lately(actor: Actor, room_id: int, since: datetime) -> QuerySet[ThreatChange]:
    """Every step in the life of this room's threats since then, newest first."""
    rows = ThreatChange.objects.visible_in(actor, room_id).filter(at__gte=since)
    return rows.select_related("threat").order_by("-at", "-id")


def rated_lately(actor: Actor, room_id: int, since: datetime) -> QuerySet[ReleasedRating]:
    """Ratings that sides released in this room since then and that stand, as far as the seal has opened them."""
    rows = ReleasedRating.objects.visible_in(actor, room_id).filter(released_on__gte=since.date())
    rows = rows.filter(withdrawn_at=None, cycle=F("threat__cycle"))
    return rows.select_related("threat").order_by("-released_on", "side", "id")


def sharings_of(actor: Actor, threat: Threat) -> QuerySet[ThreatSharing]:
    """Where this original was copied to, for those who read it."""
    return ThreatSharing.objects.visible_to(actor).filter(threat=threat)


def group_of(actor: Actor, room_id: int) -> ThreatGroup | None:
    return ThreatGroup.objects.visible_in(actor, room_id).first()


def account_of(actor: Actor, threat: Threat) -> Account:
    """Computed from the sources that this reader may know, and from no others."""
    rows = ThreatSource.objects.visible_to(actor).filter(threat_ref=threat.pk, taken_back_at=None)
    judgement = ThreatJudgement.objects.visible_to(actor).filter(threat=threat).first()
    return Account(list(rows.select_related("compartment__area")), judgement)


def source_for(actor: Actor, source_id: UUID) -> ThreatSource:
    return ThreatSource.objects.visible_to(actor).get(pk=source_id)


def verified_among(actor: Actor, threats: list[Threat]) -> dict[UUID, str]:
    """The latest finding of each, by threat."""
    rows = ThreatJudgement.objects.visible_to(actor).filter(threat__in=[one.pk for one in threats])
    found: dict[UUID, str] = {}
    for one in rows:
        found.setdefault(one.threat_id, one.get_finding_display())
    return found
