"""Inviting somebody to set up an account: the same answer whether the address was known or not."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from pocplan.accounts.models import Invitation, User

STANDS_FOR = timedelta(days=7)
_SALT = "pocplan.accounts.invitation"


class InvitationEnded(Exception):
    """A link that is not ours, too old, or used. One sentence for all three."""

    sentence = _("This link does not stand any more. Ask the person who invited you for a new one.")


def invite(*, email: str, language: str, moment: datetime) -> User:
    """The account of this address, made if there was none, and the order to write to it.

    The caller learns nothing from the answer but an account; the mail is sent by the worker.
    """
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first() or _make(email, language)
    Invitation.objects.create(user=user, asked_at=moment)
    return user


def token_for(user: User, moment: datetime) -> str:
    """What stands in the link: signed, for seven days, and only until a password is set."""
    expires = int((moment + STANDS_FOR).timestamp())
    return signing.dumps({"user": str(user.pk), "until": expires, "mark": _mark(user)}, salt=_SALT)


def invited_user(token: str, moment: datetime) -> User:
    """Whose link this is. Raises InvitationEnded."""
    content = _content(token)
    user = User.objects.filter(pk=UUID(content["user"]), is_active=True).first()
    if user is None or content["until"] < moment.timestamp() or not constant_time_compare(content["mark"], _mark(user)):
        raise InvitationEnded
    return user


def accept(*, token: str, username: str, password: str, moment: datetime) -> User:
    """Set the name and password of an invited account; the link then stands no more. Raises InvitationEnded."""
    user = invited_user(token, moment)
    user.username = username
    user.set_password(password)
    user.save(update_fields=["username", "password"])
    return user


def _make(email: str, language: str) -> User:
    user = User(username=email[:80], email=email, language=language)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def _mark(user: User) -> str:
    return salted_hmac(_SALT, user.password + user.email).hexdigest()[:32]


def _content(token: str) -> dict[str, Any]:
    try:
        content: dict[str, Any] = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise InvitationEnded from error
    return content
