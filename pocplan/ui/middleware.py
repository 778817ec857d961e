"""Headers that keep what is shown on this screen alone, and the hat that a form was opened under."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _

HAT_FIELD = "_hat"
HAT_HEADER = "X-Hat"
ARRIVING = "arriving"  # in the session: the page on which somebody has just changed the hat
KEPT_FIELD = "kept"  # the name under which a device keeps what it sends
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNTIL_READ = 300  # seconds
TAKEN = "taken"  # the cookie that says it back
NOT_TYPED = (HAT_FIELD, KEPT_FIELD, "csrfmiddlewaretoken", "next")
NOTHING_OF_THE_DEVICE = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class CompressPages(GZipMiddleware):
    """Pages are compressed for slow lines, and a random length hides what compression would tell (BREACH).

    Pages alone: the tag of a block in the API must come back as it was sent.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class PrivacyHeaders:
    """No cache between us and the reader keeps anything, and nothing stays on the device after leaving."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        response.setdefault("Permissions-Policy", NOTHING_OF_THE_DEVICE)
        if self._has_left(request, response):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    @staticmethod
    def _has_left(request: HttpRequest, response: HttpResponse) -> bool:
        asked = request.method == "POST" and request.resolver_match is not None
        return asked and request.resolver_match.url_name == "account_logout" and response.status_code == 302  # type: ignore[union-attr]


class SameHat:
    """Refuses what was opened under another hat: 409, with all that was typed to copy or send again.

    A form says its hat in a field, a script in a header; the script is answered in JSON and keeps the text itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._differs(request, request.headers.get(HAT_HEADER, "")):
            return JsonResponse(
                {"detail": _("This was written under another hat. Change back to it to send it.")}, status=409
            )
        if request.method == "POST" and self._differs(request, request.POST.get(HAT_FIELD, "")):
            return render(request, "409.html", self._kept(request), status=409)
        return self.get_response(request)

    @staticmethod
    def _differs(request: HttpRequest, opened_under: str) -> bool:
        hat = request.hat  # type: ignore[attr-defined]
        return bool(opened_under) and opened_under != (str(hat.incumbency_id) if hat else "")

    @staticmethod
    def _kept(request: HttpRequest) -> dict[str, Any]:
        opened_under = request.POST[HAT_FIELD]
        hats = request.hats  # type: ignore[attr-defined]
        former = next((hat for hat in hats if str(hat.incumbency_id) == opened_under), None)
        return {"typed": typed(request), "former": former, "page": _came_from(request)}


def _came_from(request: HttpRequest) -> str:
    """The page of ours on which the form stood, or the start."""
    url = urlsplit(request.headers.get("Referer", ""))
    ours = url.netloc == request.get_host() and not url.path.startswith("//")  # two slashes would name another host
    return f"{url.path}?{url.query}".rstrip("?") if ours else "/"


class SaysTaken:
    """Tells the device which form was taken, so that it forgets it; a refused or unanswered one stays kept there.

    It stands innermost; what is sent to the sign-in was not taken.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        done = request.method == "POST" and request.user.is_authenticated and response.status_code == 302
        kept = request.POST.get(KEPT_FIELD, "") if done else ""
        if UUID.fullmatch(kept):
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(TAKEN, kept, max_age=UNTIL_READ, secure=secure, samesite="Strict")
        return response


class LandsSomewhere:
    """Leads to the start page where the hat that was just put on finds nothing at the place where it was changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or request.session.get(ARRIVING) != request.get_full_path():
            return response
        del request.session[ARRIVING]
        return HttpResponseRedirect("/") if response.status_code in (403, 404, 405) else response


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person wrote into a form that is refused, to be shown again; never a password."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED and "password" not in name
        for value in values
        if value
    ]
