"""The words of joint missions to a place, and of what is to be done afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisitState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("joint mission", "planned")
    HELD = "held", pgettext_lazy("joint mission", "held")
    CALLED_OFF = "called_off", pgettext_lazy("joint mission", "called off, because")


class PartKind(models.TextChoices):
    """Who takes part. A humanitarian organisation does so under its own decision and is tasked by nobody."""

    MILITARY = "military", _("military component")
    POLICE = "police", _("police component")
    CIVILIAN = "civilian", _("civilian component")
    HUMAN_RIGHTS = "human_rights", _("human rights")
    AGENCY = "agency", _("agency of the country team")
    HUMANITARIAN = "humanitarian", _("humanitarian organisation")


class Attribution(models.TextChoices):
    """Under which name a finding stands; never a source, a witness or a victim."""

    BODY = "body", _("the body that writes it")
    CLUSTER = "cluster", _("protection cluster")
    ORGANISATION = "organisation", _("a humanitarian organisation")
    NONE = "none", _("without attribution")


class ActionState(models.TextChoices):
    OPEN = "open", _("to do")
    DONE = "done", pgettext_lazy("action", "done")
    NOT_DONE = "not_done", _("not done, because")


class VisitStepKind(models.TextChoices):
    """What happened in the life of a joint mission."""

    PLANNED = "planned", pgettext_lazy("joint mission", "planned")
    HELD = "held", pgettext_lazy("joint mission", "held")
    CALLED_OFF = "called_off", pgettext_lazy("joint mission", "called off")
    PART = "part", _("takes part")
    PART_ENDED = "part_ended", _("no longer takes part")
    FINDING = "finding", pgettext_lazy("joint mission", "finding")
    ACTION = "action", _("action agreed")
    ACTION_ENDED = "action_ended", _("action ended")


# What the mission's own components say of themselves; the rest is said by those whom it concerns.
OF_THE_MISSION = (PartKind.MILITARY, PartKind.POLICE, PartKind.CIVILIAN, PartKind.HUMAN_RIGHTS)
OF_HUMANITARIANS = (Attribution.CLUSTER, Attribution.ORGANISATION)
