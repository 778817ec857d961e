"""Word files on their way in."""

from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from strategies.enums.text import ImportState
from strategies.models import Strategy, WordImport

OPEN = (ImportState.WAITING, ImportState.RUNNING)


def imports_of(actor: Actor, strategy: Strategy) -> QuerySet[WordImport]:
    """The files that were ever taken in, newest first."""
    return WordImport.objects.visible_to(actor).filter(strategy=strategy)


def import_for(actor: Actor, import_id: UUID) -> WordImport:
    """One import with its strategy. Raises WordImport.DoesNotExist."""
    return WordImport.objects.visible_to(actor).select_related("strategy").get(pk=import_id)
