"""Headers that keep what is shown on this screen alone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

HAT_FIELD = "_hat"
NOT_TYPED = (HAT_FIELD, "csrfmiddlewaretoken", "next")


class PrivacyHeaders:
    """No cache between us and the reader keeps anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response


class SameHat:
    """Refuses a form that was opened under another hat: 409, with all that was typed to copy or send again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and self._differs(request):
            return render(request, "409.html", self._kept(request), status=409)
        return self.get_response(request)

    @staticmethod
    def _differs(request: HttpRequest) -> bool:
        hat = request.hat  # type: ignore[attr-defined]
        opened_under = request.POST.get(HAT_FIELD, "")
        return bool(opened_under) and opened_under != (str(hat.incumbency_id) if hat else "")

    @staticmethod
    def _kept(request: HttpRequest) -> dict[str, Any]:
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_TYPED and "password" not in name
            for value in values
            if value
        ]
        opened_under = request.POST[HAT_FIELD]
        hats = request.hats  # type: ignore[attr-defined]
        return {"typed": typed, "former": next((h for h in hats if str(h.incumbency_id) == opened_under), None)}
