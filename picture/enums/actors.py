"""The words of armed actors. The state and its forces can be actors (domain.md, "The protection picture")."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    STATE_FORCE = "state_force", _("State force")
    ALLIED_FORCE = "allied_force", _("Allied or parallel force")
    ARMED_GROUP = "armed_group", _("Non-state armed group")
    MILITIA = "militia", _("Community militia")
    CRIMINAL = "criminal", _("Criminal group")
    FOREIGN_FORCE = "foreign_force", _("Foreign force")
    UN_SUPPORTED = "un_supported", _("Force supported by the UN")
    UNKNOWN = "unknown", _("Unknown")


class Relation(models.TextChoices):
    """How an actor stands to the host state."""

    OWN = "own", _("is the host state’s own")
    ALLIED = "allied", _("fights beside it")
    TOLERATED = "tolerated", _("is tolerated by it")
    TALKS = "talks", _("talks with it")
    OPPOSED = "opposed", _("fights against it")
    NONE = "none", _("has none")
    UNKNOWN = "unknown", _("is not known")


class Tristate(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")
