"""The words of human rights due diligence on support to a non-UN security force (HRDDP)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SupportKind(models.TextChoices):
    LOGISTICS = "logistics", _("logistics")
    TRANSPORT = "transport", _("transport")
    TRAINING = "training", _("training and advice")
    OPERATIONS = "operations", _("joint operations")
    INFORMATION = "information", _("information and planning")
    MONEY = "money", _("money")
    OTHER = "other", _("other support")


class CaseState(models.TextChoices):
    """What was decided, the latest decision."""

    OPEN = "open", _("waits for a decision")
    APPROVED = "approved", pgettext_lazy("due diligence", "approved")
    MITIGATED = "mitigated", _("approved with mitigation")
    REFUSED = "refused", pgettext_lazy("due diligence", "refused")
    SUSPENDED = "suspended", _("support suspended")


class MonitoringFinding(models.TextChoices):
    CURRENT = "current", pgettext_lazy("due diligence", "current")
    LAPSED = "lapsed", _("lapsed")


class Holding(models.TextChoices):
    """Whether the support may go on today; computed, never stored."""

    HOLDS = "holds", _("approved, mitigation in place, monitoring current")
    OPEN = "open", _("waits for a decision")
    REFUSED = "refused", pgettext_lazy("due diligence", "refused")
    SUSPENDED = "suspended", _("support suspended")
    MITIGATION = "mitigation", _("mitigation not in place")
    LAPSED = "lapsed", _("monitoring lapsed")


class CaseStepKind(models.TextChoices):
    """What happened in the life of a case."""

    OPENED = "opened", pgettext_lazy("due diligence", "opened")
    APPROVED = "approved", pgettext_lazy("due diligence", "approved")
    MITIGATED = "mitigated", _("approved with mitigation")
    REFUSED = "refused", pgettext_lazy("due diligence", "refused")
    SUSPENDED = "suspended", _("support suspended")
    MEASURE = "measure", _("mitigation asked for")
    IN_PLACE = "in_place", _("mitigation in place")
    NOT_IN_PLACE = "not_in_place", _("mitigation no longer in place")
    LOOKED = "looked", _("monitored")


DECISIONS = (CaseState.APPROVED, CaseState.MITIGATED, CaseState.REFUSED, CaseState.SUSPENDED)
GOES_ON = (CaseState.APPROVED, CaseState.MITIGATED)
