"""A list that names a version does not carry its text along: sixty pages for every row of it."""

from uuid import UUID

import pytest
from django.urls import reverse

from strategies.domain.clearances import ask_clearance
from tests.consultations.stage import drafted, opened
from tests.counting import statements
from tests.world import World

TEXT, NAMED = '"strategies_version"."body"', '"strategies_version"."number"'


@pytest.fixture(scope="module")
def consulted(shared_world: World) -> UUID:
    return opened(shared_world).strategy_id


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("adviser", "consultations:list"),
        ("adviser", "consultations:strategy"),
        ("adviser", "api:rounds"),
        ("adviser", "api:strategy-rounds"),
        ("srsg", "leadership:page"),
    ],
)
def test_a_list_of_rounds_leaves_their_texts(shared_world: World, consulted: UUID, who: str, name: str) -> None:
    of_one = name in ("consultations:strategy", "api:strategy-rounds")
    address = reverse(name, args=[consulted] if of_one else [])
    client = shared_world.client(who)
    with statements() as asked:
        assert client.get(address).status_code == 200
    said = " ".join(asked)
    assert TEXT not in said and NAMED in said


def test_what_waits_for_clearance_leaves_its_text(world: World) -> None:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
    client = world.client("police.planner")
    with statements() as asked:
        assert strategy.title in client.get("/").content.decode()
    said = " ".join(asked)
    assert TEXT not in said and '"strategies_version"."digest"' in said
