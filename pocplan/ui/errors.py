"""Error pages: the same for what is hidden and what is absent, and silent on what was looked for."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from pocplan.ui.middleware import typed


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Needs no database: it may be what broke. A database that does not answer is a 503."""
    away = isinstance(sys.exc_info()[1], OperationalError)
    return HttpResponse(render_to_string("503.html" if away else "500.html"), status=503 if away else 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or came from elsewhere; what was typed is shown again."""
    if request.path.startswith("/api/"):
        return _page(request, 400)
    return render(request, "expired.html", {"typed": typed(request)}, status=400)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """Programs are answered in their own form, with one word for each status and nothing of the address."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": WORDS[status]}, status=status)
    return render(request, f"{status}.html", status=status)


WORDS = {400: "Bad request.", 403: "Forbidden.", 404: "Not found."}
