"""Places of the gazetteer and incidents, by the same questions as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from missions.api import incident_shapes as shapes
from missions.queries import gazetteer
from missions.queries import incidents as reads
from missions.queries.incident_rooms import rooms_to_read
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import Listing, named


class Places(Listing):
    serializer_class = shapes.PlaceOut
    asks = shapes.PlacesAsked

    @extend_schema(parameters=[shapes.PlacesAsked])
    @documented("List places", shapes.PlaceOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(gazetteer.places(self.actor, **self.said()))


class OnePlace(Endpoint):
    serializer_class = shapes.PlaceWhole

    @documented("Read a place", shapes.PlaceWhole)
    def get(self, request: Request, place_id: UUID) -> Response:
        place = self.found(gazetteer.place_for, place_id)
        names = [one.name for one in gazetteer.aliases_of(self.actor, place)]
        stands = gazetteer.facilities_at(self.actor, place)
        return Response(shapes.PlaceWhole({"place": place, "also_called": names, "facilities": stands}).data)


class Incidents(Listing):
    """Of one room, by keyset: `next` names the page after this one."""

    serializer_class = shapes.IncidentPage
    asks = shapes.IncidentsAsked
    pagination_class = None

    @extend_schema(parameters=[shapes.IncidentsAsked], operation_id="incidents_list")
    @documented("List incidents of a room, newest first", shapes.IncidentPage)
    def get(self, request: Request) -> Response:
        said = self.said()
        room = named(rooms_to_read(self.actor), said.pop("room", None))
        after = reads.marked(said.pop("after", ""))
        found = reads.incidents_in(self.actor, room.pk, said, after=after) if room else reads.Slice([])
        return Response(shapes.IncidentPage({"next": self._next(found.after), "results": found.rows}).data)

    def _next(self, after: str) -> str | None:
        address = self.request.build_absolute_uri()
        return str(replace_query_param(address, "after", after)) if after else None


class OneIncident(Endpoint):
    serializer_class = shapes.IncidentWhole

    @documented("Read an incident and how it is known", shapes.IncidentWhole)
    def get(self, request: Request, incident_id: UUID) -> Response:
        incident = self.found(reads.incident_for, incident_id)
        account = reads.account_of(self.actor, incident)
        known: dict[str, Any] = {name: getattr(account, name) for name in ("independent", "threshold_met", "judgement")}
        sources = [{"kind": kind, "group": group} for kind, group in account.sources]
        return Response(shapes.IncidentWhole({"incident": incident, "sources": sources, **known}).data)
