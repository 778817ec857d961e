"""The Flashpoint Matrix that mission and cluster keep in a shared exercise. No place is real."""

from datetime import timedelta
from typing import Any, NamedTuple

from demo.acts.hats import acting
from picture.domain.efforts import add_effort
from picture.domain.gaps import prepare_gap, tell_gap
from picture.domain.groups import open_group
from picture.domain.hotspots import list_hotspot, note_no_access, verify_hotspot
from picture.domain.protection import class_coverage, decide_protection, plan_unarmed, state_priority
from picture.models import Hotspot
from picture.queries.gaps import to_be_named
from picture.queries.hotspots import hotspot_for
from picture.queries.protection import items_at, posts_of_mission
from picture.queries.rooms import bodies_to_invite
from pocplan.access.clock import days_ago, today
from pocplan.access.models import Compartment

TITLE = "Where troops protect, Sector East"


class Place(NamedTuple):
    name: str
    sector: str
    people: int
    situation: str
    priority: str
    grade: str
    decision: str
    coverage: str
    listed: int  # days ago


PLACES = (
    Place("Kelmat market road", "Tuleni Plains", 6200, "Abductions at two checkpoints on market days.", "critical",
          "must", "must", "covered", 9),
    Place("Tuleni east camps", "Tuleni Plains", 18400, "Looting and sexual violence at night.", "critical",
          "must", "must", "partly", 20),
    Place("Namoshe", "Tuleni Plains", 2100, "Threats against a minority since the dry season.", "high",
          "must", "should", "not", 12),
    Place("Hesk Crossing", "Besh Valley", 4800, "Young men are taken at the crossing.", "high",
          "should", "could", "not", 35),
    Place("Ombarra base area", "Besh Valley", 3300, "People fear a return of armed men when the base closes.", "medium",
          "", "", "", 40),
)  # fmt: skip
COSTS = {"capacity": "One company of the sector.", "reserve": "None left.", "consequence": "Other roads wait longer."}
NAMED = ("Protection Cluster Orvane", "Senior PoC Adviser", "Civil Affairs Officer")
NO = {"reason_code": "distance", "words": "Five hours by road in the dry season, none in the rains."}


def keep() -> None:
    """Open the exercise and list its places, each as long ago as its review."""
    with days_ago(41), acting("adviser") as actor:
        bodies = [one.pk for one in bodies_to_invite(actor) if one.name == "Protection Cluster Orvane"]
        room = Compartment.objects.get(pk=open_group(actor=actor, title=TITLE, bodies=bodies).compartment_id)
    for place in PLACES:
        with days_ago(place.listed):
            _grade(_list(room, place), place)
    with days_ago(10):
        _tell("Namoshe")


def _list(room: Compartment, place: Place) -> Hotspot:
    with acting("adviser") as actor:
        spot = list_hotspot(
            actor=actor,
            room=room,
            place_said=place.name,
            sector=place.sector,
            population=place.people,
            population_basis="informants",
            situation=place.situation,
            priority=place.priority,
            trend="worse",
            phase="prevention",
        )
        if place.coverage:
            visit = today() - timedelta(days=3)
            verify_hotspot(actor=actor, hotspot=spot, revision=1, verified_on=visit, reason="A patrol went there.")
            what = "Dialogue with traders and elders"
            add_effort(actor=actor, hotspot=spot, component="civilian", what=what, due_on=today() + timedelta(days=60))
        else:
            note_no_access(actor=actor, hotspot=spot, revision=1, reason="The road is cut.")
    return spot


def _grade(spot: Hotspot, place: Place) -> None:
    if not place.grade:
        return
    with acting("cluster.lead") as actor:
        listed, why = hotspot_for(actor, spot.pk), ["imminent", "many"]
        state_priority(actor=actor, hotspot=listed, grade=place.grade, criteria=why, words=place.situation)
    with acting("force.commander") as actor:
        priority = items_at(actor, [spot])[spot.pk].priority
        said: dict[str, Any] = COSTS if place.decision == place.grade else {**NO, "distance_km": 47}
        decide_protection(actor=actor, priority=priority, grade=place.decision, **said)
        class_coverage(actor=actor, priority=priority, revision=priority.revision, coverage=place.coverage)
    if place.grade == "must" and place.coverage == "not":
        _plan(spot)


def _tell(name: str) -> None:
    """The Force Commander names who learns that a place is not covered, and until when."""
    with acting("force.commander") as actor:
        spot = Hotspot.objects.visible_to(actor).select_related("compartment").get(place_said=name)
        named = [one.key for one in to_be_named(actor, spot) if one.words in NAMED]
        release = prepare_gap(actor=actor, hotspot=spot, until=today() + timedelta(days=80), addressees=named)
        tell_gap(actor=actor, release=release, digest=release.digest)


def _plan(spot: Hotspot) -> None:
    with acting("adviser") as actor:
        priority = items_at(actor, [spot])[spot.pk].priority
        owner = next(post for post in posts_of_mission(actor) if post.kind == "civil_affairs_officer")
        words = "Dialogue with elders each week, and an alert network that civil affairs answers."
        plan_unarmed(
            actor=actor,
            priority=priority,
            revision=priority.revision,
            unarmed=["dialogue", "alerts"],
            words=words,
            owner_post=owner.pk,
        )
