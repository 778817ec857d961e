"""What a page says of protection priorities from one walk through them is what each list finds by its question."""

from datetime import datetime, timedelta
from itertools import cycle, product
from typing import Any

import pytest

from leadership.queries import protection
from leadership.queries.rows import Chosen, Lot, Row
from picture.models import ProtectionDecision, ProtectionPriority
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from tests.leadership.stage import place
from tests.picture.stage import group
from tests.world import World

ASKED = timedelta(days=5)
# Days ago, component, grade of each decision on one place.
DECIDED: tuple[tuple[tuple[int, str, str], ...], ...] = (
    (),
    ((9, "military", "must"),),
    ((9, "military", "must"), (2, "police", "no")),
    ((2, "military", "must"),),
    ((3, "military", "must"), (2, "military", "no")),
    ((3, "military", "no"), (2, "military", "must"), (2, "police", "could")),
)
UNARMED = {"unarmed_words": "Dialogue.", "unarmed_owner_kind": "mission", "clearance_reference": "SC-12"}


@pytest.fixture(scope="module")
def world_asked(shared_world: World) -> World:
    """Places of every grade and class, each with decisions of another kind; some are enclaves."""
    group(shared_world)
    people = cycle((None, 7, 1200, 0))
    for n, (grade, coverage, steps) in enumerate(product(("must", "could"), ("", "not", "covered"), DECIDED)):
        spot = place(shared_world, f"Place {n}", next(people), is_enclave=n % 5 == 0)
        with shared_world.acting("cluster.lead") as actor:
            planned = _planned(now(), n) if coverage == "not" else {}
            priority = ProtectionPriority.objects.create(
                compartment_id=spot.compartment_id, hotspot=spot, grade=grade, coverage=coverage, words="Attack.",
                body_name="Protection Cluster", stated_at=now() - ASKED, criteria=["many"], **planned,
            )  # fmt: skip
        with shared_world.acting("force.commander") as actor:
            _decide(actor, priority, steps)
    return shared_world


def _planned(moment: datetime, n: int) -> dict[str, Any]:
    """No plan, one that waits, one that is accepted and cleared."""
    accepted = {"accepted_at": moment, "cleared_on": moment.date()}
    return ({}, UNARMED, {**UNARMED, **accepted})[n % 3]


def _decide(actor: Actor, priority: ProtectionPriority, steps: tuple[tuple[int, str, str], ...]) -> None:
    ProtectionDecision.objects.bulk_create(
        ProtectionDecision(
            compartment_id=priority.compartment_id, item=priority, component=component, asked=priority.grade,
            grade=grade, reason_code="capacity", words="All are committed.", body_name="Force",
            decided_at=now() - timedelta(days=ago),
        )
        for ago, component, grade in steps
    )  # fmt: skip


def lists(actor: Actor) -> list[Lot]:
    return [protection.covered(actor, "must", "not"), protection.differing(actor), *protection.owed(actor)]


def board_of(actor: Actor, *, enclaves: bool = True) -> list[Chosen]:
    board = protection.Board(actor, enclaves=enclaves, most=3)
    return [board.gaps(), board.differing(), *board.owed()]


@pytest.mark.parametrize("who", ["srsg", "cluster.lead"])
def test_each_lot_has_the_rows_of_its_list(world_asked: World, who: str) -> None:
    with world_asked.acting(who) as actor:
        for chosen, lot in zip(board_of(actor), lists(actor), strict=True):
            assert [one.pk for one in chosen.rows] == [one.pk for one in lot.query], chosen.key
            assert 3 < chosen.total < 36, "a list that has all or hardly any rows tells nothing"
            assert chosen.first(3) == lot.part(0, 3)
        assert board_of(actor)[0].people == lists(actor)[0].people


def test_classes_are_counted_as_the_lists_they_open(world_asked: World) -> None:
    with world_asked.acting("srsg") as actor:
        classes = protection.Board(actor, enclaves=True, most=3).classes()
        for grade, _label, counts in classes:
            assert {name: protection.covered(actor, grade, name).total for name in counts} == counts
        assert [sum(counts.values()) for _grade, _label, counts in classes] == [18, 0, 18]


def test_paper_leaves_enclaves_out_of_every_lot(world_asked: World) -> None:
    with world_asked.acting("srsg") as actor:
        for chosen, lot in zip(board_of(actor, enclaves=False), lists(actor), strict=True):
            outside = lot.query.filter(hotspot__is_enclave=False)
            assert [one.pk for one in chosen.rows] == [one.pk for one in outside] != [one.pk for one in lot.query]


def test_who_reads_no_exercise_counts_nothing(world_asked: World) -> None:
    with world_asked.acting("dsrsg.hc", "Humanitarian") as actor:
        assert [chosen.total for chosen in board_of(actor)] == [0] * 5
        rows: list[list[Row]] = [chosen.first(3) for chosen in board_of(actor)]
        assert rows == [[]] * 5
