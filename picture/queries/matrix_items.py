"""What waits on a matrix: alerts, flashpoints gone stale, and a must that nothing protects."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from picture.enums.alerts import Urgency
from picture.enums.hotspots import Standing
from picture.queries.alerts import PATIENCE, waiting_too_long
from picture.queries.freshness import DELIST_AFTER, days_without_review, stale_since, standing
from picture.queries.hotspots import gone_stale
from picture.queries.protection import must_without_protection
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Post
from pocplan.ui.openitems import OpenItem

MOST = 20


def flashpoints_gone_stale(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Hotspots that this hat keeps and nobody reviewed in time."""
    if post.pk != actor.post_id:
        return
    day = today()
    for spot in gone_stale(actor)[:MOST]:
        said = standing(spot, day)
        level = "critical" if said == Standing.ESCALATED else "high"
        late = days_without_review(spot, day) >= DELIST_AFTER
        yield OpenItem(
            spot.place_said,
            reverse("hotspots:detail", args=[spot.pk]),
            str(said.label),
            due=stale_since(spot),
            level=level if late else "medium",
        )


def alerts_not_answered(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Alerts that this hat keeps and nobody ended in time: answered, or not and why."""
    if post.pk != actor.post_id:
        return
    for alert in waiting_too_long(actor)[:MOST]:
        since = alert.received_at + PATIENCE[Urgency(alert.urgency)]
        level = "critical" if alert.urgency == Urgency.NOW else "high"
        address = reverse("alerts:detail", args=[alert.pk])
        yield OpenItem(alert.place_said, address, str(alert.get_urgency_display()), due=since.date(), level=level)


def must_not_covered(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Must-protect places that troops do not cover and no accepted and cleared unarmed strategy protects."""
    if post.pk != actor.post_id:
        return
    why = _("A must that troops do not cover, without an accepted and cleared unarmed strategy.")
    for one in must_without_protection(actor)[:MOST]:
        address = reverse("hotspots:detail", args=[one.hotspot_id])
        yield OpenItem(one.hotspot.place_said, address, why, level="critical")
