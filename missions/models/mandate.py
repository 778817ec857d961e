"""What the mission was told to do, by which resolution, until when. In the commons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.models.mission import Mission
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class Mandate(GuardedModel):
    """A resolution that sets or renews the mandate. Mistakes are withdrawn, never deleted."""

    mission = SameCompartmentKey(Mission, related_name="+")
    resolution = models.CharField(_("resolution"), max_length=60)
    adopted_on = models.DateField(_("adopted on"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("mandate")
        ordering = ["-adopted_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "resolution"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="resolution_once",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=models.F("adopted_on")),
                name="expires_after_adoption",
            ),
        ]

    def __str__(self) -> str:
        return self.resolution


class MandateParagraph(GuardedModel):
    """A paragraph of the resolution, as it is cited."""

    mandate = SameCompartmentKey(Mandate, related_name="+")
    position = models.PositiveIntegerField(editable=False)
    number = models.CharField(_("paragraph"), max_length=20)
    text = models.TextField(_("text"))
    is_on_protection = models.BooleanField(_("on the protection of civilians"), default=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("paragraph of a mandate")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="paragraph_once",
            )
        ]

    def __str__(self) -> str:
        return self.number
