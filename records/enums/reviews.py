"""The words of reviews of an incident that had a warning. They look at components, never at a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewState(models.TextChoices):
    OPEN = "open", pgettext_lazy("incident review", "open")
    CLOSED = "closed", pgettext_lazy("incident review", "closed")


class LookedAt(models.TextChoices):
    """A part of the mission that is looked at; each as a whole."""

    MILITARY = "military", _("military component")
    POLICE = "police", _("police component")
    CIVILIAN = "civilian", _("civilian component")
    ANALYSIS = "analysis", _("analysis and operations centre")
    HUMAN_RIGHTS = "human_rights", _("human rights")
    SUPPORT = "support", _("mission support")
    LEADERSHIP = "leadership", _("leadership of the mission")


class MomentKind(models.TextChoices):
    KNOWN = "known", _("was known")
    DONE = "done", _("was done")


class ReviewStepKind(models.TextChoices):
    OPENED = "opened", pgettext_lazy("incident review", "opened")
    MOMENT = "moment", _("time added")
    GAP = "gap", _("gap described")
    ACTION = "action", _("action agreed")
    ACTION_ENDED = "action_ended", _("action ended")
    CLOSED = "closed", pgettext_lazy("incident review", "closed")


NEEDED = 2  # components, so that no review ends at one door
