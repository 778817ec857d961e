"""Agencies of the country team as everybody in the operation knows them: in the commons, without persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel
from pocplan.access.models import Owner


class Agency(GuardedModel):
    """An agency that a mission can ask by itself; its name and state are its owner's."""

    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+", editable=False)
    works_on = models.CharField(_("works on"), max_length=200, blank=True)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    state_set_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("agency")
        ordering = ["owner__name", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "owner"], name="one_agency_per_owner")]

    def __str__(self) -> str:
        return str(self.owner)
