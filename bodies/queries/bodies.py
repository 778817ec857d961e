"""Bodies as a reader finds them: those of one room, one of them, and who sits in it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from bodies.enums import CHAIRING, KEEPING, ORDER, BodyState, HandedState, Level, Role
from bodies.models import Body, Handed, Member
from picture.queries.releasing import OPENING
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.enums import PostKind as P
from pocplan.access.models import Compartment, Owner
from pocplan.access.queries.rooms import readers
from strategies.queries.rows import held_posts

# Who founds a body and says who sits in it; so do those who keep it.
FOUNDING = (
    *OPENING, P.FIELD_OFFICE_HEAD, P.FORCE_COMMANDER, P.POLICE_COMMISSIONER, P.HUMANITARIAN_COORDINATOR,
    P.RESIDENT_COORDINATOR, P.AGENCY_REPRESENTATIVE,
)  # fmt: skip
MOST = 200


@dataclass(frozen=True)
class Seat:
    """A place at the table, and whether somebody holds the post today."""

    member: Member
    is_vacant: bool


def bodies_in(actor: Actor, room_id: int, *, closed: bool = False) -> QuerySet[Body]:
    """Bodies of one room, in the order in which they were founded."""
    rows = Body.objects.visible_in(actor, room_id).select_related("parent")
    return rows.filter(state=BodyState.CLOSED if closed else BodyState.STANDING)


def body_for(actor: Actor, body_id: UUID) -> Body:
    """One body. Raises Body.DoesNotExist for hidden and absent alike."""
    return Body.objects.visible_to(actor).select_related("compartment__area", "parent").get(pk=body_id)


def member_for(actor: Actor, member_id: UUID) -> Member:
    return Member.objects.visible_to(actor).select_related("body__compartment__area").get(pk=member_id, ended_on=None)


def below(actor: Actor, body: Body) -> list[Body]:
    """Standing bodies of the same room that name this one as the one above."""
    return list(Body.objects.visible_to(actor).filter(parent=body, state=BodyState.STANDING)[:MOST])


def parents_for(actor: Actor, room_id: int, level: str = "") -> list[Body]:
    """Standing bodies of this room that stand higher than `level`."""
    higher = ORDER[: ORDER.index(Level(level))] if level else ORDER[:-1]
    return list(bodies_in(actor, room_id).filter(level__in=higher)[:MOST])


def members_of(actor: Actor, body: Body) -> list[Member]:
    """Who sits there now, those who chair first, observers last."""
    rows = Member.objects.visible_to(actor).filter(body=body, ended_on=None)[:MOST]
    return sorted(rows, key=lambda one: (Role.values.index(one.role), one.name))


def seats_of(actor: Actor, body: Body) -> list[Seat]:
    rows = members_of(actor, body)
    posts = {one.post_id for one in rows if one.post_id}
    held = held_posts(actor, posts) if posts else set()
    return [Seat(one, one.post_id is not None and one.post_id not in held) for one in rows]


def chairs(members: list[Member]) -> list[Member]:
    return [one for one in members if one.role in CHAIRING]


def keeps(actor: Actor, body: Body, members: list[Member] | None = None) -> bool:
    """Whether the actor writes here and is chair, co-chair or secretary: by post, in a shared room by organisation."""
    if body.compartment_id not in actor.writable or actor.post_id is None:
        return False
    shared = body.compartment.audience == Audience.SHARED
    rows = members_of(actor, body) if members is None else members
    mine = (one for one in rows if one.role in KEEPING)
    return any(one.of_owner_id == actor.owner_id if shared else one.post_id == actor.post_id for one in mine)


def may_found(actor: Actor, room_id: int) -> bool:
    return room_id in actor.writable and actor.post_kind in FOUNDING


def may_compose(actor: Actor, body: Body, members: list[Member]) -> bool:
    """Whether the actor says what the body is for and who sits in it."""
    return may_found(actor, body.compartment_id) or keeps(actor, body, members)


def organisations_for(actor: Actor, room: Compartment) -> list[Owner]:
    """Bodies that can sit at a table of this room by name: in a shared room those seated there, else all others."""
    rows = Owner.objects.filter(operation_id=actor.operation_id).exclude(kind="administration")
    if room.audience == Audience.SHARED:
        return list(rows.filter(pk__in={one.owner_id for one in readers(room.pk)}).order_by("kind", "name"))
    return list(rows.exclude(pk=actor.owner_id).order_by("kind", "name")[:MOST])


def handed_to(actor: Actor, body: Body) -> list[Handed]:
    """What other bodies handed to this one and waits, the oldest first."""
    rows = Handed.objects.visible_to(actor).filter(body=body, state=HandedState.WAITING)
    return list(rows.order_by("handed_at", "id")[:MOST])


def handed_for(actor: Actor, handed_id: UUID) -> Handed:
    return Handed.objects.visible_to(actor).select_related("body__compartment__area").get(pk=handed_id)
