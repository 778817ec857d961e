"""A little of everything in the joint picture, told by the people of the cast, for the tests of its API."""

from dataclasses import dataclass
from typing import Any

from tests.bodies.stage import decided, founded, held
from tests.bodies.stage import given as acted
from tests.leadership.stage import asked_for, refused
from tests.picture.stage import given, group, prepared, proposed, released
from tests.picture.test_alerts import received
from tests.picture.test_hotspots import listed
from tests.records.test_cases import measured
from tests.records.test_cases import opened as case_opened
from tests.records.test_reviews import begun, happened
from tests.records.test_visits import planned
from tests.world import World


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


def recorded(world: World) -> None:
    """A body with a meeting, a decision and an action; a case, a joint mission and a review of an incident."""
    acted(world, decided(world, held(world, founded(world))))
    measured(world, case_opened(world))
    planned(world)
    happened(world, "A1")
    begun(world, "A1")
