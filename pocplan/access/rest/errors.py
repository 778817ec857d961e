"""What the API says when it refuses: the same sentences as the pages, as JSON."""

from typing import Any

from django.http import Http404
from rest_framework import status
from rest_framework.exceptions import APIException
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
    return exception_handler(error, context)


class Stale(APIException):
    """If-Match named an older version than the one that stands."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "stale"
