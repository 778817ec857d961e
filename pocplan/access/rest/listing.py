"""Lists of one room at a time, as on the pages: the room that is named, else the first that the hat reads."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from pocplan.access.actor import Actor
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.access.rest.endpoints import Endpoint, View, documented

Rows = Callable[[Actor, int, dict[str, Any]], QuerySet[Any]]
Beside = Callable[[Actor, list[Any]], dict[str, Any]]
OF_ROOM = "One of the rooms that the list of rooms names; the first of them unless another is named."


class RoomAsked(serializers.Serializer):
    """Which room."""

    room = serializers.UUIDField(required=False, help_text=OF_ROOM)


class Shown(serializers.ModelSerializer):
    """A row to read. Its documentation says where nothing may stand: a choice not made yet, a day not come yet."""

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        field, settings = super().build_standard_field(field_name, model_field)
        if model_field.null:
            settings["allow_null"] = True
        if model_field.choices and model_field.blank:
            settings["choices"] = [("", ""), *model_field.choices]
        return field, settings


class InRoom(Shown):
    """A row, and the room that it lies in."""

    room = serializers.UUIDField(source="compartment.public_id", read_only=True)


class Listing(Endpoint):
    """Base of the lists that are asked for room by room."""

    asks: type[serializers.Serializer] = RoomAsked

    def said(self) -> dict[str, Any]:
        """The checked parameters of the address. Raises ValidationError."""
        asked = self.asks(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)

    def listed(self, rooms: Sequence[Compartment], query: Rows, beside: Beside | None = None) -> Response:
        """A page of the room's rows; `beside` gives what else stands with them, for many as for one."""
        said = self.said()
        room = named(rooms, said.pop("room", None))
        rows: QuerySet[Any] | list[Any] = []
        if room:
            rows = query(self.actor, room.pk, said).select_related("compartment")
        page: list[Any] = list(self.paginate_queryset(rows) or [])
        context = {**self.get_serializer_context(), **(beside(self.actor, page) if beside else {})}
        shape = self.get_serializer_class()
        return self.get_paginated_response(shape(page, many=True, context=context).data)


def named(rooms: Sequence[Compartment], public_id: object) -> Compartment | None:
    """The room with this public id; of none named the first, if there is one. Raises NotSeated for another."""
    if public_id is None:
        return rooms[0] if rooms else None
    for room in rooms:
        if room.public_id == public_id:
            return room
    raise NotSeated("The actor has no such room.")


def lists(summary: str, asks: type[serializers.Serializer], answer: Any) -> Callable[[View], View]:
    """The OpenAPI words of a list with the parameters that it takes."""

    def words(view: View) -> View:
        described: View = extend_schema(parameters=[asks])(documented(summary, answer, lists=True)(view))
        return described

    return words
