"""The words of alerts (domain.md, "The protection picture")."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """By which kind of way it came. Who called is never kept."""

    NETWORK = "network", _("community alert network")
    CLA = "cla", _("community liaison assistant")
    PATROL = "patrol", _("patrol")
    PARTNER = "partner", _("organisation in the area")
    OTHER = "other", _("another way")


class Urgency(models.TextChoices):
    NOW = "now", _("it happens now")
    DAY = "day", _("within a day")
    DAYS = "days", _("within days")


class AlertState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("alert", "received")
    RELAYED = "relayed", _("relayed")
    DECIDED = "decided", pgettext_lazy("alert", "decided")
    ANSWERED = "answered", _("answered")
    NOT_ANSWERED = "not_answered", _("not answered, because")


class AlertDecision(models.TextChoices):
    GO = "go", _("go there")
    ENGAGE = "engage", _("engage those who can stop it")
    WARN = "warn", _("warn the community and watch")
    HAND_ON = "hand_on", _("hand on to the host state")
    NOTHING = "nothing", _("do nothing more")


class Answerer(models.TextChoices):
    """By whom an alert was answered."""

    MILITARY = "military", _("military component")
    POLICE = "police", _("police component")
    CIVILIAN = "civilian", _("civilian component")
    STATE = "state", _("host state")
    HUMANITARIAN = "humanitarian", _("humanitarian organisation")
    COMMUNITY = "community", _("the community itself")


class AlertStep(models.TextChoices):
    """What happened in the life of an alert."""

    RECEIVED = "received", pgettext_lazy("alert", "received")
    RELAYED = "relayed", _("relayed")
    DECIDED = "decided", pgettext_lazy("alert", "decided")
    ANSWERED = "answered", _("answered")
    NOT_ANSWERED = "not_answered", _("not answered")
    FEEDBACK = "feedback", _("community told")


WAITING = (AlertState.RECEIVED, AlertState.RELAYED, AlertState.DECIDED)
ENDED_ALERTS = (AlertState.ANSWERED, AlertState.NOT_ANSWERED)
