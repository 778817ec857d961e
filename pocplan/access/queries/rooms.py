"""Rooms: which one an actor writes in, and who reads there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import connections

from pocplan.access import gate
from pocplan.access.actor import Actor, current_actor
from pocplan.access.clock import today
from pocplan.access.enums import Audience
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment, Owner, Person, Post, Seat

OF_NO_BODY = (Audience.SHARED, Audience.COMMONS, Audience.DIRECTORY)
# Rooms that all of a body read, or many; the wider the later.
WIDE = (Audience.CLUSTER_OWN, Audience.CLUSTER, Audience.COUNTRY_TEAM, Audience.MISSION)

NAMED = 60  # people that are named on every page; the others are counted there


@dataclass(frozen=True)
class Reader:
    """Somebody seated in a room today. Never shown across a wall but as `owner_id`."""

    incumbency_id: UUID
    person_id: UUID
    user_id: UUID
    post_id: UUID
    kind: str
    owner_id: UUID
    may_write: bool


@dataclass(frozen=True)
class Audible:
    """Who can see a room, in words: the reader's own side by post and person, others as organisations."""

    audience: str
    label: str
    named: tuple[tuple[str, str], ...]  # as many of them as a page has room for
    count: int  # people of one's own side: how many the others seat is theirs to know
    organisations: tuple[str, ...]
    discreet: bool  # the host alone knows who else sits here
    host_state: tuple[str, ...]  # bodies of the host state that a head seated here by name

    @property
    def unnamed(self) -> int:
        return self.count - len(self.named)


def rooms(actor: Actor) -> dict[int, Compartment]:
    """Every room that the actor reads, by key; asked once in a binding, until its seats are read again."""
    return gate.rooms(actor, Compartment)


def rooms_to_write(actor: Actor) -> list[Compartment]:
    """Those of them that the actor writes in."""
    return [room for key, room in rooms(actor).items() if key in actor.writable]


def room_of(actor: Actor, audience: str, area_id: UUID | None = None) -> Compartment:
    """The actor's own owner's room for this audience. Raises NotSeated where the actor has no seat."""
    return _one(actor, owner_id=actor.owner_id, audience=audience, area_id=area_id)


def own_room(actor: Actor) -> Compartment | None:
    """The narrowest room of the actor's own body in which the actor writes, for what concerns nobody else.

    None for who only reads there, as observers do.
    """
    rows = Compartment.objects.filter(pk__any=sorted(actor.writable), owner_id=actor.owner_id, archived_at=None)
    return min(rows.exclude(audience__in=OF_NO_BODY), key=lambda room: _width(actor, room), default=None)


def _width(actor: Actor, room: Compartment) -> tuple[int, bool, int]:
    wide = WIDE.index(Audience(room.audience)) + 1 if room.audience in WIDE else 0
    return wide, room.area_id != actor.area_id, room.pk


def commons_of(actor: Actor) -> Compartment:
    """The room of everybody in the actor's operation. Raises NotSeated for who has no seat there."""
    return _one(actor, operation_id=actor.operation_id, audience=Audience.COMMONS)


def _one(actor: Actor, **where: object) -> Compartment:
    room = Compartment.objects.filter(pk__any=sorted(actor.readable), **where).first()
    if room is None:
        raise NotSeated("The actor has no seat in such a room.")
    return room


def readers(room_id: int) -> list[Reader]:
    """Who is seated in a room that the bound actor reads itself; raises where it does not."""
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute("SELECT * FROM access.readers(%s)", [room_id])
        return [Reader(*row) for row in cursor.fetchall()]


def who_can_see(actor: Actor, room_id: int, language: str = "en") -> Audible:
    """For the chip on every page: own side by post and person, the others as organisations."""
    seated, room = _seated(room_id), rooms(actor)[room_id]
    own = _own_side(actor, [(post, person) for owner, post, person in seated if owner == actor.owner_id], language)
    return Audible(
        audience=room.audience,
        label=room.label,
        named=_named(actor, own),
        count=len(own),
        organisations=_organisations({owner for owner, _, _ in seated} - {actor.owner_id}),
        discreet=room.discreet and room.owner_id != actor.owner_id,
        host_state=tuple(seat.host_state_body for seat in host_state_seats(room_id)),
    )


def host_state_seats(room_id: int) -> list[Seat]:
    """The exceptions for bodies of the host state in a room that the bound actor reads, with their reasons."""
    seats = Seat.objects.filter(compartment_id=room_id, taken_at=None).exclude(host_state_body="")
    return [seat for seat in seats.order_by("given_at", "id") if seat.ends is None or seat.ends >= today()]


def _seated(room_id: int) -> list[tuple[UUID, UUID, UUID]]:
    """Body, post and person of everybody seated: what a page says of them, and no more."""
    with connections[current_actor().alias].cursor() as cursor:
        cursor.execute("SELECT DISTINCT owner_id, post_id, person_id FROM access.readers(%s)", [room_id])
        return cast(list[tuple[UUID, UUID, UUID]], cursor.fetchall())


def _own_side(actor: Actor, own: Sequence[tuple[UUID, UUID]], language: str) -> list[tuple[str, UUID]]:
    """Title and person of everybody of the actor's own body, by title."""
    title = "title_fr" if language.startswith("fr") else "title_en"
    posts = Post.objects.visible_to(actor).filter(pk__any=list({post for post, _ in own}))
    titles = dict(posts.values_list("pk", title))
    found = ((titles[post], person) for post, person in own if post in titles)
    return sorted(found, key=lambda one: (one[0], one[1].int))


def _named(actor: Actor, own: list[tuple[str, UUID]]) -> tuple[tuple[str, str], ...]:
    """The first of them by name: a room of a thousand is counted on every page, and not read to its end."""
    first = own[:NAMED]
    persons = Person.objects.visible_to(actor).filter(pk__any=sorted({person for _, person in first}))
    names = dict(persons.values_list("pk", "name"))
    return tuple(sorted((title, names[person]) for title, person in first if person in names))


def _organisations(others: Iterable[UUID]) -> tuple[str, ...]:
    return tuple(Owner.objects.filter(pk__in=list(others)).order_by("name").values_list("name", flat=True))
