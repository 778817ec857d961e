"""A successor: the next edition of a strategy in force, begun from its words."""

from itertools import chain
from typing import Any

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.models import Owner
from pocplan.access.verb import verb
from strategies.domain.carrying import carry_open, copied
from strategies.domain.strategies import TAKEN
from strategies.domain.workflow import move
from strategies.enums.text import SectionState, Stage, Verb
from strategies.models import (
    Activity,
    Block,
    Body,
    DistributionEntry,
    Indicator,
    PictureRow,
    Responsibility,
    Section,
    Strategy,
    Threat,
)
from strategies.queries.rows import rows_of
from strategies.queries.signatures import signature
from strategies.queries.strategies import blocks_of_strategy, distribution_of, sections_of


@verb(TAKEN)
def start_successor(*, actor: Actor, strategy: Strategy) -> Strategy:
    """A new strategy in drafting with the text, rows and distribution of the one in force.

    Blocks keep their lineage, so comments and redlines find them again; what is open beside the draft goes
    over with them. Annexes are their own side's to carry over. Copied words count as written by who wrote
    them, not by who copied.
    """
    successor = _head(actor, strategy)
    move(actor, strategy, Verb.START_SUCCESSOR, successor=str(successor.pk))
    _copy_text(actor, strategy, successor)
    models: tuple[Any, ...] = (Threat, Activity, Body, Responsibility, Indicator, PictureRow)
    for model in models:
        model.objects.bulk_create(copied(row, strategy=successor) for row in rows_of(actor, model, strategy))
    DistributionEntry.objects.bulk_create(
        copied(entry, strategy=successor) for entry in distribution_of(actor, strategy)
    )
    return successor


def _head(actor: Actor, strategy: Strategy) -> Strategy:
    who, moment, room = signature(actor, strategy.language), now(), strategy.compartment_id
    number = next_number(room, "strategy")
    owner = Owner.objects.get(pk=strategy.mission_owner_id)
    successor = copied(
        strategy,
        number=number,
        reference=f"{owner.short}/POC/{moment.year}/{number:03}",
        stage=Stage.DRAFTING,
        supersedes=strategy,
        effective_on=None,
        review_on=None,
        version=1,
        started_at=moment,
        moved_at=moment,
        started_by_post_id=who.post_id,
        started_by_post_title=who.post_title,
    )
    successor.save(force_insert=True)
    return successor


def _copy_text(actor: Actor, strategy: Strategy, successor: Strategy) -> None:
    blocks = blocks_of_strategy(actor, strategy)
    copies = {}
    for section in sections_of(actor, strategy):
        texts = blocks.get(section.pk, [])
        state = SectionState.DRAFTING if texts else SectionState.EMPTY
        copy = Section.objects.bulk_create([copied(section, strategy=successor, state=state)])[0]
        Block.objects.bulk_create(copied(block, section=copy, version=1) for block in texts)
        copies[section.pk] = copy
    carry_open(actor, strategy, copies, list(chain.from_iterable(blocks.values())))
