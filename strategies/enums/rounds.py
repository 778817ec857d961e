"""Words of the consultation (domain.md, "Consultation"). Consulted is not endorsed, silence is not consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundPurpose(models.TextChoices):
    SCOPING = "scoping", _("Scoping, before drafting")
    CONSULTATION = "consultation", _("Consultation on a frozen version")


class RoundState(models.TextChoices):
    PREPARED = "prepared", _("Prepared, waits for clearance")
    CLEARED = "cleared", _("Cleared, not yet opened")
    OPEN = "open", pgettext_lazy("round", "Open")
    CLOSED = "closed", pgettext_lazy("round", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("round", "Withdrawn")


class ForceWord(models.TextChoices):
    """What the Force Commander says before what the Force knows leaves the mission."""

    ASKED = "", _("Asked, no answer yet")
    CLEARED = "cleared", _("Cleared")
    NOT_CLEARED = "not_cleared", _("Not cleared")


class InviteeKind(models.TextChoices):
    CLUSTER = "cluster", _("Cluster or area of responsibility")
    HUMANITARIAN_TEAM = "humanitarian_team", _("HC and humanitarian country team")
    COUNTRY_TEAM = "country_team", _("Country team")
    AGENCY = "agency", _("Agency of the country team")
    SECTION = "section", _("Component or section of the mission")
    OBSERVER = "observer", _("Observer")
    NO_COUNTERPART = "no_counterpart", _("No counterpart exists")


class PositionWord(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    NO_OBJECTION = "no_objection", _("No objection")
    CONCERN = "concern", _("Concern")
    OBJECTION = "objection", _("Objection")
    OUTSIDE_MANDATE = "outside_mandate", _("Outside our mandate")
    ABSTAINS = "abstains", _("Abstains on principle")
    DECLINED = "declined", _("Declined to be consulted")
    NO_RESPONSE = "no_response", _("No response by the deadline")


# The clock alone says that nobody answered.
STATED_BY_PEOPLE = tuple(word for word in PositionWord if word != PositionWord.NO_RESPONSE)
# An observer is never listed as supporting or endorsing.
STATED_BY_OBSERVERS = tuple(
    word for word in STATED_BY_PEOPLE if word not in (PositionWord.SUPPORTS, PositionWord.NO_OBJECTION)
)


class Attribution(models.TextChoices):
    NAMED = "named", _("Named organisation")
    CLUSTER = "cluster", _("“Protection cluster”")
    HUMANITARIAN = "humanitarian", _("“A humanitarian organisation”")
    NONE = "none", _("No attribution")


class DispositionWord(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    OUT_OF_SCOPE = "out_of_scope", _("Out of scope")
    DEFERRED = "deferred", _("Deferred")


class PackageState(models.TextChoices):
    PREPARED = "prepared", _("Waits for consent")
    RELEASED = "released", _("Released")
    DROPPED = "dropped", _("Not released")
