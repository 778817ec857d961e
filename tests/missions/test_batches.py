"""Batches that the database stores while the next rows are read: all of them, or what went wrong is raised."""

import random

import pytest
from django.db import DatabaseError, transaction

from missions.models import Incident
from pocplan.access.domain.bulk import Meanwhile, packed_rows
from tests.missions.test_incident_months import COLUMNS, kept, live, some_row
from tests.world import World


def test_batches_go_in_whole_or_raise_where_they_are_waited_for(world: World) -> None:
    luck, room = random.Random(1), world.room("UNMOR", "human_rights")
    rows = [some_row(luck) for _ in range(9)]
    with world.acting("human.rights") as actor:
        with Meanwhile() as meanwhile:
            for first in range(0, 6, 3):
                meanwhile.start(packed_rows(Incident, room, COLUMNS, rows[first : first + 3]))
        assert Incident.objects.visible_to(actor).count() == 6
        for batches in ([rows[6:], rows[:1]], [rows[:1], rows[6:]]):  # the last one, or one before it, is there already
            with pytest.raises(DatabaseError), transaction.atomic(using=actor.alias), Meanwhile() as meanwhile:
                for batch in batches:
                    meanwhile.start(packed_rows(Incident, room, COLUMNS, batch))
        with pytest.raises(LookupError), transaction.atomic(using=actor.alias), Meanwhile() as meanwhile:
            meanwhile.start(packed_rows(Incident, room, COLUMNS, rows[:1]))
            raise LookupError  # what went wrong first is told
        assert Incident.objects.visible_to(actor).count() == 6
        assert kept(actor) == live(actor)
