"""What is open about people: for heads, and for whoever has vacant posts below."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Post
from pocplan.access.seating import HEADS
from pocplan.people.queries import people
from pocplan.ui.openitems import OpenItem

LAST_MONTH = timedelta(days=30)


def appointments_to_confirm(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Proposals in the directory of the post's body, for its heads."""
    if post.kind not in HEADS:
        return
    for one in people.proposals(actor).filter(post__owner_id=post.owner_id):
        title = people.title_of(one.post, get_language() or "en")
        yield OpenItem(
            title=f"{one.person.name}, {title}",
            address=reverse("people:confirm", args=[one.pk]),
            why=_("Nobody is seated until a head confirms it."),
            due=one.starts,
            level="medium",
        )


def vacant_posts_below(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Posts that report to this one and that nobody holds."""
    for one in people.vacant(actor, people.below(actor, post)):
        yield OpenItem(
            title=people.title_of(one, get_language() or "en"),
            address=reverse("people:post", args=[one.pk]),
            why=_("The post is vacant and reports to this one."),
            level="high",
        )


def appointments_that_end(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """One's own appointment to this post, in its last month: time to hand over."""
    day = today()
    mine = people.standing(actor).filter(pk=actor.incumbency_id, post=post)
    for one in mine.filter(ends__range=(day, day + LAST_MONTH)):
        left = (one.ends - day).days if one.ends else 0
        yield OpenItem(
            title=ngettext("Your appointment ends in %(n)s day", "Your appointment ends in %(n)s days", left)
            % {"n": left},
            address=reverse("people:takeover", args=[post.pk]),
            why=_("The brief of your post is made from what is open."),
            due=one.ends,
            level="high" if left <= 7 else "medium",
        )
