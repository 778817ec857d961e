"""What of the protection picture a strategy can stand on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PictureKind(models.TextChoices):
    THREAT = "threat", _("Threat")
    HOTSPOT = "hotspot", _("Hotspot")
