"""Operations, owners, areas and compartments: the shape of the walls.

These tables have row security of their own (an actor sees what its seats reach), and are written
only by the SECURITY DEFINER functions in access/sql, never by the application's roles.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience, OwnerKind, OwnerState, Side
from pocplan.access.ids import new_id


class Operation(models.Model):
    """What one mission and the clusters of the same country share: nothing crosses between two."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40)
    country = models.CharField(_("country"), max_length=120)
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC")

    class Meta:
        verbose_name = _("operation")

    def __str__(self) -> str:
        return self.code


class Owner(models.Model):
    """A body that owns compartments: a mission, a cluster, the humanitarian country team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=OwnerKind)
    side = models.CharField(max_length=16, choices=Side)
    name = models.CharField(_("name"), max_length=200)
    short = models.CharField(_("short name"), max_length=60)
    state = models.CharField(max_length=24, choices=OwnerState, default=OwnerState.ACTIVE)

    class Meta:
        verbose_name = _("owner")

    def __str__(self) -> str:
        return self.short


class Area(models.Model):
    """A sector or field office, with rooms of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("area")

    def __str__(self) -> str:
        return self.name


class Compartment(models.Model):
    """One audience of one owner, or of a named group of addressees. Its key is never shown."""

    id = models.IntegerField(primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Owner, models.PROTECT, null=True, related_name="+")
    audience = models.CharField(max_length=20, choices=Audience)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200, blank=True)
    archived_at = models.DateTimeField(null=True)
    discreet = models.BooleanField(default=False, db_default=False)  # guests do not learn of each other

    class Meta:
        verbose_name = _("compartment")
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "owner", "audience", "area"],
                nulls_distinct=False,
                condition=~models.Q(audience=Audience.SHARED),
                name="one_room_per_audience",
            )
        ]
        indexes = [models.Index(fields=["operation", "audience"])]

    def __str__(self) -> str:
        return self.label or str(self.get_audience_display())


class SeatRule(models.Model):
    """The table of pocplan/access/seating.py as the database reads it. Open, and read only."""

    kind = models.CharField(max_length=32)
    audience = models.CharField(max_length=20)
    may_write = models.BooleanField()
    everywhere = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "audience"], name="one_rule_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.audience}"


class Counter(models.Model):
    """The last number given in one room and series. Written by access.next_number() alone."""

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
    series = models.CharField(max_length=40)
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compartment", "series"], name="one_counter_per_series")]

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
