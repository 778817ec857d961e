"""Incidents counted once, as they are written, so that no page counts a million of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, RoomKey


class IncidentMonth(GuardedModel):
    """The incidents of one room, month and province; what is known to its year alone is counted apart.

    The database keeps it in the transaction of the incidents, and nobody else writes it: it lies in their room and
    is read by whoever reads them.
    """

    # The room has no index of its own: it is the first part of `incident_month_once`, and with a second one to
    # choose from the planner read every month of a room to find twelve.
    compartment = RoomKey("access.Compartment", models.PROTECT, related_name="+", editable=False, db_index=False)
    month = models.DateField(_("month"))
    is_of_year = models.BooleanField(_("known to its year alone"))
    admin1_ref = models.UUIDField(_("admin 1"), null=True)
    # Signed: what is taken away is added with its sign, and a cell that came to nothing stays, as nothing.
    incidents = models.IntegerField(_("incidents"))
    killed = models.BigIntegerField(_("killed"))

    class Meta:
        verbose_name = _("incidents of a month")
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "month", "is_of_year", "admin1_ref"],
                name="incident_month_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="months_begin_on_the_first"),
        ]

    def __str__(self) -> str:
        return self.month.isoformat()
