"""What waits for a post: threats that its side has not rated, and ratings of its side that it releases."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from picture.enums.ratings import ReleaseState
from picture.enums.threats import OPEN
from picture.models import RatingRelease, Threat
from picture.queries.ratings import unrated
from picture.queries.releasing import MAY_RELEASE_ACROSS
from picture.queries.rooms import desk_of, sides_in
from pocplan.access.actor import Actor
from pocplan.access.models import Post
from pocplan.access.queries.rooms import rooms
from pocplan.ui.openitems import OpenItem

MOST = 20


def threats_to_rate(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Open threats that the actor's own side has not rated as they are asked for now."""
    if post.pk != actor.post_id or (desk := desk_of(actor)) is None:
        return
    asking = [key for key, room in rooms(actor).items() if desk.side in sides_in(room)]
    rows = Threat.objects.visible_to(actor).filter(state__in=OPEN, compartment__any=asking)
    for threat in unrated(actor, desk, rows)[:MOST]:
        why = _("Others’ ratings open to you when your side has given its own.")
        yield OpenItem(threat.title, reverse("threats:rate", args=[threat.pk]), why, level="medium")


def ratings_to_release(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Releases across the wall that were prepared and wait for the post that answers for them."""
    if post.pk != actor.post_id or post.kind not in MAY_RELEASE_ACROSS:
        return
    rows = RatingRelease.objects.visible_to(actor).filter(state=ReleaseState.PREPARED)[:MOST]
    for release in rows:
        yield OpenItem(_("A rating waits for release"), reverse("threats:release", args=[release.pk]), level="medium")
