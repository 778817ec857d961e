"""How a threat is known: types of source and groups, never who; and a human rights officer's judgement upon it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums.incidents import Finding, SourceType
from picture.models.threats import Threat
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class ThreatSource(GuardedModel):
    """One source: its type and a letter for its group. In the room of who entered it, or in the threat's."""

    threat_ref = models.UUIDField()
    kind = models.CharField(_("type of source"), max_length=12, choices=SourceType)
    group = models.CharField(_("independence group"), max_length=4)
    entered_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("source of a threat")
        ordering = ["entered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "threat_ref", "kind", "group"],
                condition=Q(taken_back_at__isnull=True),
                name="threat_source_once",
            )
        ]
        indexes = [models.Index(fields=["compartment", "threat_ref"], name="sources_of_threat")]

    def __str__(self) -> str:
        return self.kind


class ThreatJudgement(GuardedModel):
    """In the threat's own room, by post and day; nothing else makes a threat verified. The latest counts."""

    threat = SameCompartmentKey(Threat, related_name="+")
    finding = models.CharField(_("finding"), max_length=12, choices=Finding)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    threshold_met = models.BooleanField()
    post_title = models.CharField(max_length=160)
    judged_at = models.DateTimeField()

    class Meta:
        verbose_name = _("judgement on a threat")
        ordering = ["-judged_at", "-id"]
        indexes = [models.Index(fields=["compartment", "threat", "-judged_at"], name="judgements_of_threat")]

    def __str__(self) -> str:
        return self.finding
