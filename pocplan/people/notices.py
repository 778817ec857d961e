"""What people are told of appointments. No sentence names a post or a person."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.models import Incumbency, Post
from pocplan.notices.registry import register


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
