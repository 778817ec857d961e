"""The words of coordination bodies (domain.md, "The strategy": coordination mechanisms)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """A working group prepares, the senior group decides, the field body carries out."""

    STRATEGIC = "strategic", _("strategic: decides")
    WORKING = "working", _("working: prepares")
    FIELD = "field", _("field: carries out")


# The higher first: proposals go up, decisions go down.
ORDER = (Level.STRATEGIC, Level.WORKING, Level.FIELD)


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    AS_NEEDED = "as_needed", _("as needed")


class BodyState(models.TextChoices):
    STANDING = "standing", pgettext_lazy("body", "standing")
    CLOSED = "closed", pgettext_lazy("body", "closed")


class Role(models.TextChoices):
    CHAIR = "chair", _("chair")
    CO_CHAIR = "co_chair", _("co-chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")


# They prepare meetings and write down what was decided.
KEEPING = (Role.CHAIR, Role.CO_CHAIR, Role.SECRETARY)
CHAIRING = (Role.CHAIR, Role.CO_CHAIR)


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    HELD = "held", pgettext_lazy("meeting", "held")
    CALLED_OFF = "called_off", pgettext_lazy("meeting", "called off")


class ItemKind(models.TextChoices):
    """What an item of an agenda speaks of. All but the last are rows of the body's own room."""

    HANDED = "handed", _("Handed to this body")
    DECISION = "decision", _("Decision not carried out")
    ACTION = "action", _("Action overdue")
    UNCOVERED = "uncovered", _("Must-protect place without protection")
    HOTSPOT = "hotspot", _("Hotspot gone stale")
    ALERT = "alert", _("Alert without an answer")
    REVIEW = "review", _("Review due")
    OWN = "own", _("Put forward")


class DecisionKind(models.TextChoices):
    DECISION = "decision", _("decision")
    PROPOSAL = "proposal", _("proposal")


class Outcome(models.TextChoices):
    """How a decision came to its end."""

    CARRIED_OUT = "carried_out", _("carried out")
    SET_ASIDE = "set_aside", _("set aside, because")
    SUPERSEDED = "superseded", _("superseded")


class ActionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("action", "open")
    DONE = "done", pgettext_lazy("action", "done")
    ANSWERED = "answered", _("not done, because")


class HandedState(models.TextChoices):
    WAITING = "waiting", _("waits")
    DECIDED = "decided", _("decided upon")
    ANSWERED = "answered", _("answered without a decision")
