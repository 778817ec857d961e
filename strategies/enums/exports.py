"""Files that leave the product."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExportOf(models.TextChoices):
    VERSION = "version", _("Version")
    SHARED_TEXT = "shared_text", _("Shared text")


class ExportAs(models.TextChoices):
    WORD = "word", _("Word, with the comments")
    PDF = "pdf", _("PDF, as a controlled document")


class ExportState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("export", "Waiting for a free moment")
    RUNNING = "running", pgettext_lazy("export", "Being written")
    DONE = "done", pgettext_lazy("export", "Ready")
    REFUSED = "refused", pgettext_lazy("export", "Not written")
