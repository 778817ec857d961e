"""The words of a mission: its kind, how it is tied to the country team, where it stands in its life."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissionKind(models.TextChoices):
    PEACEKEEPING = "peacekeeping", _("Peacekeeping operation")
    POLITICAL = "political", _("Special political mission")


class StructuralModel(models.TextChoices):
    """How mission and country team are tied. It sets defaults, never rights by itself."""

    INTEGRATED = "integrated", _("Fully integrated: one person is DSRSG, RC and HC")
    PARTLY = "partly", _("Partly integrated: DSRSG and RC in one person, the HC apart")
    SEPARATE = "separate", _("Not integrated: RC and HC stand outside the mission")


class Phase(models.TextChoices):
    START_UP = "start_up", _("Start-up")
    MANDATE = "mandate", _("Carrying out the mandate")
    TRANSITION = "transition", _("Transition and drawdown")
    LIQUIDATION = "liquidation", _("Liquidation")
    CLOSED = "closed", _("Closed")


class OfficeKind(models.TextChoices):
    HEADQUARTERS = "headquarters", _("Headquarters")
    SECTOR = "sector", _("Sector")
    FIELD_OFFICE = "field_office", _("Field office")
    BASE = "base", _("Base")


class ComponentKind(models.TextChoices):
    MILITARY = "military", _("Military component")
    POLICE = "police", _("Police component")
    CIVILIAN = "civilian", _("Civilian component")


class Weekday(models.IntegerChoices):
    """Days of the week as ISO 8601 numbers them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    ARABIC = "ar", _("Arabic")
    SPANISH = "es", _("Spanish")
    PORTUGUESE = "pt", _("Portuguese")


# A special political mission has no force.
COMPONENTS_OF: dict[str, tuple[ComponentKind, ...]] = {
    MissionKind.PEACEKEEPING: (ComponentKind.MILITARY, ComponentKind.POLICE, ComponentKind.CIVILIAN),
    MissionKind.POLITICAL: (ComponentKind.POLICE, ComponentKind.CIVILIAN),
}
