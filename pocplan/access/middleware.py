"""Every request acts under one hat, in one transaction that holds until the answer is rendered."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from pocplan.access.binding import acting_as, as_account
from pocplan.access.enums import Opens
from pocplan.access.queries.hats import Hat, hats_of_bound_account
from pocplan.access.queries.tokens import token_of

# A personal token opens one of these and nothing else.
API, CALENDAR = "/api/", "/calendar/"

Answer = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sits inside session and authentication. Gives `request.actor`, `request.hat` and `request.hats`.

    The actor is None for people not signed in and for accounts that hold no post today.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.hat, request.hats = None, None, []  # type: ignore[attr-defined]
        wanted = _wanted(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        hats = _hats(request.user.pk)
        hat = chosen(hats, wanted, strict=request.api_token is not None)  # type: ignore[attr-defined]
        request.hats, request.hat = hats, hat  # type: ignore[attr-defined]
        if hat is None:
            _forget_token(request)
            return self.get_response(request)
        return self._answer_as(request, hat)

    def _answer_as(self, request: HttpRequest, hat: Hat) -> HttpResponse:
        with acting_as(hat.incumbency_id, side=hat.side) as actor:
            request.actor = actor  # type: ignore[attr-defined]
            response = self.get_response(request)  # rendered by now, also where a view left it to be
            if response.status_code >= 500:
                transaction.set_rollback(True, using=actor.alias)
        return response


def _forget_token(request: HttpRequest) -> None:
    """A token whose hat ended is answered like one that never was."""
    if request.api_token is not None:  # type: ignore[attr-defined]
        request.user, request.api_token = AnonymousUser(), None  # type: ignore[attr-defined]


def _hats(user_id: UUID) -> list[Hat]:
    with as_account(user_id):
        return hats_of_bound_account(get_language() or "en")


def _wanted(request: HttpRequest) -> str:
    """The hat that is asked for; a personal token signs its account in for this one request."""
    request.api_token = None  # type: ignore[attr-defined]
    opens, secret = _secret(request)
    if opens is None:
        return str(request.session.get("hat", ""))
    token = token_of(secret, opens)
    request.user = token.user if token else AnonymousUser()
    request.api_token = token  # type: ignore[attr-defined]
    return str(token.incumbency_id) if token else ""


def _secret(request: HttpRequest) -> tuple[Opens | None, str]:
    """A calendar program sends no header, so its secret is in the address; the API's never is."""
    if request.path.startswith(CALENDAR):
        return Opens.CALENDAR, request.path.removeprefix(CALENDAR).removesuffix(".ics")
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    asked = kind == "Bearer" and request.path.startswith(API)
    return (Opens.API, secret) if asked else (None, "")


def chosen(hats: list[Hat], wanted: str, *, strict: bool) -> Hat | None:
    """The hat that is named, else the first; where `strict`, no other hat will do."""
    named = (hat for hat in hats if str(hat.incumbency_id) == wanted)
    return next(named, hats[0] if hats and not strict else None)
