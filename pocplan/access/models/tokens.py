"""Personal tokens for programs. An open table: the middleware reads it before anybody acts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """One account under one hat, until a day. Only the secret's digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    incumbency_id = models.UUIDField(editable=False)
    label = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(editable=False)
    expires_on = models.DateField(_("last day"))
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("personal token")
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return self.label
