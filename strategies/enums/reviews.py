"""Words of reviews (domain.md, "Reviews"): why one is due, and how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewCause(models.TextChoices):
    CALENDAR = "calendar", _("By calendar")
    MANDATE_RENEWED = "mandate_renewed", _("Mandate renewed")
    MANDATE_ENDING = "mandate_ending", _("Mandate about to end")
    RECONFIGURATION = "reconfiguration", _("Reconfiguration of the mission")
    BASE_CLOSURE = "base_closure", _("Closure of a base or office")
    MAJOR_INCIDENT = "major_incident", _("Major incident")
    NEW_ARMED_ACTOR = "new_armed_actor", _("New armed actor")
    NEW_PARTY = "new_party", _("An armed actor became a party to the conflict")
    STRUCTURAL_MODEL = "structural_model", _("Change of structural model")
    CLUSTER_ACTIVATED = "cluster_activated", _("A cluster was activated")
    CLUSTER_DEACTIVATED = "cluster_deactivated", _("A cluster was deactivated")
    SUPPORT_SUSPENDED = "support_suspended", _("Support suspended under due diligence")
    CLUSTER_REQUEST = "cluster_request", _("Request of a cluster")


# What no table here knows of: somebody has to say that it happened.
SAID_BY_PEOPLE = (
    ReviewCause.MAJOR_INCIDENT,
    ReviewCause.NEW_ARMED_ACTOR,
    ReviewCause.NEW_PARTY,
    ReviewCause.RECONFIGURATION,
    ReviewCause.BASE_CLOSURE,
)


class ReviewState(models.TextChoices):
    OPEN = "open", _("Under review")
    CLOSED = "closed", _("Review closed")


class ReviewOutcome(models.TextChoices):
    NO_CHANGE = "no_change", _("No change")
    AMENDMENT = "amendment", _("Amendment")
    FULL_REVISION = "full_revision", _("Full revision")
    SUPERSESSION = "supersession", _("Supersession")


class RevisionBasis(models.TextChoices):
    """What a full revision rests on; without one of these it does not close."""

    CONSULTATION = "consultation", _("A consultation that has ended")
    REFUSAL = "refusal", _("A refusal to be consulted, recorded here")
    NO_COUNTERPART = "no_counterpart", _("No counterpart exists, recorded here")
