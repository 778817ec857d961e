"""The strategy as a controlled document, and who is on its distribution list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.text import Classification, DocumentLanguage, Sensitivity, Stage


class Strategy(GuardedModel):
    """A PoC strategy under work or in force, in the mission's room or that of one area.

    Nothing here tells whether another room holds an annex to it.
    """

    number = models.PositiveIntegerField(editable=False)
    reference = models.CharField(_("reference number"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    mission_owner_id = models.UUIDField(editable=False)
    mission_name = models.CharField(_("mission"), max_length=200)
    scope_area_id = models.UUIDField(null=True, editable=False)
    scope_name = models.CharField(_("scope"), max_length=160)
    language = models.CharField(_("language"), max_length=2, choices=DocumentLanguage)
    stage = models.CharField(max_length=24, choices=Stage, default=Stage.DRAFTING)
    classification = models.CharField(
        _("UN classification"), max_length=24, choices=Classification, default=Classification.UNCLASSIFIED
    )
    sensitivity = models.CharField(
        _("humanitarian sensitivity"), max_length=12, choices=Sensitivity, default=Sensitivity.MODERATE
    )
    approving_post_id = models.UUIDField(_("approving post"), null=True, blank=True)
    approving_post_title = models.CharField(_("approving post"), max_length=160, blank=True)
    effective_on = models.DateField(_("effective date"), null=True, blank=True)
    review_on = models.DateField(_("review date"), null=True, blank=True)
    contact_unit = models.CharField(_("contact unit"), max_length=160, blank=True)
    supersedes = SameCompartmentKey("self", null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    started_at = models.DateTimeField(editable=False)
    started_by_post_id = models.UUIDField(editable=False)
    started_by_post_title = models.CharField(max_length=160, editable=False)
    moved_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        permissions = [
            ("invite_strategy", "Can prepare consultation rounds"),
            ("dispose_strategy", "Can answer comments"),
            ("approve_strategy", "Can approve"),
        ]
        ordering = ["-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="strategy_number_once"),
            models.UniqueConstraint(fields=["compartment", "reference"], name="strategy_reference_once"),
            models.CheckConstraint(
                condition=models.Q(review_on__isnull=True)
                | models.Q(effective_on__isnull=True)
                | models.Q(review_on__gt=models.F("effective_on")),
                name="review_after_effective",
            ),
        ]
        indexes = [models.Index(fields=["compartment", "stage", "-number"])]

    def __str__(self) -> str:
        return self.reference


class DistributionEntry(GuardedModel):
    """One addressee of the document, as a post or body; being listed gives no right to read."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    position = models.PositiveIntegerField()
    addressee = models.CharField(_("addressee"), max_length=200)
    note = models.CharField(_("copy or purpose"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("addressee of the document")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["strategy"])]

    def __str__(self) -> str:
        return self.addressee
