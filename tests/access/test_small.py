"""Small parts that everything else stands on: ids, numbers and the words of codes."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from picture.models import Rating
from pocplan.access.counters import next_number
from pocplan.access.ids import new_id, replace_source
from tests.world import World


def test_ids_are_random_unless_a_test_says_otherwise() -> None:
    replace_source(lambda: UUID(int=5))
    assert new_id() == UUID(int=5)
    replace_source(None)
    assert new_id().version == 4 and new_id() != new_id()


def test_numbers_run_by_room_and_series(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        one, other = sorted(actor.writable)[:2]
        found = [next_number(*which) for which in ((one, "a"), (one, "a"), (one, "b"), (other, "a"))]
        assert found == [1, 2, 1, 1]
        transaction.set_rollback(True, using=actor.alias)


def test_a_code_reads_in_the_language_of_the_moment() -> None:
    """An unknown code stays as it is, and nothing stays nothing."""
    with override("en"):
        assert Rating(side="military").get_side_display() == "Military"
    with override("fr"):
        assert Rating(side="military").get_side_display() == "Militaire"
    assert Rating(side="nobody").get_side_display() == "nobody"
    assert Rating(likelihood=None).get_likelihood_display() is None
