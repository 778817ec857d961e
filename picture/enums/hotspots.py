"""The words of hotspots and of what is done about them (domain.md, "The protection picture")."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Priority(models.TextChoices):
    """How urgent a place is on this matrix. It is set by people with a reason, never computed."""

    CRITICAL = "critical", _("critical")
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Trend(models.TextChoices):
    WORSE = "worse", _("worse")
    SAME = "same", _("the same")
    BETTER = "better", _("better")
    UNKNOWN = "unknown", _("not known")


class HotspotPhase(models.TextChoices):
    """Not linear: a place goes back as well."""

    PREVENTION = "prevention", _("Prevention")
    PRE_EMPTION = "pre_emption", _("Pre-emption")
    RESPONSE = "response", pgettext_lazy("phase", "Response")
    CONSOLIDATION = "consolidation", _("Consolidation")


class HotspotState(models.TextChoices):
    OPEN = "open", _("open")
    PROPOSED = "proposed", _("delisting proposed")
    DELISTED = "delisted", _("delisted")


class Standing(models.TextChoices):
    """What the clock says of a place that is open."""

    FRESH = "fresh", _("reviewed")
    STALE = "stale", _("stale")
    TO_DELIST = "to_delist", _("delisting proposed")
    ESCALATED = "escalated", _("escalated")


class Basis(models.TextChoices):
    """On what a number of people rests."""

    COUNT = "count", _("counted or registered")
    SURVEY = "survey", _("survey")
    CENSUS = "census", _("census, projected")
    KEY_INFORMANTS = "informants", _("local sources")
    ESTIMATE = "estimate", _("our own estimate")


class HotspotStep(models.TextChoices):
    """What happened in the life of a hotspot."""

    LISTED = "listed", _("listed")
    CHANGED = "changed", _("changed")
    PRIORITY = "priority", _("priority changed")
    REVIEWED = "reviewed", _("reviewed")
    VERIFIED = "verified", _("verified on the ground")
    NO_ACCESS = "no_access", _("no access")
    ALERTED = "alerted", _("new alert")
    DELIST_PROPOSED = "proposed", _("delisting proposed")
    DELISTED = "delisted", _("delisted")
    RELISTED = "relisted", _("listed again")
    EFFORT = "effort", _("line of effort")


class EffortState(models.TextChoices):
    """How far a line of effort is; whoever does not act says why not."""

    RECEIVED = "received", _("received")
    ASSESSED = "assessed", _("assessed")
    DECIDED = "decided", _("decided")
    ACTED = "acted", _("acted")
    NOT_ACTED = "not_acted", _("not acted, because")


ENDED_EFFORTS = (EffortState.ACTED, EffortState.NOT_ACTED)
