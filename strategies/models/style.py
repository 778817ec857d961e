"""The style template of a mission: how its Word files look."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel


class StyleTemplate(GuardedModel):
    """In the mission's own room, one in force at a time. `content` is what was kept of the file that was sent, as a
    file of ours; it goes when the template does. `said` is what was not kept, by kind.
    """

    content = models.BinaryField()
    size = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    said = models.JSONField(default=dict, editable=False)
    kept_at = models.DateTimeField(editable=False)
    kept_by_post_id = models.UUIDField(editable=False)
    kept_by_post_title = models.CharField(max_length=160, editable=False)
    kept_by_person_id = models.UUIDField(editable=False)
    kept_by_person_name = models.CharField(max_length=160, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by_post_title = models.CharField(max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = _("style template")
        ordering = ["-kept_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment"], condition=Q(withdrawn_at=None), name="one_style_in_force"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(content=b""), name="style_gone_without_content"),
        ]

    def __str__(self) -> str:
        return str(self.id)
