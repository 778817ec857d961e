"""Moving sections, blocks and rows up and down. The order is part of the text, so whoever writes may change it."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.blocks import HANGS_ON, demand_writing, wake
from strategies.domain.companions import demand_companion
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import (
    Activity,
    Block,
    Body,
    Companion,
    CompanionSection,
    Indicator,
    Responsibility,
    Section,
    Strategy,
    Threat,
)

Moved = TypeVar("Moved", Section, CompanionSection, Block, Threat, Activity, Body, Responsibility, Indicator)


@verb()
def move_section(*, actor: Actor, section: Section, up: bool) -> None:
    """One place up or down. Raises Refused for the stage, the post, and at either end of the text."""
    demand(actor, section.strategy, Verb.EDIT)
    _queue_for(actor, Strategy, section.strategy_id)
    _swap(section, Section.objects.visible_to(actor).filter(strategy=section.strategy_id, withdrawn_at=None), up)
    tell(actor, section, "move_section", up=up)


@verb()
def move_companion_section(*, actor: Actor, section: CompanionSection, up: bool) -> None:
    """The same for a section of a companion document."""
    demand_companion(actor, section.companion)
    _queue_for(actor, Companion, section.companion_id)
    rows = CompanionSection.objects.visible_to(actor).filter(companion=section.companion_id, withdrawn_at=None)
    _swap(section, rows, up)
    tell(actor, section, "move_companion_section", up=up)


@verb()
def move_block(*, actor: Actor, block: Block, up: bool) -> None:
    """One place up or down among the blocks beside it; what others are writing in it stays as it is."""
    demand_writing(actor, block)
    ((parent, name, key),) = (
        (model, name, getattr(block, f"{name}_id")) for model, name in HANGS_ON.items() if getattr(block, f"{name}_id")
    )
    _queue_for(actor, parent, key)
    _swap(block, Block.objects.visible_to(actor).filter(**{name: key}, withdrawn_at=None), up)
    wake(actor, block)
    tell(actor, block, "move_block", up=up)


@verb()
def move_row(*, actor: Actor, row: Threat | Activity | Body | Responsibility | Indicator, up: bool) -> None:
    """One place up or down among the rows of its kind. Raises Refused like a section."""
    demand(actor, row.strategy, Verb.EDIT)
    _queue_for(actor, Strategy, row.strategy_id)
    _swap(row, type(row).objects.visible_to(actor).filter(strategy=row.strategy_id, withdrawn_at=None), up)
    tell(actor, row, "move_row", up=up)


def _queue_for(actor: Actor, parent: Any, key: object) -> None:
    """Two who move at once take turns."""
    parent.objects.visible_to(actor).select_for_update().get(pk=key)


def _swap(row: Moved, beside: "QuerySet[Moved]", up: bool) -> None:
    order = list(beside.order_by("position", "id").only("id", "position"))
    here = next((place for place, one in enumerate(order) if one.pk == row.pk), None)
    if here is None:
        raise Refused(_("This was taken out of the text meanwhile."))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        raise Refused(_("It is the first one already.") if up else _("It is the last one already."))
    places = [one.position for one in order]
    if len(set(places)) < len(places):  # two in one place, since one of them was put back there
        places = [number * 10 for number in range(1, len(order) + 1)]
    order[here], order[there] = order[there], order[here]
    for place, one in zip(places, order, strict=True):
        if one.position != place:
            beside.filter(pk=one.pk).update(position=place)
