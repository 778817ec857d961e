"""Ten seconds of regret: what was just taken out is offered back at the top of the next page, once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pocplan.access.errors import Refused

KEY = "undo"


def offer(request: HttpRequest, address: str, words: str) -> None:
    """Offer to undo by a POST to `address`; `words` say what was done and hold nothing of it."""
    request.session[KEY] = {"address": address, "words": words}


def offered(request: HttpRequest) -> dict[str, Any] | None:
    """What is offered on this page; the next one does not offer it again."""
    session = getattr(request, "session", None)
    return session.pop(KEY, None) if session is not None else None


def put_back(request: HttpRequest, verb: Callable[[], object], address: str) -> HttpResponse:
    """Do `verb` and go on to `address`, which says whether it was done or why not: nothing typed can be lost."""
    try:
        verb()
        messages.success(request, _("It is put back."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        # What it says stands at the top of the page.
        return redirect(address.partition("#")[0])
    return redirect(address)
