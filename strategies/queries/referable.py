"""What a text may refer to, looked for by its writer."""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from django.db.models import Q, QuerySet

from picture.enums.hotspots import HotspotState
from picture.enums.threats import ThreatState
from pocplan.access.actor import Actor
from pocplan.ui.finding import patterns
from strategies.queries.references import (
    Named,
    Place,
    activities_in,
    hotspots_in,
    named_hotspot,
    named_threat,
    threats_in,
)


class Offered(Sequence[Named]):
    """What a text may refer to and holds every word looked for, a page at a time: activities, threats, hotspots."""

    def __init__(self, actor: Actor, place: Place, words: str) -> None:
        sought = patterns(words)
        activities = [one for one in activities_in(actor, place) if all(re.search(part, one.name) for part in sought)]
        threats = _held(threats_in(actor, place).exclude(state=ThreatState.CLOSED), ("title", "place_said"), sought)
        spots = hotspots_in(actor, place).exclude(state=HotspotState.DELISTED).filter(is_enclave=False)
        hotspots = _held(spots, ("place_said", "sector"), sought)
        self._kinds: list[tuple[Any, Callable[[Any], Named]]] = [
            (activities, lambda one: one),
            (threats, named_threat),
            (hotspots, named_hotspot),
        ]
        self._sizes = [len(activities), threats.count(), hotspots.count()]

    def __len__(self) -> int:
        return sum(self._sizes)

    def __getitem__(self, at: Any) -> Any:
        start, stop, _step = at.indices(len(self))
        found: list[Named] = []
        for (rows, name), size in zip(self._kinds, self._sizes, strict=True):
            first, last = max(start, 0), min(stop, size)
            if first < last:
                found += [name(one) for one in rows[first:last]]
            start, stop = start - size, stop - size
        return found


def _held(rows: QuerySet[Any], texts: Sequence[str], sought: Sequence[str]) -> QuerySet[Any]:
    for pattern in sought:
        rows = rows.filter(reduce(lambda found, name: found | Q(**{f"{name}__regex": pattern}), texts, Q()))
    return rows
