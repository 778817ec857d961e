"""Reads of personal tokens."""

import hashlib
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.clock import today
from pocplan.access.enums import Opens
from pocplan.access.models import ApiToken


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(secret: str, opens: Opens) -> ApiToken | None:
    """The standing token with this secret, its account active; unknown, ended, revoked and others are alike None."""
    if not secret.startswith(opens.prefix):
        return None
    return (
        ApiToken.objects.select_related("user")
        .filter(digest=digest_of(secret), revoked_at=None, expires_on__gte=today(), user__is_active=True)
        .first()
    )


def tokens_of(user_id: UUID) -> QuerySet[ApiToken]:
    """A person's own tokens that were not revoked, the newest first."""
    return ApiToken.objects.filter(user_id=user_id, revoked_at=None)
