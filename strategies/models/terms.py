"""Words of the domain that a mission or a cluster keeps of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel


class HouseTerm(GuardedModel):
    """What a word means in one room, in one language or both.

    `seen` are the phrases by which a reader of a text meets it, `avoid` those that are not to be used for it, one on
    each line. `replaces` names a shipped term that readers of the room are not told any more.
    """

    word_en = models.CharField(_("word in English"), max_length=120, blank=True)
    told_en = models.CharField(_("what it means, in English"), max_length=1000, blank=True)
    word_fr = models.CharField(_("word in French"), max_length=120, blank=True)
    told_fr = models.CharField(_("what it means, in French"), max_length=1000, blank=True)
    source = models.CharField(_("what it rests on"), max_length=200, blank=True)
    seen_en = models.TextField(_("met in English texts as"), blank=True)
    seen_fr = models.TextField(_("met in French texts as"), blank=True)
    avoid_en = models.TextField(_("not to be used for it in English"), blank=True)
    avoid_fr = models.TextField(_("not to be used for it in French"), blank=True)
    replaces = models.CharField(_("in place of"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by_post_title = models.CharField(max_length=160, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("term of a room")
        ordering = ["compartment", "id"]
        indexes = [models.Index(fields=["compartment"], condition=Q(withdrawn_at=None), name="terms_of_a_room")]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "replaces"],
                condition=Q(withdrawn_at=None) & ~Q(replaces=""),
                name="term_replaced_once",
            ),
            models.CheckConstraint(condition=~Q(word_en="") | ~Q(word_fr=""), name="term_has_a_word"),
            models.CheckConstraint(
                condition=(Q(word_en="") | ~Q(told_en="")) & (Q(word_fr="") | ~Q(told_fr="")),
                name="term_word_has_a_meaning",
            ),
        ]

    def __str__(self) -> str:
        return self.word_en or self.word_fr
