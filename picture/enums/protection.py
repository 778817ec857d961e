"""The words of Must-Should-Could: what the cluster asks, what Force and police decide. Never merged into one grade."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    MUST = "must", _("must")
    SHOULD = "should", _("should")
    COULD = "could", _("could")


class Decided(models.TextChoices):
    """A decision has a grade as well, or is a no."""

    MUST = "must", _("must")
    SHOULD = "should", _("should")
    COULD = "could", _("could")
    NO = "no", _("no")


class Criterion(models.TextChoices):
    """Why the cluster asks for protection at a place."""

    IMMINENT = "imminent", _("attack expected soon")
    GRAVE = "grave", _("grave violations")
    MANY = "many", _("many people exposed")
    VULNERABLE = "vulnerable", _("people who cannot flee or hide")
    NO_STATE = "no_state", _("the state does not protect there")
    NO_OTHER = "no_other", _("no other way to protect")
    ASKED = "asked", _("the community asks for it")


class NotBecause(models.TextChoices):
    """Why a component decides for less than was asked."""

    CAPACITY = "capacity", _("no capacity")
    DISTANCE = "distance", _("distance or roads")
    OTHER_PRIORITY = "other", _("another place comes first")
    ASSESSMENT = "assessment", _("other assessment of the threat")
    HARM = "harm", _("presence would do harm")
    NO_CONSENT = "no_consent", _("the community does not want it")
    MANDATE = "mandate", _("outside the mandate")
    SEASON = "season", _("weather or season")


class Coverage(models.TextChoices):
    COVERED = "covered", _("covered")
    PARTLY = "partly", _("partly")
    NOT = "not", _("not by troops")


class Unarmed(models.TextChoices):
    """What protects without troops."""

    DIALOGUE = "dialogue", _("dialogue")
    PRESENCE = "presence", _("presence of civilian staff")
    ALERTS = "alerts", _("alert networks")
    MEDIATION = "mediation", _("mediation")
    RULE_OF_LAW = "rule_of_law", _("rule of law")
    ADVOCACY = "advocacy", _("advocacy")
