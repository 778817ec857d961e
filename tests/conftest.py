"""Fixtures for all tests. `world` is a fresh copy of the seeded database, with the cast in it."""

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from pocplan.dev import testing
from pocplan.dev.browser import serving
from tests.world import World, point_connections_at

# What is merged is tried with the same examples each time; whoever works here meets new ones.
settings.register_profile("merging", derandomize=True)
if os.environ.get("POCPLAN_CI"):
    settings.load_profile("merging")

# What takes minutes each, in two parts that take about as long.
LONG = (
    ("tests/twin/", "tests/sweep/test_writing.py"),
    ("tests/sweep/", "tests/leaks/", "tests/journeys/", "tests/dev/test_demo.py"),
)


@pytest.hookimpl(trylast=True)  # after what is left out is left out, or the halves are others than the workers'
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests stand first in each half: of two workers none is left alone with one of them at the end."""
    parts: tuple[list[pytest.Item], ...] = ([], [], [])
    for item in items:
        part = next((number for number, names in enumerate(LONG) if item.nodeid.startswith(names)), 2)
        parts[part].append(item)
    one, other, short = parts
    half = max(len(items) // 2 - len(one), 0)
    items[:] = [*one, *short[:half], *other, *short[half:]]


@pytest.fixture(scope="session", autouse=True)
def _databases_open(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Tests here use real, committed data in copies of their own, so pytest-django need not stand guard."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield


def _copy() -> Iterator[World]:
    name = testing.clone(testing.template())
    point_connections_at(name)
    try:
        yield World(name)
    finally:
        point_connections_at(None)
        testing.drop(name)


@pytest.fixture
def world() -> Iterator[World]:
    """The cast in a database of this test's own."""
    yield from _copy()


@pytest.fixture(scope="module")
def shared_world() -> Iterator[World]:
    """The cast in a database that the tests of one module share; they plant first and then only read."""
    yield from _copy()


@pytest.fixture
def still_world(shared_world: World) -> Iterator[World]:
    """The module's shared copy for a test that changes nothing, beside others that have a `world` of their own."""
    point_connections_at(shared_world.name)
    yield shared_world
    point_connections_at(None)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page asked for in French leaves its language behind in the thread; the next test starts without it."""
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(scope="module")
def address(shared_world: World) -> Iterator[str]:
    """Where the product is served over the world that tests of a module share."""
    with serving(shared_world.name) as address:
        yield address
