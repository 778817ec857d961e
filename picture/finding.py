"""What of the joint picture can be found by its words."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from picture.enums.hotspots import HotspotState
from picture.models import Alert, ArmedActor, Hotspot, Threat
from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable

OF_THREATS = (
    "title", "place_said", "actor_name", "intent", "capability", "opportunity", "history", "exposure", "coping",
    "mission_answer",
)  # fmt: skip


def _threats(actor: Actor) -> QuerySet[Threat]:
    return Threat.objects.visible_to(actor)


def _hotspots(actor: Actor) -> QuerySet[Hotspot]:
    """Those on a matrix: the years of what was delisted are little to look for and much to look through."""
    return Hotspot.objects.visible_to(actor).exclude(state=HotspotState.DELISTED)


def _alerts(actor: Actor) -> QuerySet[Alert]:
    return Alert.objects.visible_to(actor)


def _actors(actor: Actor) -> QuerySet[ArmedActor]:
    return ArmedActor.objects.visible_to(actor)


FINDABLE = (
    Findable("threats", _("Threats"), "threats:detail", _threats, OF_THREATS),
    Findable("hotspots", _("Hotspots"), "hotspots:detail", _hotspots, ("place_said", "situation", "sector", "needed")),
    Findable("alerts", _("Alerts"), "alerts:detail", _alerts, ("what", "place_said", "relayed_to", "because")),
    Findable(
        "armed_actors", _("Armed actors"), "threats:actor", _actors, ("name", "also_known_as", "leverage", "notes")
    ),
)
