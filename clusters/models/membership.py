"""Who belongs to a cluster, and what it agreed on sharing: in the cluster's own room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.enums import MemberKind, OrganisationKind
from pocplan.access.gate import GuardedModel


class Membership(GuardedModel):
    """An organisation in the cluster, from a day to a day. Whoever leaves stays listed with the last day."""

    cluster_owner_id = models.UUIDField(editable=False)
    organisation = models.CharField(_("organisation"), max_length=160)
    organisation_kind = models.CharField(_("kind of organisation"), max_length=12, choices=OrganisationKind)
    kind = models.CharField(_("takes part as"), max_length=12, choices=MemberKind, default=MemberKind.MEMBER)
    mission_affiliated = models.BooleanField(_("affiliated with the mission"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("membership")
        ordering = ["organisation", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "cluster_owner_id", "organisation"],
                condition=models.Q(until__isnull=True),
                name="member_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="member_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation


class SharingProtocol(GuardedModel):
    """What the cluster agreed to share with whom, in its own words. A new text replaces the former."""

    text = models.TextField(_("what we share, with whom and how"))
    agreed_on = models.DateField(_("agreed on"))
    replaced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("sharing protocol")
        ordering = ["-agreed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment"], condition=models.Q(replaced_at__isnull=True), name="one_protocol_in_force"
            )
        ]

    def __str__(self) -> str:
        return str(self.agreed_on)
