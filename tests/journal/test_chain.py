"""The journal: append-only, chained per room, naming nobody across the wall."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections, transaction

from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.ids import new_id
from pocplan.access.queries.rooms import room_of
from pocplan.journal.domain.entries import record
from pocplan.journal.models import Entry
from pocplan.journal.queries.entries import entries_for
from tests.world import World


def write(actor: Any, room: int, times: int = 1) -> None:
    for _ in range(times):
        record(actor=actor, compartment_id=room, verb="try", kind="thing", subject_id=new_id(), facts={"n": 1})


def test_the_database_names_who_acted_and_when(world: World) -> None:
    with world.acting("adviser") as actor:
        room = room_of(actor, "mission").pk
        write(actor, room, times=2)
        second, first = entries_for(actor, room)
        assert (first.sequence, second.sequence) == (1, 2)
        assert second.previous == first.digest
        assert first.post_id == actor.post_id
        assert first.person_id == actor.person_id


def test_an_entry_in_a_shared_room_names_the_body_and_nobody(world: World) -> None:
    with world.acting("adviser") as actor:
        seats = [Addressee(world.owner_id("UNMOR"), "mission", may_write=True)]
        room = open_shared(actor=actor, label="Round", addressees=seats)
        write(actor, room)
        (entry,) = entries_for(actor, room)
        assert entry.owner_id == actor.owner_id
        assert (entry.post_id, entry.person_id) == (None, None)


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"])
def test_nothing_is_changed_or_taken_out(world: World, statement: str) -> None:
    with world.acting("adviser") as actor:
        room = room_of(actor, "mission").pk
        write(actor, room)
        with pytest.raises(DatabaseError), transaction.atomic(using=actor.alias):
            connections[actor.alias].cursor().execute(statement)
        assert entries_for(actor, room).count() == 1


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE journal_entry SET verb = 'other' WHERE sequence = 2",
        "DELETE FROM journal_entry WHERE sequence = 2",
        "DELETE FROM journal_entry WHERE sequence = 3",
        "DELETE FROM journal_head",
        "UPDATE journal_entry SET previous = repeat('0', 64) WHERE sequence = 2",
    ],
)
def test_verify_finds_what_was_done_behind_its_back(world: World, harm: str) -> None:
    with world.acting("adviser") as actor:
        write(actor, room_of(actor, "mission").pk, times=3)
    call_command("verify_journal")
    world.query(harm)
    with pytest.raises(CommandError):
        call_command("verify_journal")


def test_kept_heads_tell_of_a_chain_that_was_rewritten_whole(world: World, tmp_path: Path) -> None:
    kept = tmp_path / "heads"
    with world.acting("adviser") as actor:
        write(actor, room_of(actor, "mission").pk, times=3)
    call_command("verify_journal", heads=kept)
    call_command("verify_journal", against=kept)
    world.query("DELETE FROM journal_entry; DELETE FROM journal_head")
    with pytest.raises(CommandError):
        call_command("verify_journal", against=kept)


def test_the_auditor_reads_no_row(world: World) -> None:
    with world.acting("adviser") as actor:
        write(actor, room_of(actor, "mission").pk)
    for table in ("journal_entry", "strategies_strategy", "access_person", "access_incumbency"):
        with pytest.raises(DatabaseError), connections["auditor"].cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")


def test_the_journal_is_guarded_like_what_it_describes(world: World) -> None:
    with world.acting("force.planner") as actor:
        write(actor, room_of(actor, "force").pk)
    for who in ("adviser", "cluster.lead", "admin"):
        with world.acting(who) as actor:
            assert not Entry.objects.visible_to(actor).filter(verb="try").exists()
