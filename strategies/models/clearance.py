"""Internal clearance of a version by components and sections. Dissent and proposals stay in this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.text import ClearanceWord, ComponentKind, ProposalWord
from strategies.models.versions import Version


class Clearance(GuardedModel):
    """What was asked of one component about one version, and its answer by the post of that day."""

    version = SameCompartmentKey(Version, related_name="+")
    component = models.CharField(_("component"), max_length=24, choices=ComponentKind)
    word = models.CharField(_("answer"), max_length=12, choices=ClearanceWord, blank=True)
    remarks = models.TextField(_("remarks"), max_length=5000, blank=True)
    asked_at = models.DateTimeField()
    asked_by_post_title = models.CharField(max_length=160)
    given_at = models.DateTimeField(null=True)
    given_by_post_id = models.UUIDField(null=True)
    given_by_post_title = models.CharField(max_length=160, blank=True)
    given_by_person_id = models.UUIDField(null=True)
    given_by_person_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("clearance")
        ordering = ["component", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "component"], name="component_asked_once"),
            models.CheckConstraint(
                condition=~models.Q(word=ClearanceWord.DISSENT) | ~models.Q(remarks=""), name="dissent_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component} {self.word}"


class Proposal(GuardedModel):
    """Words that a component asked for clearance would have instead, and what the drafters made of them.

    It hangs on the clearance, so it lies where the draft lies. No copy that leaves is drawn from it.
    """

    clearance = SameCompartmentKey(Clearance, related_name="+")
    anchor = models.JSONField()
    section_title = models.CharField(max_length=300, blank=True)
    words = models.TextField(_("why"))
    suggestion = models.TextField(_("proposed text"))
    proposed_at = models.DateTimeField()
    proposed_by_post_id = models.UUIDField()
    proposed_by_post_title = models.CharField(max_length=160)
    proposed_by_person_id = models.UUIDField()
    proposed_by_person_name = models.CharField(max_length=160)
    word = models.CharField(_("answer"), max_length=12, choices=ProposalWord, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_post_id = models.UUIDField(null=True)
    answered_by_post_title = models.CharField(max_length=160, blank=True)
    answered_by_person_id = models.UUIDField(null=True)
    answered_by_person_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("proposal in clearance")
        ordering = ["proposed_at", "id"]
        indexes = [models.Index(fields=["clearance"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(word__in=(ProposalWord.WAITING, ProposalWord.TAKEN_BACK)) | ~models.Q(reason=""),
                name="proposal_answer_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def attributed_to(self) -> str:
        """Whose words they are, as the room reads it."""
        return self.proposed_by_post_title
