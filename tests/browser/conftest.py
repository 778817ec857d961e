"""What tests in a browser begin with."""

import pytest

from strategies.domain.strategies import start_strategy
from strategies.models import Strategy
from tests.world import World


@pytest.fixture
def strategy(shared_world: World) -> Strategy:
    with shared_world.acting("adviser") as actor:
        return start_strategy(actor=actor, title="Protection of civilians in Orvane")
