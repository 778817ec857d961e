"""Groups of addressees that a body keeps, and whom its people can address at all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, OwnerKind, OwnerState, Side
from pocplan.access.models import Area, Compartment, Owner
from pocplan.access.queries.rooms import room_of
from pocplan.access.seating import STANDING, STANDING_IN_AREA
from pocplan.people.models import AddresseeGroup, GroupEntry

NEVER_ADDRESSED = (Audience.DIRECTORY, Audience.COMMONS, Audience.SHARED)
KEPT_IN = {
    OwnerKind.MISSION: Audience.MISSION,
    OwnerKind.CLUSTER: Audience.CLUSTER_LEAD,
    OwnerKind.HUMANITARIAN_TEAM: Audience.HC,
    OwnerKind.COUNTRY_TEAM: Audience.COUNTRY_TEAM,
    OwnerKind.AGENCY: Audience.AGENCY,
}


@dataclass(frozen=True)
class Choice:
    """One audience that can be addressed: `key` stands in forms, `words` on screen."""

    owner: Owner
    audience: str
    area: Area | None

    @property
    def key(self) -> str:
        return f"{self.owner.pk}/{self.audience}/{self.area.pk if self.area else ''}"

    @property
    def words(self) -> str:
        place = f", {self.area.name}" if self.area else ""
        return f"{Audience(self.audience).label}{place}"


def room_of_groups(actor: Actor) -> Compartment:
    """Where the actor's body keeps its groups. Raises NotSeated for who does not read there."""
    kind = Owner.objects.get(pk=actor.owner_id).kind
    audience = KEPT_IN.get(OwnerKind(kind), Audience.SHARED)
    area = actor.area_id if actor.side == Side.MISSION else None
    return room_of(actor, audience, area)


def groups_for(actor: Actor) -> QuerySet[AddresseeGroup]:
    """The groups that the actor's body keeps, without those withdrawn."""
    groups = AddresseeGroup.objects.visible_to(actor).filter(withdrawn_at=None)
    return groups.filter(compartment=room_of_groups(actor))


def group_for(actor: Actor, group_id: UUID) -> AddresseeGroup:
    """One group. Raises AddresseeGroup.DoesNotExist for hidden and absent ones alike."""
    return groups_for(actor).get(pk=group_id)


def withdrawn_group(actor: Actor, group_id: UUID) -> AddresseeGroup:
    """One that was withdrawn. Raises AddresseeGroup.DoesNotExist likewise."""
    groups = AddresseeGroup.objects.visible_to(actor).exclude(withdrawn_at=None)
    return groups.get(pk=group_id, compartment=room_of_groups(actor))


def entries_of(actor: Actor, groups: Iterable[AddresseeGroup]) -> dict[UUID, list[GroupEntry]]:
    """The entries of several groups, by group."""
    found = defaultdict(list)
    for entry in GroupEntry.objects.visible_to(actor).filter(group__in=list(groups)).select_related("body", "area"):
        found[entry.group_id].append(entry)
    return found


def choices_for(actor: Actor) -> dict[Owner, list[Choice]]:
    """Whom the actor's body can address, by body: active ones, whole and by area."""
    bodies = Owner.objects.filter(operation_id=actor.operation_id, state=OwnerState.ACTIVE).order_by("name")
    areas = defaultdict(list)
    for area in Area.objects.filter(owner__operation_id=actor.operation_id).order_by("name"):
        areas[area.owner_id].append(area)
    return {body: _choices(body, areas[body.pk]) for body in bodies if body.kind != OwnerKind.ADMINISTRATION}


def _choices(body: Owner, areas: list[Area]) -> list[Choice]:
    whole = [Choice(body, audience, None) for audience in STANDING[body.kind] if audience not in NEVER_ADDRESSED]
    if body.kind != OwnerKind.MISSION:
        return whole
    return whole + [Choice(body, audience, area) for area in areas for audience in STANDING_IN_AREA]
