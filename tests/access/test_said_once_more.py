"""What the walls are built of, said once more: values that stay, numbers that were told, verbs that are whole."""

from dataclasses import FrozenInstanceError, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from pocplan.access.actor import NOBODY, Actor
from pocplan.access.binding import as_system
from pocplan.access.clock import now, today
from pocplan.access.domain.rooms import Addressee, open_shared
from pocplan.access.enums import Side
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import ApiToken, Compartment
from pocplan.access.queries.appointments import FirstHead
from pocplan.access.queries.hats import Hat
from pocplan.access.queries.heads import heads_of_the_day
from pocplan.access.queries.rooms import NAMED, Audible, Reader
from pocplan.access.regret import REGRET
from pocplan.access.verb import constraint_of, verb
from pocplan.journal.domain.entries import record
from tests.world import World


@pytest.mark.parametrize("kind", [Actor, Addressee, Audible, FirstHead, Hat, Reader])
def test_who_acts_and_who_reads_is_not_changed_in_passing(kind: type[Any]) -> None:
    one = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        one.owner_id = uuid4()


def test_an_actor_is_whom_it_stands_for_whatever_it_asked_and_through_which_door() -> None:
    one = Actor(Side.MISSION)
    assert one == replace(one, alias="mission", asked={"rooms": {}}) and one.alias == "default"
    assert "asked" not in repr(one) and one.post_id == NOBODY == UUID("00000000-0000-0000-0000-000000000000")


def test_guests_only_read_and_rooms_are_open_unless_it_is_said(world: World) -> None:
    guest = Addressee(world.owner_id("Protection Cluster"), "cluster")
    assert not guest.may_write
    with world.acting("adviser") as actor:
        room = open_shared(actor=actor, label="Round", addressees=[guest])
    with world.acting("cluster.lead"):
        assert not Compartment.objects.get(pk=room).discreet


def test_numbers_that_people_were_told() -> None:
    assert NAMED == 60 and timedelta(seconds=30) == REGRET


def test_a_refusal_is_plain_words_where_nobody_translates() -> None:
    refusal = Refused(gettext_lazy("Write a word."), "word")
    assert refusal.args == ("Write a word.",) and type(refusal.args[0]) is str


def _token_of_nobody(actor: Actor) -> None:
    values = {"incumbency_id": actor.incumbency_id, "label": "x", "digest": "x", "made_at": now()}
    ApiToken.objects.create(user_id=uuid4(), expires_on=today(), **values)


def test_a_verb_asks_what_is_asked_late_before_it_ends(world: World) -> None:
    """A key to what is not there is asked at the end of a transaction: for a verb that is its own."""
    with world.acting("adviser") as actor:
        bare = verb()(lambda *, actor: _token_of_nobody(actor))
        with pytest.raises(IntegrityError) as caught, transaction.atomic(using=actor.alias):
            bare(actor=actor)
        name = constraint_of(caught.value)
        assert name
        told = verb({name: gettext_lazy("Choose somebody else.")})(lambda *, actor: _token_of_nobody(actor))
        with pytest.raises(Conflict, match="Choose somebody else"):
            told(actor=actor)
        other = verb({"another": gettext_lazy("Choose somebody else.")})(lambda *, actor: _token_of_nobody(actor))
        with pytest.raises(IntegrityError), transaction.atomic(using=actor.alias):
            other(actor=actor)
        assert not ApiToken.objects.exists()


def test_the_system_reads_where_each_chain_of_the_journal_ends(world: World) -> None:
    world.query("TRUNCATE journal_head")
    with as_system(None, purpose="audit"):
        assert heads_of_the_day() == (None, [])
    with world.acting("adviser") as actor:
        room = world.room("UNMOR", "mission")
        record(actor=actor, compartment_id=room, verb="keep_term", kind="term", subject_id=uuid4(), facts={})
    with as_system(None, purpose="audit"):
        day, lines = heads_of_the_day()
    public = str(world.query("SELECT public_id::text FROM access_compartment WHERE id = %s", [room])[0][0])
    assert day == world.query("SELECT (access.clock() AT TIME ZONE 'UTC')::date")[0][0]
    assert [line.split(" ")[0] for line in lines] == [public]
