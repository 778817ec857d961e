"""What a post opens: said before an appointment is confirmed, and in the brief for whoever takes over."""

from dataclasses import dataclass

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment, Post, Seat, SeatRule

BESIDE_CONTENT = (Audience.DIRECTORY, Audience.COMMONS)


@dataclass(frozen=True)
class Opened:
    """A kind of room that a post reads, and whether it writes there."""

    audience: str
    place: str
    may_write: bool


def seats_by_rule(post: Post) -> list[Opened]:
    """The rooms that follow from the kind of the post; none for a body of the host state."""
    if post.host_state:
        return []
    rules = SeatRule.objects.filter(kind=post.kind).exclude(audience__in=BESIDE_CONTENT)
    place = f"{post.owner.short}, {post.area.name}" if post.area else post.owner.short
    return [
        Opened(rule.audience, place, rule.may_write)
        for rule in rules.order_by("audience")
        if not (post.mission_affiliated and rule.audience == Audience.CLUSTER_OWN)
    ]


def seats_by_name(actor: Actor, post: Post) -> list[tuple[Seat, Compartment]]:
    """Seats that somebody gave this post by name, in rooms that the reader sits in."""
    seats = Seat.objects.filter(post_id=post.pk, taken_at=None).select_related("compartment").order_by("given_at", "id")
    return [(seat, seat.compartment) for seat in seats if seat.ends is None or seat.ends >= today()]
