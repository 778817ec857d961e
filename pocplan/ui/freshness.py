"""How old a fact is, in a word, a shape and a colour: stale looks stale."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

STALE_AFTER = 14  # days without a review (domain.md, flashpoints)


@dataclass(frozen=True)
class Freshness:
    """What the component `c-freshness` shows."""

    words: str
    level: str
    icon: str
    is_stale: bool = False


def freshness(last: date | None, today: date, stale_after: int = STALE_AFTER) -> Freshness:
    """For whoever reads a page: how many days ago something was verified, and whether that is too long ago."""
    if last is None:
        return Freshness(_("Never verified"), "critical", "hollow", is_stale=True)
    days = (today - last).days
    if days > stale_after:
        words = ngettext("Stale: %(days)s day", "Stale: %(days)s days", days) % {"days": days}
        return Freshness(words, "critical", "hollow", is_stale=True)
    if days <= 0:
        return Freshness(_("Verified today"), "low", "full")
    words = ngettext("Verified %(days)s day ago", "Verified %(days)s days ago", days) % {"days": days}
    return Freshness(words, *(("medium", "half") if days * 2 > stale_after else ("low", "full")))
