"""An annex in a room of its own: the Force's or the police's part of a strategy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel


class Annex(GuardedModel):
    """A part that only its own room reads. It knows the strategy; the strategy does not know it."""

    strategy_ref = models.UUIDField(editable=False)
    lineage = models.UUIDField(editable=False)
    letter = models.CharField(_("letter"), max_length=4)
    title = models.CharField(_("title"), max_length=200)
    started_at = models.DateTimeField(editable=False)
    started_by_post_title = models.CharField(max_length=160, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        ordering = ["letter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "strategy_ref", "letter"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="annex_letter_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.title}"
