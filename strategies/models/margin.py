"""Comments in the margin of a draft, among those who write it. They leave with no version and no release."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.models.sections import Section


class MarginComment(GuardedModel):
    """What somebody asks or says beside a passage of a draft, or answers there.

    It hangs on the section, so it lies where the draft lies. Its words never change; a thread is settled whole,
    with all that was answered in it. `told` are the posts that were named: `{"post_id": …, "title": …}`.
    """

    section = SameCompartmentKey(Section, related_name="+")
    answers = SameCompartmentKey("self", null=True, related_name="+")
    anchor = models.JSONField()
    passage = models.CharField(max_length=200, blank=True)
    passage_version = models.PositiveIntegerField(null=True)
    words = models.TextField(_("comment"))
    told = models.JSONField(default=list)
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=160)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_post_id = models.UUIDField(null=True)
    settled_by_post_title = models.CharField(max_length=160, blank=True)
    settled_by_person_id = models.UUIDField(null=True)
    settled_by_person_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("comment on a draft")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["section", "settled_at"]),
            models.Index(fields=["answers"]),
            # What is open and names somebody: few rows, asked for on everybody's first page.
            models.Index(
                fields=["compartment"],
                condition=models.Q(settled_at=None) & ~models.Q(told=[]),
                name="margin_names_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
