"""Who signs in with a password, and how long a failed try takes."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class HashesOnce(AuthenticationBackend):  # type: ignore[misc]
    """allauth looks for the account by name and by address, and hashes the password for each account that it finds.

    A known address would take twice as long as an unknown one, and tell that somebody has an account here.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        self._tried: dict[Any, Any] = {}
        return super().authenticate(request, **credentials)

    def _check_password(self, user: Any, password: str) -> Any:
        if user is None:
            return None
        if user.pk not in self._tried:
            self._tried[user.pk] = super()._check_password(user, password)
        return self._tried[user.pk]
