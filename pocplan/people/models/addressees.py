"""Groups of addressees that a mission or cluster keeps for itself, to share with the same bodies again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.models import Area, Owner


class AddresseeGroup(GuardedModel):
    """A named list. It opens nothing by itself: a room is opened for its entries of that day."""

    owner_id = models.UUIDField(editable=False)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("group of addressees")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "name"], condition=models.Q(withdrawn_at__isnull=True), name="group_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupEntry(GuardedModel):
    """One audience of one body, whole or in one area."""

    group = SameCompartmentKey(AddresseeGroup, related_name="+")
    body = models.ForeignKey(Owner, models.PROTECT, related_name="+")
    audience = models.CharField(_("audience"), max_length=20, choices=Audience)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    may_write = models.BooleanField(_("may write there"), default=True)

    class Meta:
        verbose_name = _("addressee")
        ordering = ["body__name", "audience", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "body", "audience", "area"], nulls_distinct=False, name="addressee_once_per_group"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
