"""What is open for the keepers of a mission's entry."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from missions.queries.missions import current_mandate, missions_for
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Post
from pocplan.access.seating import KEEPERS
from pocplan.ui.openitems import OpenItem

AHEAD = timedelta(days=90)


def mandates_that_end(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """A mandate that ends within ninety days, ended, or was never entered."""
    if post.kind not in KEEPERS:
        return
    for mission in missions_for(actor).filter(owner_id=post.owner_id):
        address, mandate = reverse("missions:detail", args=[mission.pk]), current_mandate(actor, mission)
        if mandate is None:
            yield OpenItem(_("No mandate is entered"), address, str(mission), level="medium")
        elif mandate.expires_on and mandate.expires_on <= today(mission.timezone) + AHEAD:
            ended = mandate.expires_on < today(mission.timezone)
            day = date_format(mandate.expires_on)
            why = _("It ended on %(day)s.") if ended else _("It ends on %(day)s.")
            yield OpenItem(
                mandate.resolution, address, why % {"day": day}, mandate.expires_on, "high" if ended else "medium"
            )
