"""Events kept up to date by a mission's own incident system, by its own references."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from missions.api import event_shapes as shapes
from missions.domain.kept_events import keep_events
from missions.enums.incidents import Verdict
from missions.queries.incident_rooms import rooms_to_keep_in
from pocplan.access.errors import NotSeated
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import named


class EventsByReference(Endpoint):
    serializer_class = shapes.EventsOut

    @documented("Keep events up to date by reference", shapes.EventsOut, asks=shapes.EventsIn)
    def put(self, request: Request) -> Response:
        """All rows or none, as a file of them; a text that may name somebody waits for a look."""
        said = self.asked(shapes.EventsIn)
        room = named(rooms_to_keep_in(self.actor), said.get("room"))
        if room is None:
            raise NotSeated("The actor keeps no events in such a room.")
        done = keep_events(actor=self.actor, room=room, rows=[_columns(row) for row in said["rows"]]).counts
        told = {"new": Verdict.NEW, "changed": Verdict.CHANGED, "unchanged": Verdict.SAME}
        counts = {name: done.get(verdict.value, 0) for name, verdict in told.items()}
        return Response({**counts, "held": done.get("held", 0)})


def _columns(row: dict[str, Any]) -> dict[str, Any]:
    """By the heads of the template, which are words."""
    return {name.replace("_", " "): value for name, value in row.items()}
