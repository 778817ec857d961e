"""What every endpoint of the API has in common, and what its documentation says of it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.actor import Actor
from pocplan.access.rest.errors import Stale

Row = TypeVar("Row", bound=Model)
View = TypeVar("View", bound=Callable[..., Any])
IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="The ETag that was read before.")


class Problem(serializers.Serializer):
    """A refusal: a sentence for a person, and the field it is about or nothing."""

    detail = serializers.CharField()
    field = serializers.CharField(required=False, allow_blank=True)
    fields = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


class Endpoint(GenericAPIView):
    """Base of all views. The middleware has bound the actor; nothing is read before that."""

    @property
    def actor(self) -> Actor:
        return cast(Actor, self.request._request.actor)  # type: ignore[attr-defined]

    def found(self, query: Callable[..., Row], *args: Any) -> Row:
        """The row of a query, or the 404 that hidden and absent share."""
        try:
            return query(self.actor, *args)
        except ObjectDoesNotExist as error:
            raise Http404 from error

    def paged(self, rows: QuerySet[Any]) -> Response:
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def asked(self, serializer: type[serializers.Serializer]) -> dict[str, Any]:
        """The checked body of the request. Raises ValidationError, which is answered 400."""
        body = serializer(data=self.request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)


def documented(
    summary: str, answer: Any = None, *, asks: Any = None, code: int = 200, lists: bool = False, swaps: bool = False
) -> Callable[[View], View]:
    """The OpenAPI words of one operation, with every answer that it can give."""
    body = answer(many=True) if lists else answer
    problems = dict.fromkeys((400, 401, 403, 404, 409, 415, *((412, 428) if swaps else ())), Problem)
    return extend_schema(
        summary=summary,
        request=asks,
        responses={code: body, **problems},
        parameters=[IF_MATCH] if swaps else None,
    )


def matched_version(request: Request) -> int:
    """The version that If-Match names. Raises Stale for anything that is not one of our tags."""
    tag = request.headers.get("If-Match", "").strip().strip('"')
    if not tag.isascii() or not tag.isdigit() or len(tag) > 9:
        raise Stale("Send If-Match with the ETag that you read before.")
    return int(tag)


def tagged(response: Response, version: int) -> Response:
    response["ETag"] = f'"{version}"'
    return response
