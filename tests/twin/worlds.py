"""Two worlds that differ only in rows that one person may not read.

World A holds the base rows. World B holds them too, and secrets in every room where that person has no seat,
of every guarded model, written before the base rows, between them and after them by the factory of the sweep.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType

from pocplan.dev import testing
from tests.sweep.planting import make_accounts, plant, rooms
from tests.sweep.reading import open_rooms
from tests.twin.processes import apart
from tests.world import World, point_connections_at

T = TypeVar("T")
MOMENT = "2026-11-20T09:00:00Z"
BEFORE, FIRST, BETWEEN, SECOND, AFTER = [8, 9], [0], [10, 11], [1], [12, 13]
MANY = range(14, 70)  # more than a page of a list, in one room


@contextmanager
def base() -> Iterator[str]:
    """The seeded world with its clock stopped, rooms opened and accounts made: what both worlds start from."""
    name = testing.clone(testing.template())
    try:
        with pointed_at(name) as world:
            world.set_clock(MOMENT)
            open_rooms(world)
            make_accounts([*FIRST, *SECOND, *BEFORE, *BETWEEN, *AFTER, *MANY])
        yield name
    finally:
        testing.drop(name)


@contextmanager
def pointed_at(name: str) -> Iterator[World]:
    world = World(name)
    point_connections_at(name)
    # Models are known by numbers that Django remembers for the whole process: both worlds start unknowing.
    ContentType.objects.clear_cache()
    try:
        yield world
    finally:
        world.close()
        point_connections_at(None)


@contextmanager
def twin(source: str, fill: Callable[[World], None]) -> Iterator[World]:
    """A copy of the base with more rows in it."""
    name = testing.clone(source)
    try:
        with pointed_at(name) as world:
            fill(world)
            yield world
    finally:
        testing.drop(name)


def walked(source: str, fill: Callable[[World], None], walk: Callable[[World], T]) -> T:
    """What a walk through a copy of the base with more rows in it gives; it begins as if it were the first."""

    def work() -> T:
        with twin(source, fill) as world:
            return walk(world)

    found: T = apart(work)
    return found


def without_secrets(world: World) -> None:
    plant(world, rooms(world), FIRST)
    plant(world, rooms(world), SECOND)


def with_secrets(who: str, title: str) -> Callable[[World], None]:
    """Fills a world with the base rows and with what this person may not read."""

    def fill(world: World) -> None:
        with world.acting(who, title) as actor:
            hidden = [room for room in rooms(world) if room.id not in actor.readable]
        assert hidden, f"Nothing is hidden from {who}."
        plant(world, hidden, BEFORE)
        plant(world, rooms(world), FIRST)
        plant(world, hidden, BETWEEN)
        plant(world, rooms(world), SECOND)
        plant(world, hidden, AFTER)
        plant(world, [hidden[0], hidden[-1]], MANY)

    return fill
