"""Places that the mission's own system knows by a reference, and one of them copied into the exercise. None is real."""

from typing import Any

from demo.acts.hats import acting
from demo.acts.matrix import TITLE
from picture.domain.copying import share_hotspot
from picture.domain.hotspots import change_hotspot, list_hotspot
from picture.queries.hotspots import hotspot_for
from pocplan.access.clock import days_ago
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import room_of

WELLS: dict[str, Any] = {
    "external_ref": "JOC-2026-0388", "place_said": "Sorrin wells", "sector": "Besh Valley", "priority": "medium",
    "phase": "prevention", "trend": "same", "population": 900, "population_basis": "informants",
    "situation": "Herders and farmers come to blows over the two wells in the dry season.",
}  # fmt: skip
BRIDGE: dict[str, Any] = {
    "external_ref": "JOC-2026-0412", "place_said": "Liwara bridge", "sector": "Tuleni Plains", "priority": "medium",
    "phase": "pre_emption", "trend": "worse", "population": 2600, "population_basis": "estimate",
    "situation": "Armed men turn back families who want to cross to the clinic.",
    "needed": "Passage to the clinic on two days a week.",
}  # fmt: skip
WEEKLY = "Weekly file of the joint operations centre."


def keep() -> None:
    """Two places from the weekly file, one raised by the next, and then shown to the cluster without its details."""
    with days_ago(18), acting("adviser") as actor:
        room = room_of(actor, "mission")
        list_hotspot(actor=actor, room=room, **WELLS)
        spot = list_hotspot(actor=actor, room=room, **BRIDGE)
    with days_ago(6), acting("adviser") as actor:
        row = hotspot_for(actor, spot.pk)
        change_hotspot(actor=actor, hotspot=row, revision=row.revision, reason=WEEKLY, priority="high")
    with days_ago(5), acting("chief.of.staff") as actor:
        row, exercise = hotspot_for(actor, spot.pk), Compartment.objects.get(label=TITLE)
        share_hotspot(actor=actor, hotspot=row, room=exercise, revision=row.revision, left_out=["situation"])
