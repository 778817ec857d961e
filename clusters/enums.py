"""The words of clusters: which level, which area of responsibility, who belongs and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClusterKind(models.TextChoices):
    NATIONAL = "national", _("National cluster")
    FIELD = "field", _("Field cluster")
    AOR = "aor", _("Area of responsibility")
    WORKING_GROUP = "working_group", _("Cluster-like working group")


class Theme(models.TextChoices):
    """What an area of responsibility is responsible for; protection as a whole for the others."""

    PROTECTION = "protection", _("Protection")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    GBV = "gbv", _("Gender-based violence")
    HLP = "hlp", _("Housing, land and property")
    MINE_ACTION = "mine_action", _("Mine action")


class MemberKind(models.TextChoices):
    """An observer reads what was agreed for it and is never listed as supporting or endorsing."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")


class OrganisationKind(models.TextChoices):
    UN = "un", _("UN agency, fund or programme")
    INGO = "ingo", _("International NGO")
    NNGO = "nngo", _("National or local NGO")
    RED_CROSS = "red_cross", _("Red Cross or Red Crescent")
    STATE = "state", _("Body of the host state")
    MISSION = "mission", _("Section of a mission")
    OTHER = "other", _("Other")
