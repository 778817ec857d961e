"""What the API says when it refuses: the same sentences as the pages, as JSON."""

from typing import Any

from django.http import Http404
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from pocplan.access.errors import AccessError, Conflict, Refused


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Refusals of verbs are 400 or 409; what the walls close is a 404 like any other."""
    if isinstance(error, AccessError):
        error = Http404()
    if isinstance(error, Refused):
        set_rollback()
        code = status.HTTP_409_CONFLICT if isinstance(error, Conflict) else status.HTTP_400_BAD_REQUEST
        return Response({"detail": str(error), "field": error.field or ""}, status=code)
    if isinstance(error, ValidationError):
        set_rollback()
        return Response(_in_one_shape(error.detail), status=status.HTTP_400_BAD_REQUEST)
    return exception_handler(error, context)


def _in_one_shape(detail: Any) -> dict[str, Any]:
    """The first sentence and its field on top, and under `fields` every field with its sentences."""
    fields = {str(name): _sentences(said) for name, said in detail.items()} if isinstance(detail, dict) else {}
    name, said = next(iter(fields.items()), ("", _sentences(detail)))
    return {"detail": said[0], "field": name, "fields": fields}


def _sentences(said: Any) -> list[str]:
    if isinstance(said, dict):
        return [sentence for inner in said.values() for sentence in _sentences(inner)]
    if isinstance(said, list):
        return [sentence for inner in said for sentence in _sentences(inner)]
    return [str(said)]


class Stale(APIException):
    """If-Match named an older version than the one that stands."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "stale"
