"""What people are told of appointments. No sentence names a post or a person."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Incumbency, Post
from pocplan.notices.registry import register
from pocplan.people.domain.handovers import DAYS
from pocplan.people.queries.people import standing


def _decided(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Incumbency.objects.visible_to(actor).filter(pk__in=ids)
    return set(rows.exclude(Q(confirmed_at=None) & Q(withdrawn_at=None)).values_list("pk", flat=True))


register(
    "appointment_to_confirm",
    _("An appointment waits for a head to confirm it"),
    url="people:confirm",
    model=Incumbency,
    settled=_decided,
)
register("appointment_proposed", _("You were proposed for a post"), url="people:post", model=Post)
register("appointment_confirmed", _("An appointment that concerns you was confirmed"), url="people:post", model=Post)
register(
    "appointment_ended", _("The last day of an appointment that concerns you was set"), url="people:post", model=Post
)


def _stay(actor: Actor, ids: set[UUID]) -> set[UUID]:
    """Posts that the actor holds for longer, or no more."""
    last = today() + timedelta(days=DAYS[0])
    leaving = standing(actor).filter(pk=actor.incumbency_id, post__in=ids, ends__lte=last)
    return ids - set(leaving.values_list("post_id", flat=True))


def _followed(actor: Actor, ids: set[UUID]) -> set[UUID]:
    """Posts that are closed, or that somebody holds or is proposed for beyond these days."""
    last = today() + timedelta(days=DAYS[0])
    longer = Incumbency.objects.visible_to(actor).filter(post__in=ids, withdrawn_at=None)
    held = longer.filter(Q(ends=None) | Q(ends__gt=last)).values_list("post_id", flat=True)
    closed = Post.objects.visible_to(actor).filter(pk__in=ids).exclude(closed_on=None)
    return {*held, *closed.values_list("pk", flat=True)}


TAKEOVER, POST = "people:takeover", "people:post"
register("post_ends_30", _("Your appointment ends within 30 days"), url=TAKEOVER, model=Post, settled=_stay)
register("post_ends_14", _("Your appointment ends within 14 days"), url=TAKEOVER, model=Post, settled=_stay)
register("post_ends_3", _("Your appointment ends within 3 days"), url=TAKEOVER, model=Post, settled=_stay)
register("post_falls_vacant_30", _("A post falls vacant within 30 days"), url=POST, model=Post, settled=_followed)
register("post_falls_vacant_14", _("A post falls vacant within 14 days"), url=POST, model=Post, settled=_followed)
register("post_falls_vacant_3", _("A post falls vacant within 3 days"), url=POST, model=Post, settled=_followed)
