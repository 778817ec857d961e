"""When, in which language and by whose clock pocplan writes to an account."""

from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from pocplan.accounts.models import User

LANGUAGES = ("en", "fr")
LAST_HOUR = 23


def save_settings(*, user: User, language: str, timezone: str, digest_hour: int) -> User:
    """Set all three. Raises Refused, with the field, for what there is not."""
    if language not in LANGUAGES:
        raise Refused(_("Choose English or French."), "language")
    if timezone not in available_timezones():
        raise Refused(_("There is no time zone of this name. Choose one from the list."), "timezone")
    if not 0 <= digest_hour <= LAST_HOUR:
        raise Refused(_("Give an hour from 0 to 23."), "digest_hour")
    user.language, user.timezone, user.digest_hour = language, timezone, digest_hour
    user.save(update_fields=["language", "timezone", "digest_hour"])
    return user
