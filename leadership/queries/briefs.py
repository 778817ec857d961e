"""How strictly a brief is marked."""

from pocplan.access.actor import Actor
from strategies.enums.text import Classification
from strategies.models import Strategy
from strategies.queries.strategies import ENDED


def markings(actor: Actor) -> list[Classification]:
    """Classifications that a brief may carry: as strict as the strictest strategy that it can name, or stricter."""
    rows = Strategy.objects.visible_to(actor).exclude(stage__in=ENDED).order_by()
    ranks = list(Classification)
    held = [ranks.index(Classification(one)) for one in rows.values_list("classification", flat=True).distinct()]
    return ranks[max(held, default=0) :]
