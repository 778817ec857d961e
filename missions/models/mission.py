"""A mission and its parts, in the commons: everybody in the operation knows them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.enums import ComponentKind, Language, MissionKind, OfficeKind, Phase, StructuralModel, Weekday
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.models import Area, Owner


def usual_weekend() -> list[int]:
    return [Weekday.SATURDAY.value, Weekday.SUNDAY.value]


class Mission(GuardedModel):
    """A peacekeeping operation or special political mission; its name is its owner's."""

    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(_("kind of mission"), max_length=16, choices=MissionKind)
    structural_model = models.CharField(_("structural model"), max_length=16, choices=StructuralModel)
    phase = models.CharField(_("phase"), max_length=16, choices=Phase, default=Phase.MANDATE)
    headquarters = models.CharField(_("headquarters"), max_length=120, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    weekend_days = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), verbose_name=_("weekend"), default=usual_weekend
    )
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("working language"), max_length=2, choices=Language, default=Language.ENGLISH)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("mission")
        ordering = ["owner__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "owner"], name="one_mission_per_owner"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="mission_ends_after_start",
            ),
            models.CheckConstraint(condition=models.Q(weekend_days__len__lte=6), name="a_working_day_remains"),
        ]

    def __str__(self) -> str:
        return str(self.owner)


class Office(GuardedModel):
    """Headquarters, a sector or a field office, with the field cluster of the same place."""

    mission = SameCompartmentKey(Mission, related_name="+")
    kind = models.CharField(_("kind of office"), max_length=16, choices=OfficeKind)
    name = models.CharField(_("name"), max_length=120)
    place = models.CharField(_("place"), max_length=120, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    field_cluster = models.ForeignKey(
        Owner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field cluster")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("office")
        ordering = ["kind", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["mission", "name"], name="office_name_once")]

    def __str__(self) -> str:
        return self.name


class Component(GuardedModel):
    """The military, the police or the civilian component."""

    mission = SameCompartmentKey(Mission, related_name="+")
    kind = models.CharField(_("component"), max_length=12, choices=ComponentKind)

    class Meta:
        verbose_name = _("component")
        ordering = ["kind", "id"]
        constraints = [models.UniqueConstraint(fields=["mission", "kind"], name="component_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class SectionUnit(GuardedModel):
    """A section of a component: U5, human rights, civil affairs."""

    component = SameCompartmentKey(Component, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("section")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["component", "name"], name="section_name_once")]

    def __str__(self) -> str:
        return self.name
