"""Incidents counted as they are written: whatever is done, each cell equals what its rows say."""

import random
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum
from django.db.models.functions import TruncMonth

from missions.models import Incident, IncidentMonth
from missions.queries.incident_counts import AreaMonth, monthly
from pocplan.access.actor import Actor
from pocplan.access.domain.bulk import add_rows
from pocplan.access.ids import new_id
from tests.world import World

KINDS = ("armed_clash", "civilians", "aid")
PLACES = (None, new_id(), new_id())
CHANGED = ("happened_on", "day_precision", "kind", "admin1_ref", "killed")
REST = {"source": "ucdp", "digest": "", "precision": "country", "country": "ORV", "kind_said": "", "actor_said": "",
        "place_said": "", "text": "", "state_said": ""}  # fmt: skip
COLUMNS = ("id", "reference", *CHANGED, *REST)


def some_values(luck: random.Random) -> dict[str, Any]:
    return {
        "happened_on": date(2026, luck.randint(1, 2), luck.randint(1, 28)),
        "day_precision": luck.choice(("day", "day", "year")),
        "kind": luck.choice(KINDS),
        "admin1_ref": luck.choice(PLACES),
        "killed": luck.choice((None, 0, 3, 40)),
    }


def some_row(luck: random.Random) -> list[str | None]:
    values = some_values(luck).values()
    return [str(new_id()), str(new_id()), *(None if one is None else str(one) for one in values), *REST.values()]


def an_incident(room: int, **values: Any) -> Incident:
    """One by the ordinary door, known to its day."""
    said = {**REST, "reference": str(new_id()), "happened_on": "2026-11-02", "kind": "aid", **values}
    return Incident.objects.create(compartment_id=room, **said)


def live(actor: Actor) -> Counter[tuple[Any, ...]]:
    """Every cell as the rows have it now."""
    of_year = ExpressionWrapper(Q(day_precision="year"), output_field=BooleanField())
    rows = Incident.objects.visible_to(actor).annotate(month=TruncMonth("happened_on"), of_year=of_year).order_by()
    counted = rows.values_list("compartment_id", "month", "of_year", "admin1_ref")
    found = counted.annotate(Count("pk"), Sum("killed"))
    return Counter((*cell, killed or 0) for *cell, killed in found)


def kept(actor: Actor) -> Counter[tuple[Any, ...]]:
    names = ("compartment_id", "month", "is_of_year", "admin1_ref", "incidents", "killed")
    return Counter(IncidentMonth.objects.visible_to(actor).exclude(incidents=0).values_list(*names))


def write_at_random(actor: Actor, luck: random.Random, rooms: list[int]) -> None:
    """One write by one of the roads that there are."""
    rows = Incident.objects.visible_to(actor).filter(compartment_id=luck.choice(rooms))
    step = luck.choice(("many", "many", "one", "change", "one changes", "text", "undone"))
    if step == "many":
        add_rows(Incident, luck.choice(rooms), COLUMNS, [some_row(luck) for _ in range(luck.randint(1, 12))])
    elif step == "one":
        an_incident(luck.choice(rooms), **some_values(luck))
    elif step == "change":
        rows.filter(kind=luck.choice(KINDS)).update(**some_values(luck))
    elif step == "one changes":
        rows.filter(pk__in=rows.order_by("pk").values("pk")[:1]).update(**some_values(luck))
    elif step == "text":
        rows.update(text="looked at")
    else:
        with pytest.raises(LookupError), transaction.atomic(using=actor.alias):
            add_rows(Incident, luck.choice(rooms), COLUMNS, [some_row(luck)])
            raise LookupError


def test_every_cell_equals_its_rows_after_any_writes(world: World) -> None:
    for seed in range(3):
        luck = random.Random(seed)
        with world.acting("human.rights") as actor:
            rooms = [world.room("UNMOR", name) for name in ("mission", "human_rights")]
            for _turn in range(25):
                write_at_random(actor, luck, rooms)
                assert kept(actor) == live(actor)
            assert len({cell[0] for cell in kept(actor)}) == 2
    world.query("SET session_replication_role = origin")
    world.query("DELETE FROM missions_incident WHERE kind = 'civilians' OR killed IS NULL")
    with world.acting("human.rights") as actor:
        assert kept(actor) == live(actor)
        assert kept(actor)


def test_months_lie_in_the_room_of_what_they_count_and_nobody_writes_them(world: World) -> None:
    room = world.room("UNMOR", "human_rights")
    with world.acting("human.rights") as actor:
        an_incident(room, killed=4)
        an_incident(room, kind="civilians", killed=None, happened_on="2026-11-30")
        an_incident(room, day_precision="year", happened_on="2026-11-01", killed=2)
        an_incident(room, happened_on="2026-12-01")
        november = date(2026, 11, 1), date(2026, 11, 30)
        found = monthly(actor, room, *november)
        assert sorted(found, key=str) == [AreaMonth(None, None, 1, 2), AreaMonth(None, november[0], 2, 4)]
        cell = {"month": november[0], "is_of_year": False, "incidents": 1, "killed": 0}
        with pytest.raises(DatabaseError), transaction.atomic(using=actor.alias):
            IncidentMonth.objects.create(compartment_id=room, **cell)
        assert not IncidentMonth.objects.visible_to(actor).update(incidents=9)
    with world.acting("adviser", "Senior PoC Adviser") as other:
        assert room not in other.readable
        assert not kept(other)
        assert monthly(other, room, *november) == []


def test_who_runs_the_installation_finds_and_mends_a_cell(world: World) -> None:
    with world.acting("human.rights") as actor:
        an_incident(world.room("UNMOR", "human_rights"))
        there = kept(actor)
    world.query("UPDATE missions_incidentmonth SET incidents = 5")
    with pytest.raises(CommandError, match="1"):
        recounted("--check")
    assert "1" in recounted()
    assert "equals" in recounted("--check")
    with world.acting("human.rights") as actor:
        assert kept(actor) == there


def recounted(*arguments: str) -> str:
    said = StringIO()
    call_command("recount_incidents", *arguments, stdout=said)
    return said.getvalue()
