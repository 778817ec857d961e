"""Hotspots kept up to date by a mission's own incident system, by its own references."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from picture.api.keeping import keeping
from picture.api.serializers import references as shapes
from picture.domain.pasting import Given, Line, Pasted, list_pasted, look_at
from picture.queries.rooms import rooms_with_threats
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.rest.endpoints import Endpoint, documented
from pocplan.access.rest.listing import named


class ByReference(Endpoint):
    serializer_class = shapes.ReferredOut

    @documented("Keep hotspots up to date by reference", shapes.ReferredOut, asks=shapes.ReferredIn)
    def put(self, request: Request) -> Response:
        """All rows or none, as on the page where they are pasted; idempotent."""
        said = self.asked(shapes.ReferredIn)
        room = named(rooms_with_threats(self.actor), said.get("room"))
        if room is None:
            raise NotSeated("The actor has no such room.")
        given = Given([(number, _cells(row)) for number, row in enumerate(said["rows"], start=1)])
        with keeping(self.actor, room.pk, said["kept_words"]):
            pasted = look_at(actor=self.actor, room=room, given=given)
            _demand_no_fault(pasted)
            reason = said.get("reason", "")
            listed, changed = list_pasted(actor=self.actor, room=room, given=given, seen=pasted.digest, reason=reason)
        unchanged = len(pasted.lines) - listed - changed
        return Response({"listed": listed, "changed": changed, "unchanged": unchanged})


def _cells(row: dict[str, Any]) -> dict[str, str]:
    """As cells of a table say it: what is empty is not said."""
    return {name: str(value) for name, value in row.items() if value not in ("", None)}


def _demand_no_fault(pasted: Pasted) -> None:
    """Raises Refused with each row at fault, by its number among those sent, its field and why."""
    if pasted.faults:
        raise Refused(" ".join(_words(line) for line in pasted.faults), "rows")


def _words(line: Line) -> str:
    words = _("Row %(row)s, %(column)s: %(reason)s")
    return " ".join(words % {"row": line.row, "column": one.column, "reason": one.sentence} for one in line.faults)
