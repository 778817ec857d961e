"""A person's open days as a calendar: how many things are due on which day. Never what they are (leaks.md 62, 63)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Calendar, Event

from pocplan.access.clock import now
from pocplan.ui.openitems import Group

TURN = timedelta(hours=6)  # a calendar program asks again after this; satellite links are dear


def calendar_of(groups: Iterable[Group], *, whose: UUID) -> bytes:
    """An all-day entry for each day on which something of these groups is due. `whose` keeps entries apart."""
    calendar = Calendar()
    calendar.add("prodid", "-//pocplan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "pocplan")
    calendar.add("refresh-interval", TURN, parameters={"value": "DURATION"})
    days = Counter(item.due for group in groups for item in group.items if item.due)
    for day, count in sorted(days.items()):
        calendar.add_component(_entry(day, count, whose))
    return bytes(calendar.to_ical())


def _entry(day: date, count: int, whose: UUID) -> Event:
    entry = Event()
    # The same entry next time, so that a program changes it and does not add another.
    entry.add("uid", sha256(f"{whose} {day}".encode()).hexdigest()[:32] + "@pocplan")
    entry.add("dtstamp", now())
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", ngettext("pocplan: %(n)s thing is due", "pocplan: %(n)s things are due", count) % {"n": count})
    entry.add("description", _("What it is stands in pocplan: %(address)s") % {"address": _today()})
    entry.add("url", _today())
    entry.add("transp", "TRANSPARENT")  # a day with something due is not a busy day
    return entry


def _today() -> str:
    return settings.SITE_ADDRESS + reverse("ui:today")
