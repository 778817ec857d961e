"""Strategies can be found by their title and reference; their text has a search of its own."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable
from strategies.models import Strategy
from strategies.queries.strategies import strategies_for


def _strategies(actor: Actor) -> QuerySet[Strategy]:
    return strategies_for(actor)


FINDABLE = (Findable("strategies", _("Strategies"), "strategies:detail", _strategies, ("title", "reference")),)
