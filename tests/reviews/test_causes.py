"""What calls for a review by itself, and what cannot close one."""

import pytest

from pocplan.access.errors import Refused
from strategies.domain.reminders import plan_reviews
from strategies.domain.reviews import close_review, open_review
from strategies.models import Review, Strategy
from tests.reviews.stage import causes, in_force
from tests.world import World

LATER = "2026-12-10T06:00:00Z"


def act(world: World, kind: str, verb: str, facts: str = "{}") -> None:
    """An act in the commons, as its verb journals it."""
    world.query(
        "INSERT INTO journal_entry (id, compartment_id, sequence, at, purpose, verb, kind, subject_id, facts, previous,"
        " digest) SELECT gen_random_uuid(), c.id, 9000 + (random() * 9000)::int, access.clock(), '', %s, %s,"
        " gen_random_uuid(), %s::jsonb, '', '' FROM access_compartment c JOIN access_operation o"
        " ON o.id = c.operation_id WHERE c.audience = 'commons' AND o.code = 'orvane'",
        [verb, kind, facts],
    )


def test_each_event_on_record_opens_one_case(world: World) -> None:
    in_force(world)
    world.set_clock(LATER)
    act(world, "mandate", "add_mandate")
    act(world, "office", "close_office")
    act(world, "office", "open_sector")
    act(world, "mission", "change", '{"structural_model_changed": true}')
    act(world, "mission", "change", '{"structural_model_changed": false}')
    act(world, "cluster", "set_state", '{"state": "active"}')
    act(world, "cluster", "set_state", '{"state": "deactivated"}')
    plan_reviews()
    plan_reviews()
    assert causes(world) == [
        "base_closure",
        "calendar",
        "cluster_activated",
        "cluster_deactivated",
        "mandate_renewed",
        "reconfiguration",
        "structural_model",
    ]


def test_what_happened_before_it_came_into_force_opens_nothing(world: World) -> None:
    world.set_clock("2026-11-01T06:00:00Z")
    act(world, "mandate", "add_mandate")
    in_force(world)
    plan_reviews()
    assert causes(world) == ["calendar"]


@pytest.mark.parametrize(
    ("outcome", "details", "field"),
    [
        ("no_change", {"reason": " "}, "reason"),
        ("full_revision", {}, "basis"),
        ("full_revision", {"basis": "consultation"}, "basis"),
        ("full_revision", {"basis": "refusal"}, "basis_words"),
        ("supersession", {}, "outcome"),
        ("whatever", {}, "outcome"),
    ],
)
def test_an_outcome_without_what_it_needs_is_refused(
    shared_world: World, outcome: str, details: dict[str, str], field: str
) -> None:
    if not causes(shared_world):
        in_force(shared_world)
        plan_reviews()
    with shared_world.acting("adviser") as actor:
        review = Review.objects.visible_to(actor).get()
        with pytest.raises(Refused) as refused:
            close_review(actor=actor, review=review, outcome=outcome, **{"reason": "So it is.", **details})
        assert refused.value.field == field
    assert shared_world.query("SELECT state FROM strategies_review") == [("open",)]


def test_only_those_who_keep_the_strategy_open_and_close(world: World) -> None:
    in_force(world)
    with world.acting("police.planner") as actor, pytest.raises(Refused):
        strategy = Strategy.objects.visible_to(actor).get()
        open_review(actor=actor, strategy=strategy, cause="major_incident", words="Something.")
