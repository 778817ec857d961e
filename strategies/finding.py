"""Strategies can be found by their title and reference, terms that rooms keep by their words and what they mean."""

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable
from strategies.models import HouseTerm, Strategy
from strategies.queries.strategies import strategies_for
from strategies.queries.terms import terms_to_find


def _strategies(actor: Actor) -> QuerySet[Strategy]:
    return strategies_for(actor)


def _terms(actor: Actor) -> QuerySet[HouseTerm]:
    return terms_to_find(actor, get_language() or "en")


FINDABLE = (
    Findable("strategies", _("Strategies"), "strategies:detail", _strategies, ("title", "reference")),
    Findable(
        "terms", _("Terms of our own"), "strategies:term", _terms,
        ("called", "means", "otherwise", "told_en", "told_fr", "seen_en", "seen_fr"),
    ),
)  # fmt: skip
