"""Missions as the United Nations publishes them: public reference data, open to every reader."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownMission(models.Model):
    """A row of the published table. It fills in forms and gives no right to anything."""

    number = models.PositiveIntegerField(_("number in the published table"), primary_key=True)
    acronym = models.CharField(_("acronym"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    department = models.CharField(_("lead department"), max_length=40, blank=True)
    is_active = models.BooleanField(_("active"), default=False)
    started_on = models.DateField(_("started on"), null=True)
    ended_on = models.DateField(_("ended on"), null=True)
    headquarters = models.CharField(_("headquarters"), max_length=120, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    published_on = models.DateField(_("as published on"), null=True)

    class Meta:
        verbose_name = _("known mission")
        ordering = ["acronym", "number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True) | models.Q(longitude__range=(-180, 180)),
                name="longitude_on_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True) | models.Q(latitude__range=(-90, 90)),
                name="latitude_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.acronym
