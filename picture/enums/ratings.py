"""The words of ratings. Sides stand side by side: nothing here is ever multiplied, averaged or merged across them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience


class RatingSide(models.TextChoices):
    MILITARY = "military", _("Military")
    POLICE = "police", _("Police")
    CIVILIAN = "civilian", _("Civilian")
    HUMAN_RIGHTS = "human_rights", _("Human rights")
    CLUSTER = "cluster", _("Cluster")


# The room that a side's ratings are given and kept in, until that side itself releases them.
ROOM_OF_SIDE = {
    RatingSide.MILITARY: Audience.FORCE,
    RatingSide.POLICE: Audience.POLICE,
    RatingSide.CIVILIAN: Audience.CIVILIAN,
    RatingSide.HUMAN_RIGHTS: Audience.HUMAN_RIGHTS,
    RatingSide.CLUSTER: Audience.CLUSTER_LEAD,
}
SIDE_OF_ROOM = {str(room): side for side, room in ROOM_OF_SIDE.items()}
OF_THE_MISSION = (RatingSide.MILITARY, RatingSide.POLICE, RatingSide.CIVILIAN, RatingSide.HUMAN_RIGHTS)


class Likelihood(models.IntegerChoices):
    RARE = 1, _("rare")
    UNLIKELY = 2, _("unlikely")
    POSSIBLE = 3, _("possible")
    LIKELY = 4, _("likely")
    CERTAIN = 5, _("almost certain")


class Impact(models.IntegerChoices):
    MINOR = 1, _("minor")
    MODERATE = 2, _("moderate")
    SERIOUS = 3, _("serious")
    SEVERE = 4, _("severe")
    CATASTROPHIC = 5, _("catastrophic")


class Severity(models.IntegerChoices):
    """The cluster's own scale. It is not a likelihood and not an impact, and is compared with neither."""

    MINIMAL = 1, _("minimal")
    STRESS = 2, _("stress")
    SEVERE = 3, _("severe")
    EXTREME = 4, _("extreme")
    CATASTROPHIC = 5, _("catastrophic")


class Confidence(models.TextChoices):
    LOW = "low", _("low")
    MODERATE = "moderate", _("moderate")
    HIGH = "high", _("high")


class ReleaseState(models.TextChoices):
    PREPARED = "prepared", _("waits for release")
    RELEASED = "released", _("released")
    DROPPED = "dropped", _("not released")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced by a newer one")
