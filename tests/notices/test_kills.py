"""SIGKILL in the middle of sending: nothing is lost, and no more is doubled than there were kills."""

from pocplan.notices.domain.planning import plan_events
from tests.notices.drill import kill_and_count
from tests.notices.stage import tell_room
from tests.world import World


def test_a_killed_sender_loses_nothing_and_doubles_no_more_than_it_was_killed(world: World) -> None:
    for _ in range(5):
        tell_room(world, "adviser", "mission", urgent=True)
    assert plan_events() >= 40
    outcome = kill_and_count(world, kills=4, every=7)
    assert outcome.kills >= 3
    assert (outcome.lost, outcome.unsent) == (0, 0)
    assert outcome.doubled <= outcome.kills
