"""Agencies of the country team, for everybody who works in the same operation."""

from uuid import UUID

from django.db.models import QuerySet

from clusters.models import Agency
from pocplan.access.actor import Actor


def agencies_for(actor: Actor) -> QuerySet[Agency]:
    """Every agency of the actor's operation, by name."""
    return Agency.objects.visible_to(actor).select_related("owner")


def agency_for(actor: Actor, agency_id: UUID) -> Agency:
    """One agency. Raises Agency.DoesNotExist for hidden and absent ones alike."""
    return agencies_for(actor).get(pk=agency_id)
