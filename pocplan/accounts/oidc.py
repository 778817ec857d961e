"""Sign-in through an organisation's own OpenID Connect provider: for invited people, and nobody else.

Who is not invited, whose address the provider does not vouch for, whose account is closed, or who
broke off on the way gets one and the same answer.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from pocplan.accounts.adapter import demo_accounts_work
from pocplan.accounts.models import User


class InvitedByProvider(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Joins what the provider says to an invited account, once; from then on the provider's own id counts."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The environment names the provider; the table for them stays empty and closed."""
        return [SocialApp(**app) for app in settings.OIDC_APPS if not provider or provider in app.values()]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = invited(sociallogin) if sociallogin.state.get("process") == "login" else None
        if user is None:
            raise ImmediateHttpResponse(refused(request))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(refused(request))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody is written to about it: the person signed in a moment ago."""


def invited(login: SocialLogin) -> User | None:
    """The open account that this sign-in belongs to, by the provider's id, or the first time by a vouched address."""
    user = login.user if login.is_existing else _by_address(login)
    works = user is not None and user.is_active and (demo_accounts_work() or not user.is_demo)
    return user if works else None


def _by_address(login: SocialLogin) -> User | None:
    """An address that the provider gave to somebody else since opens nothing."""
    vouched = [address.email for address in login.email_addresses if address.verified]
    user = User.objects.filter(email__iexact=vouched[0]).first() if vouched else None
    if user and SocialAccount.objects.filter(user=user, provider=login.account.provider).exists():
        return None
    return user


def refused(request: HttpRequest) -> HttpResponse:
    return render(request, "account/not_invited.html", status=403)


@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the provider; 404 where none is configured, 503 while it does not answer."""
    try:
        return views.login(request, provider_id)  # type: ignore[no-any-return]
    except RequestException:
        return render(request, "account/provider_away.html", status=503)


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take somebody in who comes back from the provider."""
    try:
        return views.callback(request, provider_id)  # type: ignore[no-any-return]
    except RequestException:
        return render(request, "account/provider_away.html", status=503)
