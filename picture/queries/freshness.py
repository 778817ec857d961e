"""When a hotspot is stale, to be delisted or escalated: computed from the database's day, here and nowhere else."""

from datetime import date, timedelta

from django.db.models import F, Q

from picture.enums.hotspots import HotspotState, Standing
from picture.models import Hotspot

STALE_AFTER = 14  # days without review
DELIST_AFTER = 30


def standing(hotspot: Hotspot, today: date) -> Standing:
    """Whether it is fresh, stale, to be delisted, or escalated because nobody could go or an alert came in."""
    days = days_without_review(hotspot, today)
    if days < STALE_AFTER:
        return Standing.FRESH
    if days < DELIST_AFTER:
        return Standing.STALE
    return Standing.ESCALATED if _kept_by_events(hotspot) else Standing.TO_DELIST


def days_without_review(hotspot: Hotspot, today: date) -> int:
    return (today - hotspot.reviewed_on).days


def stale_since(hotspot: Hotspot) -> date:
    """The day by which it was to be reviewed again."""
    return hotspot.reviewed_on + timedelta(days=STALE_AFTER)


def _kept_by_events(hotspot: Hotspot) -> bool:
    """No access, or a new alert, since it was last reviewed."""
    since = hotspot.reviewed_on
    return any(day is not None and day >= since for day in (hotspot.no_access_on, hotspot.alerted_on))


def having(wanted: str, today: date) -> Q:
    """The same question for the database; delisted places have no standing."""
    stale, late = today - timedelta(days=STALE_AFTER), today - timedelta(days=DELIST_AFTER)
    kept = Q(no_access_on__gte=F("reviewed_on")) | Q(alerted_on__gte=F("reviewed_on"))
    sought = {
        Standing.FRESH: Q(reviewed_on__gt=stale),
        Standing.STALE: Q(reviewed_on__lte=stale, reviewed_on__gt=late),
        Standing.ESCALATED: Q(reviewed_on__lte=late) & kept,
        # `kept` is null, not false, where neither day is known.
        Standing.TO_DELIST: Q(reviewed_on__lte=late) & ~kept,
    }
    return sought[Standing(wanted)] & ~Q(state=HotspotState.DELISTED)


def overdue(today: date) -> Q:
    """Every place on a matrix that has gone without review for too long."""
    return Q(reviewed_on__lte=today - timedelta(days=STALE_AFTER)) & ~Q(state=HotspotState.DELISTED)
