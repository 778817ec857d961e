"""A row is told from what its question fetched: a field left out would be asked for one by one, or not be found."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import models

from leadership.queries import alerts, picture, protection, weeks
from leadership.queries.owed import owed
from leadership.queries.record import _strategy, record, requested
from leadership.queries.rows import Lot
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.queries.rooms import room_of, rooms
from tests.counting import statements
from tests.leadership.stage import told
from tests.world import World

SAMPLES: dict[Any, Any] = {
    models.UUIDField: UUID(int=7), models.DateTimeField: datetime(2026, 11, 2), models.DateField: date(2026, 11, 2),
    models.IntegerField: 12, models.BooleanField: True, models.CharField: "x", models.TextField: "x",
}  # fmt: skip


def sample(field: Any) -> Any:
    if field.choices:
        return next(value for value, _label in field.flatchoices if value)
    return next((value for kind, value in SAMPLES.items() if isinstance(field, kind)), None)


def bare(model: Any, mask: dict[Any, Any], room_id: int) -> Any:
    """A row that is in no table, with the fields of this mask and none besides."""
    fields = [one for one in model._meta.concrete_fields if not mask or one in mask]
    values = {one.attname: uuid4() if one.is_relation else sample(one) for one in fields}
    values |= {"compartment_id": room_id} if "compartment_id" in values else {}
    row = model.from_db("default", list(values), list(values.values()))
    for field, inner in mask.items():
        if inner and field.is_relation:
            field.set_cached_value(row, bare(field.remote_field.model, inner, room_id))
    return row


def of_no_key(actor: Actor) -> list[Lot]:
    """Lots that tell a row by itself; the others find what is said of it under its key, see below."""
    day = today()
    places, _threats = picture.worse(actor, day, [])
    found = [places, picture.places(actor, ""), protection.covered(actor, "must", "not"), protection.differing(actor)]
    found += [alerts.alerts(actor, ""), requested(actor), weeks.changes(actor, now())]
    return [*found, *(lot for lot in owed(actor, day, protection.owed(actor)) if lot.key != "comments")]


@pytest.mark.parametrize(("who", "audience"), [("srsg", "mission"), ("cluster.lead", "cluster_lead")])
def test_every_row_is_told_from_what_was_fetched(world: World, who: str, audience: str) -> None:
    with world.acting(who) as actor:
        room = room_of(actor, audience)
        lots = of_no_key(actor)
        assert len(lots) == 20
        for lot in lots:
            row = bare(lot.query.model, lot.query.query.get_select_mask(), room.pk)
            for name in lot.query.query.annotations:
                setattr(row, name, "")
            assert lot.read([row])[0].audience == audience, lot.query.model


def test_threats_and_strategies_are_told_from_what_was_fetched(world: World) -> None:
    with world.acting("srsg") as actor:
        room = room_of(actor, "mission")
        _places, worse = picture.worse(actor, today(), [])
        strategies, _asked = record(actor)
        for lot, read in (
            (worse, lambda row: picture._worse_threat(row, {row.pk: []})),
            (picture.apart(actor, []), lambda row: picture._differing_row(row, [])),
            (strategies, lambda row: _strategy(row, None, {}, {})),
        ):
            row = bare(lot.query.model, lot.query.query.get_select_mask(), room.pk)
            assert row.get_deferred_fields() and read(row).audience == "mission"


def test_what_was_asked_of_the_own_body_is_told_in_two_questions(world: World) -> None:
    told(world)
    with world.acting("cluster.lead") as actor:
        _strategies, asked = record(actor)
        rooms(actor)
        with statements() as found:
            assert asked.part(0, 9)
        assert len(found) == 2
