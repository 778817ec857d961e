"""Ten seconds of regret: what was just taken out is offered back at the top of the next page, once."""

from typing import Any

from django.http import HttpRequest

KEY = "undo"


def offer(request: HttpRequest, address: str, words: str) -> None:
    """Offer to undo by a POST to `address`; `words` say what was done and hold nothing of it."""
    request.session[KEY] = {"address": address, "words": words}


def offered(request: HttpRequest) -> dict[str, Any] | None:
    """What is offered on this page; the next one does not offer it again."""
    session = getattr(request, "session", None)
    return session.pop(KEY, None) if session is not None else None
