"""Week by week what changed on the matrices, and month by month how many incidents there were, as one hat reads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Func, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from leadership.queries.rows import Lot, Row
from missions.queries.incident_counts import by_month, month_of, months_until
from picture.enums.hotspots import HotspotStep
from picture.models import HotspotChange
from picture.queries.hotspots import WEEK
from pocplan.access.actor import Actor
from pocplan.access.queries.titles import Titles, titled, titles_told

WEEKS = 8
# What a week is told by: looking at a row again, and what is done about it, are not changes of the picture.
TOLD = tuple(one for one in HotspotStep if one not in (HotspotStep.REVIEWED, HotspotStep.EFFORT))
LEVEL = {HotspotStep.ALERTED: "high", HotspotStep.PRIORITY: "high", HotspotStep.LISTED: "medium"}


@dataclass(frozen=True)
class Weeks:
    """Steps by kind and week, the oldest week first; only kinds that there were."""

    starts: list[date]
    kinds: list[tuple[str, list[int]]]

    @property
    def lines(self) -> list[tuple[date, int, list[tuple[str, int]]]]:
        """Each week with its number and the kinds in it, as the table says them."""
        return [
            (day, self.totals[at], [(word, counts[at]) for word, counts in self.kinds if counts[at]])
            for at, day in enumerate(self.starts)
        ]

    @property
    def latest(self) -> int:
        return self.totals[-1]

    @property
    def totals(self) -> list[int]:
        return [sum(counts[at] for _word, counts in self.kinds) for at in range(len(self.starts))]


class WeeksBack(Func):
    """How many whole weeks lie between a moment and a later one, which comes first."""

    template = f"FLOOR(EXTRACT(EPOCH FROM (%(expressions)s)) / {WEEK // timedelta(seconds=1)})"
    arg_joiner = " - "
    output_field = IntegerField()


def weeks(actor: Actor, moment: datetime) -> Weeks:
    """Eight weeks of seven days that end at this moment, in one query. A step lies in the week that ends with it."""
    ends = [moment - WEEK * back for back in reversed(range(WEEKS))]
    steps = _steps(actor, ends[0] - WEEK).filter(at__lte=moment).order_by()
    rows = steps.values_list("kind", WeeksBack(Value(moment), F("at"))).annotate(Count("pk"))
    found: dict[str, list[int]] = defaultdict(lambda: [0] * WEEKS)
    for kind, back, count in rows:
        found[kind][-1 - int(back)] = count
    kinds = [(str(one.label), found[one.value]) for one in TOLD if one.value in found]
    return Weeks([(end - WEEK + timedelta(days=1)).date() for end in ends], kinds)


def _steps(actor: Actor, since: datetime) -> QuerySet[HotspotChange]:
    return HotspotChange.objects.visible_to(actor).filter(at__gt=since, kind__in=TOLD)


def changes(actor: Actor, moment: datetime) -> Lot:
    """The steps of the seven days that end at this moment, the newest first."""
    rows = _steps(actor, moment - WEEK).select_related("hotspot").order_by("-at", "-id")
    rows = rows.only("compartment", "kind", "by", "reason", "hotspot__place_said", "hotspot__sector")
    return Lot(rows, lambda found: _changed(found, titles_told(actor)))


def _changed(steps: Sequence[HotspotChange], titles: Titles) -> list[Row]:
    return [_row(one, titles) for one in steps]


def _row(step: HotspotChange, titles: Titles) -> Row:
    spot = step.hotspot
    said = _("%(what)s, by %(who)s") % {"what": step.get_kind_display(), "who": titled(step.by, titles)}
    reason = f" – {step.reason}" if step.reason else ""
    return Row(
        title=", ".join(filter(None, [spot.place_said, spot.sector])),
        address=reverse("hotspots:detail", args=[spot.pk]),
        why=f"{said[:1].upper()}{said[1:]}{reason}",
        audience=step.compartment.audience,
        label=step.compartment.label,
        level=LEVEL.get(HotspotStep(step.kind), "low"),
    )


def incidents(actor: Actor, today: date) -> list[tuple[date, int]]:
    """Twelve months until today's, each with its incidents in all rooms that the hat reads."""
    months = months_until(today)
    found: dict[Any, int] = by_month(actor, months[0], month_of(today, -1) - timedelta(days=1))
    return [(month, found.get(month, 0)) for month in months]
