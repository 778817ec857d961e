"""The gazetteer, in the commons: places with P-codes, their other names and their outlines. Facilities beside it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums.places import FacilityKind, How, Level, NameState, Precision
from pocplan.access.gate import GuardedModel, SameCompartmentKey


def on_earth(name: str) -> list[models.BaseConstraint]:
    """Both coordinates or none, and on this planet."""
    both = Q(longitude__isnull=True, latitude__isnull=True)
    return [
        models.CheckConstraint(
            condition=both | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)), name=f"{name}_on_earth"
        )
    ]


class Locality(GuardedModel):
    """An administrative unit or settlement. What a newer edition no longer names stays, for what refers to it."""

    country = models.CharField(_("country"), max_length=3)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    code = models.CharField(_("P-code"), max_length=24)
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    parent = SameCompartmentKey("self", null=True, related_name="+")
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    valid_from = models.DateField(_("valid from"), null=True)

    class Meta:
        verbose_name = _("place")
        ordering = ["country", "level", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "country", "code"], name="one_place_per_code"),
            *on_earth("locality"),
        ]
        indexes = [
            models.Index(fields=["compartment", "country", "level", "name", "id"], name="place_by_name"),
            models.Index(fields=["compartment", "folded"], name="place_by_folded"),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceAlias(GuardedModel):
    """Another name of a place: a former one, one in another language, or one that people use."""

    locality = SameCompartmentKey(Locality, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)

    class Meta:
        verbose_name = _("other name of a place")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "locality", "folded"], name="one_alias_per_name")]

    def __str__(self) -> str:
        return self.name


class PlaceOutline(GuardedModel):
    """The outline of a place, simplified when it came in; a row of its own, so that lists stay light."""

    locality = SameCompartmentKey(Locality, related_name="+")
    rings = models.JSONField(default=list)
    box = ArrayField(models.FloatField(), size=4, default=list)

    class Meta:
        verbose_name = _("outline of a place")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "locality"], name="one_outline_per_place")]

    def __str__(self) -> str:
        return str(self.pk)


class Facility(GuardedModel):
    """A facility that carries a rule. Bases live in the Force's room, all others in the commons."""

    kind = models.CharField(_("kind"), max_length=12, choices=FacilityKind)
    name = models.CharField(_("name"), max_length=120)
    locality_ref = models.UUIDField(_("place"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    latitude = models.FloatField(_("latitude"), null=True)
    precision = models.CharField(_("precision"), max_length=8, choices=Precision)
    entered_at = models.DateTimeField()
    closed_on = models.DateField(_("closed on"), null=True)

    class Meta:
        verbose_name = _("facility")
        ordering = ["kind", "name", "id"]
        constraints = on_earth("facility")
        indexes = [models.Index(fields=["compartment", "locality_ref"], name="facility_by_place")]

    def __str__(self) -> str:
        return self.name


class PlaceName(GuardedModel):
    """A name that a file used and the gazetteer did not settle. A person decides once; the answer is remembered.

    It lives in the room of whoever imported: which names occur there tells what is written there.
    """

    country = models.CharField(_("country"), max_length=3, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    within = models.CharField(_("within"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=NameState, default=NameState.OPEN)
    how = models.CharField(max_length=8, choices=How, blank=True)
    locality_ref = models.UUIDField(null=True)
    times = models.PositiveIntegerField(_("how often"), default=1)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_title = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("name of a place to be decided")
        ordering = ["state", "-times", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "country", "level", "within", "folded"], name="place_name_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="matched") | Q(locality_ref__isnull=False), name="matched_names_a_place"
            ),
        ]
        indexes = [models.Index(fields=["compartment", "state", "-times", "name"], name="names_to_decide")]

    def __str__(self) -> str:
        return self.name
