"""Incidents can be found by their reference: there are millions, and looking for words walks through all of them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from missions.models import Incident
from missions.queries.incidents import IN_LISTS, called
from missions.templatetags.missions_words import incident_day
from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable


def _incidents(actor: Actor) -> QuerySet[Incident]:
    return Incident.objects.visible_to(actor).only(*IN_LISTS)


def _in_short(incident: Incident) -> str:
    """What happened, when and where, as lists say it."""
    where = f" · {incident.place_said}" if incident.place_said else ""
    return f"{incident.get_kind_display()}, {incident_day(incident)}{where}"


FINDABLE = (
    Findable("incidents", _("Incidents"), "incidents:detail", _incidents, ("reference",), name=_in_short, by=called),
)
