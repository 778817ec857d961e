"""The table of the workflow, cell by cell: every stage, verb and kind of post."""

from itertools import product

import pytest

from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind, Side
from pocplan.access.errors import Refused
from strategies.domain import workflow
from strategies.domain.guards import GUARDS
from strategies.enums.text import Stage, Verb
from strategies.models import Strategy

ROOM = 7
CELLS = list(product(Stage, Verb))
ENDED = {Stage.SUPERSEDED, Stage.WITHDRAWN}


def actor_of(kind: str, **fields: object) -> Actor:
    seated = frozenset({ROOM})
    return Actor(side=Side.MISSION, post_kind=kind, readable=seated, writable=seated, **fields)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_guards_no_grants(monkeypatch: pytest.MonkeyPatch) -> None:
    """This file asks the table alone; guards and grants have tests of their own."""
    monkeypatch.setattr(workflow, "GUARDS", {name: lambda actor, strategy: None for name in GUARDS})
    monkeypatch.setattr(workflow, "holds", lambda actor, verb, row: False)
    monkeypatch.setattr(workflow, "held", lambda actor, row: set())


@pytest.mark.parametrize(("stage", "verb"), CELLS, ids=lambda value: str(value))
def test_each_kind_of_post_may_do_exactly_what_its_cell_says(stage: Stage, verb: Verb) -> None:
    named = {kind for step in workflow.TABLE if (step.stage, step.verb) == (stage, verb) for kind in step.who}
    strategy = Strategy(compartment_id=ROOM, stage=stage)
    done = set()
    for kind in PostKind:
        actor = actor_of(kind)
        offered = verb in {step.verb for step in workflow.allowed(actor, strategy)}
        try:
            workflow.demand(actor, strategy, verb)
            done.add(kind)
        except Refused:
            pass
        assert offered == (kind in done)
    assert done == named


@pytest.mark.parametrize(("stage", "verb"), CELLS, ids=lambda value: str(value))
def test_the_clock_closes_rounds_and_does_nothing_else(stage: Stage, verb: Verb) -> None:
    clock = actor_of("", purpose="rounds")
    strategy = Strategy(compartment_id=ROOM, stage=stage)
    if (stage, verb) == (Stage.CONSULTATION, Verb.CLOSE_ROUND):
        assert workflow.demand(clock, strategy, verb).leads_to == Stage.REVISION
        return
    with pytest.raises(Refused):
        workflow.demand(clock, strategy, verb)


def test_a_cell_stands_once_in_the_table_and_its_guard_exists() -> None:
    assert len(workflow.CELLS) == len(workflow.TABLE)
    assert {step.guard for step in workflow.TABLE} - {""} == set(GUARDS)


def test_every_stage_is_reached_and_only_the_ended_are_left_by_no_move() -> None:
    moves = {(step.stage, step.leads_to) for step in workflow.TABLE if step.stage != step.leads_to}
    assert {after for _, after in moves} == set(Stage) - {Stage.DRAFTING} | {Stage.DRAFTING}
    assert {before for before, _ in moves} == set(Stage) - ENDED


def test_text_is_written_only_at_the_drafting_table() -> None:
    assert {step.stage for step in workflow.TABLE if step.verb == Verb.EDIT} == {Stage.DRAFTING, Stage.REVISION}


def test_who_approves_drafts_nothing() -> None:
    assert not set(workflow.APPROVERS) & set(workflow.DRAFTERS)


def test_a_seat_that_only_reads_does_nothing() -> None:
    reader = Actor(side=Side.MISSION, post_kind=PostKind.SENIOR_POC_ADVISER, readable=frozenset({ROOM}))
    strategy = Strategy(compartment_id=ROOM, stage=Stage.DRAFTING)
    assert workflow.allowed(reader, strategy) == []
    with pytest.raises(Refused):
        workflow.demand(reader, strategy, Verb.EDIT)


def test_a_grant_opens_its_verb_to_one_post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "holds", lambda actor, verb, row: verb == "change")
    monkeypatch.setattr(workflow, "held", lambda actor, row: {"change"})
    chief, strategy = actor_of(PostKind.CHIEF_OF_STAFF), Strategy(compartment_id=ROOM, stage=Stage.DRAFTING)
    assert workflow.demand(chief, strategy, Verb.EDIT).verb == Verb.EDIT
    assert Verb.EDIT in {step.verb for step in workflow.allowed(chief, strategy)}
    with pytest.raises(Refused):
        workflow.demand(chief, strategy, Verb.EDIT_HEADER)
