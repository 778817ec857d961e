"""Briefs that somebody took along, and how strictly one is marked."""

from datetime import timedelta

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.journal.models import Entry
from strategies.enums.text import Classification
from strategies.models import Strategy
from strategies.queries.strategies import ENDED


def taken_lately(actor: Actor, home_id: int) -> int:
    """How many this person took within the last hour, of those on record in this room."""
    rows = Entry.objects.visible_to(actor).filter(compartment_id=home_id, kind="post", verb="take_brief")
    return rows.filter(person_id=actor.person_id, at__gt=now() - timedelta(hours=1)).count()


def markings(actor: Actor) -> list[Classification]:
    """Classifications that a brief may carry: as strict as the strictest strategy that it can name, or stricter."""
    rows = Strategy.objects.visible_to(actor).exclude(stage__in=ENDED).order_by()
    ranks = list(Classification)
    held = [ranks.index(Classification(one)) for one in rows.values_list("classification", flat=True).distinct()]
    return ranks[max(held, default=0) :]
