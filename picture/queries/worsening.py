"""What got worse of late, as far as a reader may know: places by their keepers, threats by each side for itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from picture.enums.hotspots import HotspotState, HotspotStep, Priority, Trend
from picture.enums.ratings import RatingSide
from picture.enums.threats import OPEN
from picture.models import Hotspot, HotspotChange, Rating, ReleasedRating, Threat
from picture.models.hotspots import urgency
from picture.models.ratings import FIGURES
from picture.queries.ratings import Told, as_told
from picture.queries.rooms import desk_of
from pocplan.access.actor import Actor
from pocplan.access.clock import now

WINDOW = timedelta(days=14)


@dataclass(frozen=True)
class Raised:
    """What stood before and stands now, and since when."""

    before: str
    after: str
    on: date


@dataclass(frozen=True)
class Higher:
    """One side's figure on one scale, higher than that side's former one. The former one is told to nobody."""

    who: str
    scale: str
    value: int
    on: date


def raised_places(actor: Actor) -> dict[UUID, Raised]:
    """Hotspots whose priority is more urgent than it was two weeks ago."""
    rows = HotspotChange.objects.visible_to(actor).filter(at__gte=now() - WINDOW, kind=HotspotStep.PRIORITY)
    found: dict[UUID, Raised] = {}
    for key, fields, at in rows.order_by("at", "id").values_list("hotspot_id", "fields", "at"):
        for _name, before, after in (one for one in fields if one[0] == "priority"):
            first = found[key].before if key in found else before
            found[key] = Raised(first, after, at.date())
    return {key: one for key, one in found.items() if _more_urgent(one)}


def _more_urgent(one: Raised) -> bool:
    known = Priority.values
    return one.before in known and one.after in known and known.index(one.after) < known.index(one.before)


def worse_places(actor: Actor, since: date, raised: Iterable[UUID]) -> QuerySet[Hotspot]:
    """Places that were raised, or of which somebody said in these days that it gets worse; the most urgent first."""
    worse = Q(trend=Trend.WORSE, reviewed_on__gte=since) | Q(pk__any=list(raised))
    rows = Hotspot.objects.visible_to(actor).filter(worse).exclude(state=HotspotState.DELISTED)
    rows = rows.annotate(urgency=urgency())
    return rows.order_by("urgency", "place_said", "id")


def higher_ratings(actor: Actor, since: date, told: Iterable[Told]) -> dict[UUID, list[Higher]]:
    """By threat, where a side rates higher than before: what is `told_of_open`, and the reader's own desk."""
    found = _of_own_desk(actor, since)
    fresh = [one for one in told if one.released_on >= since]
    former = _former(actor, fresh)
    for one in fresh:
        for higher in _higher(one.who, former.get(one.key), one, one.released_on):
            found[one.threat_id][(one.who, higher.scale)] = higher
    return {key: list(by_scale.values()) for key, by_scale in found.items()}


def _former(actor: Actor, current: list[Told]) -> dict[tuple[UUID, str, str], Told]:
    """What each replaced: of a former cycle, or that very day. What was taken back compares with nothing."""
    threats, themselves = {one.threat_id for one in current}, {one.pk for one in current}
    rows = ReleasedRating.objects.visible_to(actor).filter(threat__any=list(threats))
    now_by, found = {one.key: one for one in current}, {}
    for row in (one for one in as_told(rows.order_by("cycle", "released_on", "id")) if one.pk not in themselves):
        newer = now_by.get(row.key)
        if newer and (row.withdrawn_at is None or row.withdrawn_at.date() == newer.released_on):
            found[row.key] = row
    return found


def _of_own_desk(actor: Actor, since: date) -> dict[UUID, dict[tuple[str, str], Higher]]:
    found: dict[UUID, dict[tuple[str, str], Higher]] = defaultdict(dict)
    desk = desk_of(actor)
    rows = Rating.objects.visible_in(actor, desk.room.pk if desk else None)
    fresh = list(rows.filter(given_at__date__gte=since))
    former: dict[UUID, list[Rating]] = defaultdict(list)
    for one in rows.filter(threat_ref__any={one.threat_ref for one in fresh}):
        former[one.threat_ref].append(one)
    for threat, given in former.items():
        who = str(RatingSide(given[0].side).label)
        for higher in _higher(who, given[1] if len(given) > 1 else None, given[0], given[0].given_at.date()):
            found[threat][(who, higher.scale)] = higher
    return found


def _higher(who: str, before: Rating | Told | None, after: Rating | Told, on: date) -> Iterable[Higher]:
    for scale in FIGURES if before else ():
        low, high = getattr(before, scale), getattr(after, scale)
        if low is not None and high is not None and high > low:
            yield Higher(who, scale, high, on)


def worse_threats(actor: Actor, higher: Iterable[UUID]) -> QuerySet[Threat]:
    """Open threats that some side rates higher than before, newest first."""
    rows = Threat.objects.visible_to(actor).filter(pk__any=list(higher), state__in=OPEN)
    return rows.order_by("-proposed_at", "-id")
