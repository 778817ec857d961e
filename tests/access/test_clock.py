"""The one clock: asked once in a binding, and turned back by the owner of the database alone."""

import pytest
from django.db import ProgrammingError

from pocplan.access.clock import days_ago, now
from pocplan.dev import testing
from tests.access.test_binding import ask
from tests.counting import statements
from tests.world import World

TURNED = """
from datetime import timedelta
from django.db import connection
from pocplan.access.binding import as_system
from pocplan.access.clock import days_ago, now

def near(gap, days):
    return abs(gap - timedelta(days=days)) < timedelta(minutes=10)

def who():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]

mine, before = who(), now()
with days_ago(3):
    assert near(before - now(), 3)
assert near(now() - before, 0) and who() == mine
try:
    with days_ago(2):
        raise KeyError
except KeyError:
    assert near(now() - before, 0) and who() == mine
with as_system(None, purpose="installation"):
    first = now()
    with days_ago(5):
        assert first - now() == timedelta(days=5)
    assert now() == first
"""


def test_the_owner_turns_it_back_and_it_is_put_right_again(world: World) -> None:
    testing.manage(world.name, "shell", "--no-imports", "-c", TURNED)


def test_nobody_else_turns_it(shared_world: World) -> None:
    with pytest.raises(ProgrammingError), shared_world.acting("adviser"), days_ago(1):
        pass


def test_it_is_asked_once_in_a_binding(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        with statements() as asked:
            assert now() == now() == ask(actor.alias, "SELECT access.clock()")
        assert sum("access.clock()" in one for one in asked) == 2  # its own, and the one of this test
    with shared_world.acting("adviser"), statements() as asked:
        now()
    assert sum("access.clock()" in one for one in asked) == 1
