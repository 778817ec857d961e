"""What people are told of threats. No sentence names one, and nothing is told of a rating beyond its own side."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from picture.enums.alerts import ENDED_ALERTS
from picture.enums.ratings import ReleaseState
from picture.enums.threats import ThreatState
from picture.models import Alert, Hotspot, RatingRelease, Threat, ToldGap
from pocplan.access.actor import Actor
from pocplan.notices.registry import register


def _taken_up(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Threat.objects.visible_to(actor).filter(pk__in=ids).exclude(state=ThreatState.PROPOSED)
    return set(rows.values_list("pk", flat=True))


def _ended(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Alert.objects.visible_to(actor).filter(pk__in=ids, state__in=ENDED_ALERTS)
    return set(rows.values_list("pk", flat=True))


def _decided(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = RatingRelease.objects.visible_to(actor).filter(pk__in=ids).exclude(state=ReleaseState.PREPARED)
    return set(rows.values_list("pk", flat=True))


register("threat_proposed", _("A threat was proposed"), url="threats:detail", model=Threat, settled=_taken_up)
register("threat_closed", _("A threat was closed"), url="threats:detail", model=Threat)
register("ratings_asked", _("New ratings of a threat are asked for"), url="threats:detail", model=Threat)
register(
    "rating_to_release",
    _("A rating of your side waits for release"),
    url="threats:release",
    model=RatingRelease,
    settled=_decided,
)
register("hotspot_listed", _("A hotspot was listed"), url="hotspots:detail", model=Hotspot)
register("hotspot_alerted", _("There is a new alert on a hotspot"), url="hotspots:detail", model=Hotspot)
register("hotspot_delisted", _("A hotspot was delisted"), url="hotspots:detail", model=Hotspot)
register("priority_stated", _("A protection priority was stated"), url="hotspots:detail", model=Hotspot)
register("protection_decided", _("There is a decision on protection"), url="hotspots:detail", model=Hotspot)
register("unarmed_planned", _("An unarmed strategy waits for you"), url="hotspots:detail", model=Hotspot)
register("alert_received", _("An alert came in"), url="alerts:detail", model=Alert, settled=_ended)
register("gap_told", _("The Force told you something by name"), url="hotspots:gap", model=ToldGap)
