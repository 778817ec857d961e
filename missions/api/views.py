"""Missions of the actor's operation."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from missions.api.serializers import MissionOut
from missions.queries.missions import mission_for, missions_for
from pocplan.access.rest.endpoints import Endpoint, documented


class Missions(Endpoint):
    serializer_class = MissionOut

    @documented("List missions", MissionOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(missions_for(self.actor))


class OneMission(Endpoint):
    serializer_class = MissionOut

    @documented("Read a mission", MissionOut)
    def get(self, request: Request, mission_id: UUID) -> Response:
        return Response(MissionOut(self.found(mission_for, mission_id)).data)
