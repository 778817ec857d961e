"""What the leadership page counts, told by the people of the cast."""

from typing import Any

from picture.domain import protection as verbs
from picture.models import Hotspot
from picture.queries import protection as asked
from tests.consultations.stage import opened, request_to
from tests.picture.stage import given, group, prepared, proposed, released
from tests.picture.test_alerts import received
from tests.picture.test_hotspots import listed
from tests.world import World

ASKED = {"grade": "must", "criteria": ["imminent"], "words": "Attack expected at harvest."}
NO = {"grade": "no", "reason_code": "capacity", "words": "All companies are committed."}
COUNTED = {"trend": "worse", "population_basis": "count"}


def place(world: World, name: str, people: int | None, **values: Any) -> Hotspot:
    """A place of the exercise that gets worse."""
    basis = COUNTED if people is not None else {"trend": "worse"}
    return listed(world, audience="shared", place_said=name, population=people, **{**basis, **values})


def asked_for(world: World, spot: Hotspot) -> None:
    with world.acting("cluster.lead") as actor:
        verbs.state_priority(actor=actor, hotspot=spot, **ASKED)


def refused(world: World, spot: Hotspot) -> None:
    """The Force says no, and that troops do not cover the place."""
    with world.acting("force.commander") as actor:
        priority = asked.items_at(actor, [spot])[spot.pk].priority
        verbs.decide_protection(actor=actor, priority=priority, **NO)
        verbs.class_coverage(actor=actor, priority=priority, revision=priority.revision, coverage="not")


def apart(world: World) -> None:
    """A threat of which the civilian component and the Force released ratings that differ."""
    threat = proposed(world)
    for rater, releaser, likelihood in (("civil.affairs", "adviser", 5), ("force.planner", "force.commander", 2)):
        released(world, releaser, prepared(world, rater, given(world, rater, threat, likelihood, 4)))


def told(world: World) -> None:
    """One of nearly everything: three places, a difference of each kind, a round that is open."""
    group(world)
    for name, people in (("Tuleni east camps", 18400), ("Namoshe", 7), ("Hesk Crossing", None)):
        spot = place(world, name, people)
        asked_for(world, spot)
        if name != "Hesk Crossing":
            refused(world, spot)
    apart(world)
    for audience in ("mission", "shared"):
        received(world, audience=audience)
    opened(world)
    request_to(world, "cluster.lead")
