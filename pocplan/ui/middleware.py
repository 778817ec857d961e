"""Headers that keep what is shown on this screen alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivacyHeaders:
    """No cache between us and the reader keeps anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response
