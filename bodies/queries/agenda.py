"""What an agenda proposes: what is open in the body's own room, and in no other.

A preparer reads narrower rooms as well. What lies there would be told to all who read the agenda, so it is not asked
for. Enclaves are left out without a gap: an agenda leaves on paper.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from bodies.enums import ItemKind
from bodies.models import Body
from bodies.queries.bodies import handed_to
from bodies.queries.decisions import open_decisions, overdue_actions
from missions.queries.calendar import today_of
from picture.models import Hotspot
from picture.queries.alerts import late_alerts
from picture.queries.freshness import overdue
from picture.queries.protection import must_without_protection
from pocplan.access.actor import Actor
from strategies.queries.reviews import reviews_for

MOST = 12  # of each kind: an agenda is to be held in a morning
AHEAD = timedelta(days=30)
LONGEST = 300
# Where the row that an item speaks of is read.
PAGES = {
    ItemKind.HANDED: "bodies:handed",
    ItemKind.DECISION: "bodies:decision",
    ItemKind.ACTION: "bodies:action",
    ItemKind.UNCOVERED: "hotspots:detail",
    ItemKind.HOTSPOT: "hotspots:detail",
    ItemKind.ALERT: "alerts:detail",
    ItemKind.REVIEW: "reviews:detail",
}


@dataclass(frozen=True)
class Proposal:
    """One item that the agenda proposes."""

    kind: ItemKind
    subject_id: UUID
    title: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject_id}"

    @property
    def address(self) -> str:
        return reverse(PAGES[self.kind], args=[self.subject_id])


def proposals_for(actor: Actor, body: Body) -> list[Proposal]:
    """What is open for this body, each kind in its order, in as many queries for much as for little."""
    return list(_proposed(actor, body))


def _proposed(actor: Actor, body: Body) -> Iterator[Proposal]:
    room, day = {"compartment_id": body.compartment_id}, today_of(actor)
    yield from _of(ItemKind.HANDED, handed_to(actor, body)[:MOST])
    yield from _of(ItemKind.DECISION, open_decisions(actor).filter(body=body)[:MOST])
    yield from _of(ItemKind.ACTION, overdue_actions(actor, day).filter(decision__body=body)[:MOST])
    outside = must_without_protection(actor).filter(hotspot__is_enclave=False, **room)
    bare = [one.hotspot for one in outside[:MOST]]
    yield from _of(ItemKind.UNCOVERED, bare)
    stale = Hotspot.objects.visible_to(actor).filter(overdue(day), is_enclave=False, **room)
    stale = stale.exclude(pk__in=[one.pk for one in bare])
    yield from _of(ItemKind.HOTSPOT, stale.order_by("reviewed_on", "id")[:MOST])
    late = late_alerts(actor).filter(Q(hotspot=None) | Q(hotspot__is_enclave=False), **room)
    yield from _of(ItemKind.ALERT, late[:MOST])
    yield from _of(ItemKind.REVIEW, reviews_for(actor).filter(due_on__lte=day + AHEAD, **room)[:MOST])


def _of(kind: ItemKind, rows: Iterable[Any]) -> Iterator[Proposal]:
    for row in rows:
        title = row.strategy.title if kind == ItemKind.REVIEW else str(row)
        yield Proposal(kind, row.pk, " ".join(title.split())[:LONGEST])
