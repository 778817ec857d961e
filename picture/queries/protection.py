"""Must-Should-Could as a reader finds it: what was asked, what was decided, and the difference where it remains."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When

from missions.enums import ComponentKind
from picture.enums.hotspots import HotspotState
from picture.enums.protection import Coverage, Grade
from picture.models import Feasibility, Hotspot, ProtectionDecision, ProtectionPriority
from picture.models.protection import UNPROTECTED
from picture.queries.releasing import COORDINATION
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, OwnerKind
from pocplan.access.enums import PostKind as P
from pocplan.access.models import Compartment, Owner, Post
from pocplan.access.queries.rooms import rooms_to_write
from pocplan.people.queries.posts import standing_posts

# Who decides for a component, and who of the mission closes an item.
DECIDING: dict[P, ComponentKind] = {
    P.FORCE_COMMANDER: ComponentKind.MILITARY,
    P.POLICE_COMMISSIONER: ComponentKind.POLICE,
    P.POLICE_PLANNER: ComponentKind.POLICE,
}
ROOM_OF = {ComponentKind.MILITARY: Audience.FORCE, ComponentKind.POLICE: Audience.POLICE}
SETTLING = (P.SENIOR_POC_ADVISER, P.CHIEF_OF_STAFF, P.HEAD_OF_MISSION)
STATING = COORDINATION
BY_COMPONENT = tuple(str(name) for name in ROOM_OF)
DIFFER, UNCOVERED = "differ", "uncovered"


@dataclass(frozen=True)
class Item:
    """One hotspot of an exercise: the priority and the latest decision of each component, side by side."""

    priority: ProtectionPriority
    decisions: list[ProtectionDecision] = field(default_factory=list)

    @property
    def differing(self) -> list[ProtectionDecision]:
        """Whose decision is another than what the cluster asks now. There is no distance between them."""
        return [one for one in self.decisions if one.grade != self.priority.grade]

    @property
    def beside(self) -> list[ProtectionDecision | None]:
        """The decision of each component that decides, in one order, or none."""
        found = {one.component: one for one in self.decisions}
        return [found.get(name) for name in BY_COMPONENT]

    @property
    def decided_by(self) -> set[str]:
        return {one.component for one in self.decisions}


def items_at(actor: Actor, hotspots: Sequence[Hotspot]) -> dict[UUID, Item]:
    """The item of each hotspot that has one, in as many queries for many as for one."""
    rows = ProtectionPriority.objects.visible_to(actor).filter(hotspot__in=[one.pk for one in hotspots])
    priorities = list(rows)
    decisions = latest_decisions(actor, priorities)
    return {one.hotspot_id: Item(one, decisions[one.pk]) for one in priorities}


def coverage_at(actor: Actor, hotspots: Sequence[Hotspot]) -> dict[UUID, str]:
    """What troops cover of each that stands in an exercise: the class alone."""
    rows = ProtectionPriority.objects.visible_to(actor).filter(hotspot__in=[one.pk for one in hotspots])
    return dict(rows.values_list("hotspot_id", "coverage"))


def latest_decisions(actor: Actor, priorities: Iterable[ProtectionPriority]) -> dict[UUID, list[ProtectionDecision]]:
    """The newest of each component, military first."""
    rows = ProtectionDecision.objects.visible_to(actor).filter(item__in=[one.pk for one in priorities])
    found: dict[UUID, dict[str, ProtectionDecision]] = defaultdict(dict)
    for one in rows:
        found[one.item_id].setdefault(one.component, one)
    result: dict[UUID, list[ProtectionDecision]] = defaultdict(list)
    for key, by_component in found.items():
        result[key] = [by_component[name] for name in ComponentKind.values if name in by_component]
    return result


def priority_for(actor: Actor, priority_id: UUID) -> ProtectionPriority:
    """One item with its hotspot. Raises ProtectionPriority.DoesNotExist for hidden and absent alike."""
    rows = ProtectionPriority.objects.visible_to(actor).select_related("hotspot__compartment__area")
    return rows.get(pk=priority_id)


def decisions_on(actor: Actor, priority: ProtectionPriority) -> QuerySet[ProtectionDecision]:
    return ProtectionDecision.objects.visible_to(actor).filter(item=priority)


def feasibility_of(actor: Actor, hotspot: Hotspot) -> QuerySet[Feasibility]:
    """What the reader's own component noted of the place."""
    return Feasibility.objects.visible_to(actor).filter(hotspot_ref=hotspot.pk).select_related("compartment__area")


def desk_of_component(actor: Actor, component: ComponentKind) -> Compartment | None:
    """The component's own room of the actor, of the actor's area first."""
    wanted = (actor.owner_id, ROOM_OF[component])
    rows = [room for room in rooms_to_write(actor) if (room.owner_id, room.audience) == wanted]
    found = sorted(rows, key=lambda room: (room.area_id != actor.area_id, room.area_id is not None, room.pk))
    return found[0] if found else None


def posts_of_mission(actor: Actor) -> list[Post]:
    """Posts of the actor's own mission, for the owner of an unarmed strategy; nobody for humanitarians."""
    if not Owner.objects.filter(pk=actor.owner_id, kind=OwnerKind.MISSION).exists():
        return []
    return list(standing_posts(actor))


def must_without_protection(actor: Actor) -> QuerySet[ProtectionPriority]:
    """A must that troops do not cover, without an unarmed strategy that is accepted and cleared."""
    rows = ProtectionPriority.objects.visible_to(actor).filter(UNPROTECTED)
    return rows.exclude(hotspot__state=HotspotState.DELISTED).select_related("hotspot")


def priorities_in_force(actor: Actor) -> QuerySet[ProtectionPriority]:
    """Every protection priority on a place that is on a matrix, the gravest first."""
    rows = ProtectionPriority.objects.visible_to(actor).exclude(hotspot__state=HotspotState.DELISTED)
    return rows.select_related("hotspot").annotate(weight=_weight()).order_by("weight", "hotspot__place_said", "id")


def _weight() -> Case:
    steps = [When(grade=value, then=Value(place)) for place, value in enumerate(Grade.values)]
    return Case(*steps, output_field=IntegerField())


def differing_items(actor: Actor) -> QuerySet[ProtectionPriority]:
    """Where the latest decision of a component is another than what the cluster asks."""
    rows = ProtectionDecision.objects.visible_to(actor).exclude(item__hotspot__state=HotspotState.DELISTED)
    rows = rows.order_by("item_id", "component", "-decided_at", "-id")
    latest = rows.distinct("item_id", "component").values("pk")
    apart = ProtectionDecision.objects.visible_to(actor).filter(pk__in=latest).exclude(grade=F("item__grade"))
    return priorities_in_force(actor).filter(pk__in=apart.order_by().values("item_id"))


def items_in(actor: Actor, room_id: int, only: str = "") -> QuerySet[ProtectionPriority]:
    """What was asked in one exercise, by sector and grade; only where a difference remains, or what is not covered."""
    rows = differing_items(actor) if only == DIFFER else priorities_in_force(actor)
    if only == UNCOVERED:
        rows = rows.filter(coverage=Coverage.NOT)
    return rows.filter(compartment_id=room_id).order_by("hotspot__sector", _weight(), "hotspot__place_said", "id")


def undecided_items(actor: Actor) -> QuerySet[ProtectionPriority]:
    """What the Force has not decided since it was last asked."""
    return priorities_in_force(actor).filter(~Exists(_decided(actor)))


def unclassed_items(actor: Actor) -> QuerySet[ProtectionPriority]:
    """What the Force has decided without saying whether troops cover the place."""
    return priorities_in_force(actor).filter(Exists(_decided(actor)), coverage="")


def _decided(actor: Actor) -> QuerySet[ProtectionDecision]:
    rows = ProtectionDecision.objects.visible_to(actor).filter(item=OuterRef("pk"), component=ComponentKind.MILITARY)
    return rows.filter(decided_at__gte=OuterRef("stated_at")).order_by()
