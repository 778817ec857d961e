"""The style template of the mission: that one is in force, since when, and what of the file was left out."""

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.rest.endpoints import Endpoint, documented
from strategies.api.serializers.style import StyleOut
from strategies.domain.style import reads_style
from strategies.queries.style import style_in_force


class Style(Endpoint):
    """For who reads the room of the whole mission; absent for everybody else, as where there is none."""

    serializer_class = StyleOut

    @documented("Read which style template of the mission is in force", StyleOut)
    def get(self, request: Request) -> Response:
        row = style_in_force(self.actor) if reads_style(self.actor) else None
        if row is None:
            raise Http404
        return Response(StyleOut(row).data)
