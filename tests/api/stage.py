"""A little of everything in the joint picture, told by the people of the cast, for the tests of its API."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from missions.domain.gazetteer import take_in_gazetteer
from picture.domain.actors import enter_armed_actor
from tests.bodies.stage import decided, founded, held
from tests.bodies.stage import given as acted
from tests.leadership.stage import asked_for, refused
from tests.missions.test_gazetteer import LONG, write
from tests.picture.stage import given, group, prepared, proposed, released, room_of_kind
from tests.picture.test_alerts import received
from tests.picture.test_hotspots import listed
from tests.records.test_cases import measured
from tests.records.test_cases import opened as case_opened
from tests.records.test_reviews import begun, happened
from tests.records.test_visits import planned
from tests.world import World

BODIES = (
    ("mission", "Senior management group", "Escorts to the dry wells.", "Name the companies"),
    ("shared", "Protection working group", "Night patrols on the market road.", "Mend the lamps"),
)


@dataclass(frozen=True)
class Picture:
    """What was told, by the ids that addresses name."""

    room: int
    threat: Any
    spot: Any
    enclave: Any
    alert: Any
    hushed: Any


def pictured(world: World) -> Picture:
    """A shared exercise with a threat that two sides rated, a must that the Force refused, an enclave and alerts."""
    room = group(world)
    threat = proposed(world, actor_name="Unknown men", intent="To drive people off.")
    for rater, releaser, likelihood in (("civil.affairs", "adviser", 5), ("force.planner", "force.commander", 2)):
        released(world, releaser, prepared(world, rater, given(world, rater, threat, likelihood, 4)))
    spot = listed(world, audience="shared", place_said="Namoshe", sector="Tuleni Plains", threats=[threat.pk])
    enclave = listed(world, audience="shared", place_said="Old quarter", is_enclave=True)
    for one in (spot, enclave):
        asked_for(world, one)
    refused(world, spot)
    alert = received(world, audience="shared", hotspot=spot)
    hushed = received(world, audience="shared", what="Shots in the old quarter.", hotspot=enclave)
    return Picture(room, threat, spot, enclave, alert, hushed)


def recorded(world: World, found: Picture) -> None:
    """Bodies with a meeting, a decision and an action; armed actors, a case, joint missions, a review, places."""
    for audience, name, text, what in BODIES:
        meeting = held(world, founded(world, audience=audience, name=name))
        acted(world, decided(world, meeting, text=text), what=what)
        with world.acting("adviser") as actor:
            room = room_of_kind(actor, audience)
            enter_armed_actor(actor=actor, room=room, name="Unknown men", kind="unknown", relation="unknown")
    received(world)
    measured(world, case_opened(world))
    for key in (0, found.room):
        planned(world, room=key)
    happened(world, "A1")
    begun(world, "A1")
    with TemporaryDirectory() as folder, world.acting("adviser", "Senior") as actor:
        take_in_gazetteer(actor=actor, path=write(Path(folder), LONG))
