"""How alerts read."""

from datetime import timedelta

from django import template
from django.utils.translation import ngettext

from picture.models import Alert

register = template.Library()

LEVELS = {"now": "critical", "day": "high", "days": "medium"}
HOUR, DAY = 60, 24 * 60  # minutes


@register.filter
def alert_field(name: str) -> str:
    """What a field of an alert is called."""
    return str(Alert._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


@register.filter
def urgency_level(urgency: str) -> str:
    return LEVELS[urgency]


@register.filter
def span(took: timedelta | None) -> str:
    """A time that passed, in the largest unit of which there are two, as people say it; a dash where there is none."""
    if took is None:
        return "–"
    minutes = int(took.total_seconds() // 60)
    if minutes < 2 * HOUR:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    if minutes < 2 * DAY:
        hours = minutes // HOUR
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = minutes // DAY
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
