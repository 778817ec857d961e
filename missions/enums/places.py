"""The words of places: levels, precision, facilities that carry a rule, and how a name was matched."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Administrative levels, counted as COD-AB counts them."""

    COUNTRY = 0, _("Country")
    ADMIN1 = 1, _("Admin 1")
    ADMIN2 = 2, _("Admin 2")
    ADMIN3 = 3, _("Admin 3")
    ADMIN4 = 4, _("Admin 4")
    SETTLEMENT = 5, _("Settlement")


class Precision(models.TextChoices):
    """How well a place is known. Only the first two have a point that may be drawn."""

    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    ADMIN2 = "admin2", _("known to admin 2")
    ADMIN1 = "admin1", _("known to admin 1")
    COUNTRY = "country", _("known to the country")


DRAWN = (Precision.EXACT, Precision.ABOUT)


class FacilityKind(models.TextChoices):
    """Facilities that carry a rule."""

    SCHOOL = "school", _("School")
    HEALTH = "health", _("Health facility")
    RELIGIOUS = "religious", _("Religious site")
    IDP_SITE = "idp_site", _("IDP site")
    POC_SITE = "poc_site", _("PoC site")
    BASE = "base", _("Base")


class How(models.TextChoices):
    """How a name was matched to a place, the surest first."""

    EXACT = "exact", _("same name")
    ALIAS = "alias", _("another name of the place")
    FOLDED = "folded", _("same name but for accents and signs")
    DISTRICT = "district", _("same name in the same district")
    PERSON = "person", _("decided by a person")


class NameState(models.TextChoices):
    OPEN = "open", _("to be decided")
    MATCHED = "matched", _("matched")
    NO_PLACE = "no_place", _("not a place of the gazetteer")
