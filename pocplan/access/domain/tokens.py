"""Personal tokens: made once, shown once, ended at will."""

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Opens
from pocplan.access.errors import NotSeated, Refused
from pocplan.access.models import ApiToken
from pocplan.access.queries.tokens import digest_of

LONGEST = timedelta(days=366)


def make_token(*, actor: Actor, label: str, expires_on: date, opens: str = Opens.API) -> tuple[ApiToken, str]:
    """A token that acts as this person under this hat, in the API or for the calendar. Returns it with its secret,
    which is not kept.

    Refuses days that have passed and terms of more than a year.
    """
    if actor.is_system:
        raise NotSeated("Only people have tokens.")
    day = today()
    if not day <= expires_on <= day + LONGEST:
        raise Refused(_("Choose a last day between today and one year from now."), "expires_on")
    secret = Opens(opens).prefix + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user_id=actor.user_id,
        incumbency_id=actor.incumbency_id,
        label=label,
        digest=digest_of(secret),
        made_at=now(),
        expires_on=expires_on,
    )
    return row, secret


def revoke_token(*, actor: Actor, token_id: UUID) -> None:
    """End a token of one's own; any other id changes nothing and is answered alike."""
    ApiToken.objects.filter(user_id=actor.user_id, pk=token_id, revoked_at=None).update(revoked_at=now())
