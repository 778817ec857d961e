"""Reading the environment: one place, and a sentence where something is missing."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of `name`. Raises ImproperlyConfigured where it is missing and has no default."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(f"Set {name}; docs/operations.md says what it is.")
    return value


def flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "false", "no")


def key(name: str) -> str:
    """32 random bytes or more, written as hexadecimal."""
    value = text(name)
    try:
        enough = len(bytes.fromhex(value)) >= 32
    except ValueError:
        enough = False
    if not enough:
        raise ImproperlyConfigured(f"{name} must be at least 32 bytes in hexadecimal digits.")
    return value


def database(name: str) -> dict[str, Any]:
    """Django's settings for the PostgreSQL URL in `name` (postgresql://user:password@host:port/db)."""
    url = urlsplit(text(name))
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must be a postgresql:// address.")
    options = dict(pair.split("=", 1) for pair in url.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(options.get("host", url.hostname or "")),
        "PORT": str(url.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": 5, "application_name": "pocplan"},
    }


def openid_provider() -> dict[str, Any]:
    """The provider at OIDC_SERVER, as allauth wants it."""
    return {
        "provider": "openid_connect",
        "provider_id": "organisation",
        "name": text("OIDC_NAME", "OpenID Connect"),
        "client_id": text("OIDC_CLIENT_ID"),
        "secret": text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": text("OIDC_SERVER")},
    }


def origins(*names: str) -> list[str]:
    """Scheme, host and port of the addresses in these variables, of those that are set."""
    found = [urlsplit(text(name, "")) for name in names]
    return [f"{url.scheme}://{url.netloc}" for url in found if url.netloc]
