"""Small parts that everything else stands on: ids, numbers and the words of codes."""

import hashlib
import hmac
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils.translation import override

from picture.models import Rating
from pocplan.access.clock import today
from pocplan.access.counters import next_number, next_numbers
from pocplan.access.domain.tokens import make_token
from pocplan.access.domain.work import Work, commons_beside, do
from pocplan.access.enums import Opens
from pocplan.access.ids import new_id, replace_source
from pocplan.access.operations import role
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.access.signing import sign
from pocplan.dev import testing
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
        assert (next_numbers(one, "a", 3), next_numbers(one, "a", 0), next_number(one, "a")) == ([3, 4, 5], [], 6)
        transaction.set_rollback(True, using=actor.alias)


def test_a_code_reads_in_the_language_of_the_moment() -> None:
    """An unknown code stays as it is, and nothing stays nothing."""
    with override("en"):
        assert Rating(side="military").get_side_display() == "Military"
    with override("fr"):
        assert Rating(side="military").get_side_display() == "Militaire"
    assert Rating(side="nobody").get_side_display() == "nobody"
    assert Rating(likelihood=None).get_likelihood_display() is None


@pytest.mark.parametrize("length", [16, 64, 65, 200])
def test_a_signature_is_the_one_of_the_standard(length: int) -> None:
    key = bytes(range(length))
    assert sign(key, "né|2") == hmac.new(key, "né|2".encode(), hashlib.sha256).hexdigest()


def test_a_token_has_the_strength_of_a_key(shared_world: World) -> None:
    with shared_world.acting("adviser") as actor:
        _, secret = make_token(actor=actor, label="x", expires_on=today())
        assert len(secret.removeprefix(Opens.API.prefix)) == 43  # 32 bytes in six bits a letter
        transaction.set_rollback(True, using=actor.alias)


def test_the_database_says_how_much_it_did_and_for_which_room(shared_world: World) -> None:
    mission = shared_world.room("UNMOR", "mission")
    with shared_world.system(mission, "reminders"):
        assert do(Work.TAKE_TURN) == 1
        found = shared_world.query("SELECT audience FROM access_compartment WHERE id = %s", [commons_beside()])
        assert found == [("commons",)]
    with shared_world.acting("adviser"):
        assert do(Work.MARK_READ, [uuid4()]) == 0


def test_the_worker_is_told_the_rooms_where_something_waits(world: World) -> None:
    directory = world.room("UNMOR", "directory")
    assert rooms_with(Errand.MAIL) == []
    world.query(
        "INSERT INTO notices_mail (id, compartment_id, user_id, day, key, state, made_at, send_after, attempts,"
        " refusals) VALUES (gen_random_uuid(), %s, %s, now(), 'x', 'waiting', now(), now(), 0, 0)",
        [directory, str(world.user("adviser").pk)],
    )
    assert rooms_with(Errand.MAIL) == [directory]


def test_a_rule_that_was_dropped_from_the_table_of_seats_is_gone_after_the_next_provisioning(world: World) -> None:
    asked = "SELECT count(*) FROM access_seatrule WHERE kind = 'observer' AND audience = 'mission'"
    world.query(
        "INSERT INTO access_seatrule (kind, audience, may_write, everywhere)"
        " VALUES ('observer', 'mission', true, false)"
    )
    assert world.query(asked) == [(1,)]
    testing.manage(world.name, "provision_access")
    assert world.query(asked) == [(0,)]


def test_a_right_too_many_on_an_open_table_is_gone_after_the_next_provisioning(world: World) -> None:
    app = role("app")
    asked = f"SELECT has_table_privilege('{app[1:-1]}', 'django_content_type', 'DELETE')"
    world.query(f"GRANT DELETE ON django_content_type TO {app}; {asked}")
    assert world.query(asked) == [(True,)]
    testing.manage(world.name, "provision_access")
    assert world.query(asked) == [(False,)]
