"""Clusters as everybody in the operation knows them: in the commons, without persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.enums import ClusterKind, Theme
from pocplan.access.enums import OwnerState
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.models import Area, Owner


class Cluster(GuardedModel):
    """A protection cluster, field cluster, AoR or working group; its name and state are its owner's."""

    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(_("kind of cluster"), max_length=16, choices=ClusterKind)
    theme = models.CharField(_("responsible for"), max_length=20, choices=Theme, default=Theme.PROTECTION)
    parent = SameCompartmentKey("self", null=True, blank=True, related_name="+", verbose_name=_("belongs to"))
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector of the mission")
    )
    lead = models.CharField(_("lead agency"), max_length=160, blank=True)
    colead = models.CharField(_("co-lead"), max_length=160, blank=True)
    covers = models.CharField(_("covers"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("cluster")
        ordering = ["kind", "owner__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "owner"], name="one_cluster_per_owner"),
            models.CheckConstraint(
                condition=models.Q(kind=ClusterKind.NATIONAL, parent__isnull=True)
                | ~models.Q(kind=ClusterKind.NATIONAL),
                name="national_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.owner)


class StateChange(GuardedModel):
    """When a cluster was deactivated, chaired by a government or active again, and why."""

    cluster = SameCompartmentKey(Cluster, related_name="+")
    state = models.CharField(_("state"), max_length=24, choices=OwnerState)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(editable=False)
    by_organisation = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("change of state")
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["cluster", "-at"])]

    def __str__(self) -> str:
        return self.state
