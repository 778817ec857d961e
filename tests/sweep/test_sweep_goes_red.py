"""The test of the test: planted carelessness turns the sweep red, and what the walls hold stays green."""

import pytest
from django.test import override_settings

from tests.sweep.planting import plant, rooms
from tests.sweep.reading import ask_for_hidden, open_rooms, read_own
from tests.sweep.samples import addresses
from tests.sweep.walker import Visitor
from tests.world import World

EXPECTED = {
    "superuser_list": "shows strategies.Strategy",
    "counts_everything": "403, and 404 for a row that never was",
    "in_a_header": "shows strategies.Strategy",
    "base_manager": "",
    "cached": "Cache-Control: max-age=60",
    "breaks": "ZeroDivisionError",
}


@pytest.fixture(scope="module")
def planted(shared_world: World) -> World:
    open_rooms(shared_world)
    plant(shared_world, rooms(shared_world), [0])
    return shared_world


@pytest.mark.parametrize("name", EXPECTED)
def test_a_careless_view_is_caught(planted: World, name: str) -> None:
    with override_settings(ROOT_URLCONF="tests.sweep.careless"):
        visitor = Visitor(planted, "cluster.member", "Member")
        address = next(one for one in addresses("tests.sweep.careless") if one.name == name)
        offences = [*read_own(visitor, address, 0), *ask_for_hidden(visitor, address, 0)]
    said = "\n".join(offences)
    assert (EXPECTED[name] in said) if EXPECTED[name] else not said, said
