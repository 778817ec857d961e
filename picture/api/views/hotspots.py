"""Hotspots, what clusters ask and Force and police decide. Enclaves are left out, as of every file, without a gap."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from picture.api.keeping import keeping
from picture.api.serializers import hotspots as shapes
from picture.domain.protection import state_priority
from picture.models import Hotspot, ProtectionPriority
from picture.queries import hotspots as reads
from picture.queries.protection import items_in, latest_decisions
from picture.queries.rooms import exercises, rooms_with_threats
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import Listing, lists


def named_hotspot(actor: Actor, hotspot_id: UUID) -> Hotspot:
    """One that may be named outside. Raises Hotspot.DoesNotExist for an enclave, hidden and absent alike."""
    spot = reads.hotspot_for(actor, hotspot_id)
    if spot.is_enclave:
        raise Hotspot.DoesNotExist
    return spot


def _matrix(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[Hotspot]:
    return reads.matrix(actor, room_id, asked).filter(is_enclave=False)


def _items(actor: Actor, room_id: int, asked: dict[str, Any]) -> QuerySet[ProtectionPriority]:
    return items_in(actor, room_id, asked.get("only", "")).filter(hotspot__is_enclave=False)


def beside_hotspots(actor: Actor, rows: list[Hotspot]) -> dict[str, Any]:
    """What stands beside each, in as many questions for many as for one."""
    efforts = reads.efforts_at(actor, rows)
    return {"day": today(), "threats": reads.threats_at(actor, rows), "efforts": efforts}


def beside_priorities(actor: Actor, rows: list[ProtectionPriority]) -> dict[str, Any]:
    return {"decisions": latest_decisions(actor, rows)}


class Hotspots(Listing):
    serializer_class = shapes.HotspotOut
    asks = shapes.HotspotsAsked

    @lists("List hotspots by sector and urgency", shapes.HotspotsAsked, shapes.HotspotOut)
    def get(self, request: Request) -> Response:
        return self.listed(rooms_with_threats(self.actor), _matrix, beside_hotspots)


class OneHotspot(Endpoint):
    serializer_class = shapes.HotspotOut

    @documented("Read a hotspot", shapes.HotspotOut)
    def get(self, request: Request, hotspot_id: UUID) -> Response:
        spot = self.found(named_hotspot, hotspot_id)
        return Response(shapes.HotspotOut(spot, context=beside_hotspots(self.actor, [spot])).data)


class HotspotSteps(Endpoint):
    serializer_class = shapes.HotspotStepOut

    @documented("List what was changed of a hotspot, by whom and why", shapes.HotspotStepOut, lists=True)
    def get(self, request: Request, hotspot_id: UUID) -> Response:
        return self.paged(reads.steps_of(self.actor, self.found(named_hotspot, hotspot_id)))


class Priorities(Listing):
    serializer_class = shapes.PriorityOut
    asks = shapes.PrioritiesAsked

    @lists("List protection priorities and the decisions on them", shapes.PrioritiesAsked, shapes.PriorityOut)
    def get(self, request: Request) -> Response:
        return self.listed(exercises(self.actor), _items, beside_priorities)


class StatePriority(Endpoint):
    serializer_class = shapes.PriorityOut

    @documented("State the cluster's protection priority", shapes.PriorityOut, asks=shapes.PriorityIn, code=201)
    def post(self, request: Request, hotspot_id: UUID) -> Response:
        spot, said = self.found(named_hotspot, hotspot_id), self.asked(shapes.PriorityIn)
        with keeping(self.actor, spot.compartment_id, said.pop("kept_words")):
            stated = state_priority(actor=self.actor, hotspot=spot, **said)
        return Response(shapes.PriorityOut(stated, context=beside_priorities(self.actor, [stated])).data, status=201)
