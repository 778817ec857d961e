"""Words that the distinction check found and somebody kept, with the reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.text import ExceptionBy
from strategies.models.strategy import Strategy


class KeptWording(GuardedModel):
    """One finding that is not asked about again while its words stay the same. In the strategy's own room.

    `place` is the lasting key of the paragraph or row; `mark` stands for the words, which may be long.
    """

    strategy = SameCompartmentKey(Strategy, related_name="+")
    place = models.UUIDField(editable=False)
    rule = models.CharField(max_length=40, editable=False)
    words = models.TextField(_("words"), editable=False)
    mark = models.CharField(max_length=64, editable=False)
    reason = models.TextField(_("reason"))
    # What an exception from a prohibition rests on; empty for words.
    decided_by = models.CharField(max_length=20, choices=ExceptionBy, blank=True, editable=False)
    opinion = models.TextField(blank=True, editable=False)
    until = models.DateField(null=True, editable=False)
    kept_at = models.DateTimeField(editable=False)
    kept_by_post_id = models.UUIDField(editable=False)
    kept_by_post_title = models.CharField(max_length=160, editable=False)
    kept_by_person_id = models.UUIDField(editable=False)
    kept_by_person_name = models.CharField(max_length=160, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by_post_title = models.CharField(max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = _("words kept with a reason")
        ordering = ["kept_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "place", "rule", "mark"], condition=Q(undone_at=None), name="words_kept_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="words_kept_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.words
