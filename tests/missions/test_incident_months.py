"""Incidents counted as they are written: whatever is done, each cell equals what its rows say."""

import random
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from missions.models import Incident, IncidentMonth
from missions.queries.incident_months import incidents_by_room, months_back, months_of
from pocplan.access.actor import Actor
from pocplan.access.domain.bulk import add_rows
from pocplan.access.ids import new_id
from tests.world import World

KINDS = ("armed_clash", "civilians", "aid")
PLACES = (None, new_id(), new_id())
COLUMNS = ("id", "source", "reference", "digest", "happened_on", "kind", "admin1_ref", "killed", "precision",
           "day_precision", "country", "kind_said", "actor_said", "place_said", "text", "state_said")  # fmt: skip


def some_values(luck: random.Random) -> dict[str, Any]:
    return {
        "happened_on": date(2026, luck.randint(1, 3), luck.randint(1, 28)),
        "kind": luck.choice(KINDS),
        "admin1_ref": luck.choice(PLACES),
        "killed": luck.choice((None, 0, 3, 40)),
    }


def some_row(luck: random.Random) -> list[str | None]:
    key, said = str(new_id()), {name: value and str(value) for name, value in some_values(luck).items()}
    killed = said["killed"] if said["killed"] is None else str(said["killed"])
    return [key, "ucdp", key, "", said["happened_on"], said["kind"], said["admin1_ref"], killed, "country", "day",
            "ORV", "", "", "", "", ""]  # fmt: skip


def live(actor: Actor) -> Counter[tuple[Any, ...]]:
    """Every cell as the rows have it now."""
    rows = Incident.objects.visible_to(actor).annotate(month=TruncMonth("happened_on")).order_by()
    counted = rows.values_list("compartment_id", "month", "kind", "admin1_ref")
    return Counter(
        (*cell, total, killed or 0, total - known)
        for *cell, total, killed, known in counted.annotate(Count("pk"), Sum("killed"), Count("killed"))
    )


def kept(actor: Actor) -> Counter[tuple[Any, ...]]:
    names = ("compartment_id", "month", "kind", "admin1_ref", "incidents", "killed", "uncounted")
    return Counter(IncidentMonth.objects.visible_to(actor).values_list(*names))


def write_at_random(world: World, actor: Actor, luck: random.Random, rooms: list[int]) -> None:
    """One write by one of the roads that there are."""
    rows = Incident.objects.visible_to(actor).filter(compartment_id=luck.choice(rooms))
    step = luck.choice(("many", "many", "one", "change", "one changes", "text", "undone"))
    if step == "many":
        add_rows(Incident, luck.choice(rooms), COLUMNS, [some_row(luck) for _ in range(luck.randint(1, 12))])
    elif step == "one":
        values = {**some_values(luck), "precision": "country", "country": "ORV"}
        Incident.objects.create(compartment_id=luck.choice(rooms), source="acled", reference=str(new_id()), **values)
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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_cell_equals_its_rows_after_any_writes(world: World, seed: int) -> None:
    luck = random.Random(seed)
    rooms = [world.room("UNMOR", name) for name in ("mission", "analysis")]
    with world.acting("human.rights") as actor:
        rooms = [room for room in rooms if room in actor.writable] or sorted(actor.writable)[:2]
        for _turn in range(40):
            write_at_random(world, actor, luck, rooms)
            assert kept(actor) == live(actor)
        assert len(kept(actor)) > 5
    world.query("SET session_replication_role = origin")
    world.query("DELETE FROM missions_incident WHERE kind = 'civilians' OR killed IS NULL")
    with world.acting("human.rights") as actor:
        assert kept(actor) == live(actor)


def test_months_say_what_their_room_holds_and_nobody_writes_them(world: World) -> None:
    with world.acting("human.rights") as actor:
        room = world.room("UNMOR", "human_rights")
        for day, kind, killed in (
            ("2026-11-02", "aid", 4),
            ("2026-11-09", "civilians", None),
            ("2025-10-30", "aid", 1),
        ):
            Incident.objects.create(compartment_id=room, source="ucdp", reference=day, happened_on=day, kind=kind,
                                    killed=killed, precision="country", country="ORV")  # fmt: skip
        (month,) = months_of(actor, room, date(2026, 11, 20))
        assert (month.by_kind, month.incidents) == ({"aid": 1, "civilians": 1}, 2)
        assert (month.killed, month.uncounted) == (4, 1)
        assert incidents_by_room(actor, [room], date(2025, 1, 31)) == {
            room: {date(2026, 11, 1): 2, date(2025, 10, 1): 1}
        }
        with pytest.raises(DatabaseError), transaction.atomic(using=actor.alias):
            IncidentMonth.objects.create(
                compartment_id=room, month=date(2026, 1, 1), kind="aid", incidents=1, killed=0, uncounted=0
            )
        assert not IncidentMonth.objects.visible_to(actor).update(incidents=9)
    with world.acting("adviser", "Senior PoC Adviser") as other:
        assert room not in other.readable
        assert not kept(other)
        assert months_of(other, room, date(2020, 1, 1)) == []


def test_who_runs_the_installation_finds_and_mends_a_cell(world: World) -> None:
    with world.acting("human.rights") as actor:
        Incident.objects.create(compartment_id=world.room("UNMOR", "human_rights"), source="ucdp", reference="1",
                                happened_on="2026-11-02", kind="aid", precision="country", country="ORV")  # fmt: skip
        there = kept(actor)
    world.query("UPDATE missions_incidentmonth SET incidents = 5")
    with pytest.raises(CommandError, match="1"):
        recounted(world, "--check")
    assert "1" in recounted(world)
    assert "equals" in recounted(world, "--check")
    with world.acting("human.rights") as actor:
        assert kept(actor) == there


def recounted(world: World, *arguments: str) -> str:
    said = StringIO()
    call_command("recount_incidents", *arguments, stdout=said)
    return said.getvalue()


def test_months_go_back_over_the_turn_of_a_year() -> None:
    assert months_back(date(2026, 2, 28), 3) == [date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]
