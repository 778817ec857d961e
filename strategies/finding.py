"""Strategies can be found by their title and reference, what is written in them by its words, and terms that rooms
keep by theirs and what they mean."""

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.ui.finding import Findable
from strategies.documents.clean import plain
from strategies.models import HouseTerm, Strategy
from strategies.queries.passages import passages, shared_texts, stands_in
from strategies.queries.strategies import strategies_for
from strategies.queries.terms import terms_to_find
from strategies.web.places import address_of


def _strategies(actor: Actor) -> QuerySet[Strategy]:
    return strategies_for(actor)


def _terms(actor: Actor) -> QuerySet[HouseTerm]:
    return terms_to_find(actor, get_language() or "en")


FINDABLE = (
    Findable("strategies", _("Strategies"), "strategies:detail", _strategies, ("title", "reference")),
    Findable(
        "passages", _("Passages"), "", passages, ("html",), as_read=plain, name=stands_in,
        address=lambda block: address_of(block, block.before),
    ),
    Findable(
        "shared_texts", _("Shared texts"), "strategies:rendition", shared_texts, ("title", "passages"),
        name=str, as_read=plain,
    ),
    Findable(
        "terms", _("Terms of our own"), "strategies:term", _terms,
        ("called", "means", "otherwise", "told_en", "told_fr", "seen_en", "seen_fr"),
    ),
)  # fmt: skip
