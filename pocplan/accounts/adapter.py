"""How allauth behaves here: nobody signs up, people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator's invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Demo accounts, whose password is printed, are unknown outside the demo."""
        user = super().authenticate(request, **credentials)
        return None if user and user.is_demo and not demo_accounts_work() else user


def demo_accounts_work() -> bool:
    """In the demo, and where the tests act as its cast."""
    return bool(settings.DEMO or settings.IS_TEST)
