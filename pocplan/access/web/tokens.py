"""A person's own tokens for programs: list, make (the secret is shown once), end."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.domain.tokens import make_token, revoke_token
from pocplan.access.enums import Opens
from pocplan.access.errors import Refused
from pocplan.access.queries.tokens import tokens_of


class TokenForm(forms.Form):
    opens = forms.ChoiceField(label=_("What it opens"), choices=Opens.choices, initial=Opens.CALENDAR)
    label = forms.CharField(label=_("What it is for"), max_length=80)
    expires_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of who is signed in, under whichever hat they were made."""
    actor = _acting(request)
    form = TokenForm(request.POST or None, initial={"expires_on": today() + timedelta(days=90)})
    if request.method == "POST" and form.is_valid():
        secret = _make(actor, form)
        if secret:
            return _page(request, actor, TokenForm(), **_shown_once(secret))
    return _page(request, actor, form, status=400 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End one of one's own tokens."""
    revoke_token(actor=_acting(request), token_id=token_id)
    return redirect("tokens")


def _make(actor: Actor, form: TokenForm) -> str:
    try:
        return make_token(actor=actor, **form.cleaned_data)[1]
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return ""


def _shown_once(secret: str) -> dict[str, Any]:
    if not secret.startswith(Opens.CALENDAR.prefix):
        return {"secret": secret}
    return {"secret": settings.SITE_ADDRESS + reverse("ui:calendar", args=[secret]), "calendar": "yes"}


def _acting(request: HttpRequest) -> Actor:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise Http404
    return actor


def _page(request: HttpRequest, actor: Actor, form: TokenForm, status: int = 200, **extra: Any) -> HttpResponse:
    context = {"form": form, "tokens": list(tokens_of(actor.user_id)), **extra}
    return render(request, "tokens/list.html", context, status=status)
