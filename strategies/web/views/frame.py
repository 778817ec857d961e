"""What every page of one strategy shows around its own matter."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of
from strategies.documents.glossed import Glossed
from strategies.domain.workflow import allowed
from strategies.models import Block, Strategy
from strategies.queries.strategies import strategy_for, strategy_of_block
from strategies.queries.terms import glossary_for


def opened(request: HttpRequest, strategy_id: UUID) -> Strategy:
    """The strategy of this address. Raises DoesNotExist alike for hidden and absent."""
    return strategy_for(actor_of(request), strategy_id)


def around(request: HttpRequest, strategy: Strategy, room: int | None = None) -> dict[str, Any]:
    """Who can see it, and what the actor may do to it now."""
    actor = actor_of(request)
    steps = allowed(actor, strategy)
    return {
        "strategy": strategy,
        "who": who_can_see(actor, room or strategy.compartment_id, get_language()),
        "my_post": actor.post_id,
        "steps": steps,
        "may": {str(step.verb) for step in steps},
    }


def glossed_for(request: HttpRequest, language: str) -> Glossed:
    """The texts of a page in this language, with what their words mean to whoever reads them."""
    reader = (get_language() or "en")[:2]
    return Glossed(glossary_for(actor_of(request), language, reader), reverse("strategies:terms"))


def around_block(request: HttpRequest, block: Block) -> dict[str, Any]:
    """The frame of the document that a block is in: the strategy's, or a companion document's."""
    if block.companion_section is None:
        strategy = strategy_of_block(actor_of(request), block)
        return {**around(request, strategy, block.compartment_id), "frame": "strategies/base.html"}
    return {
        "companion": block.companion_section.companion,
        "who": who_can_see(actor_of(request), block.compartment_id, get_language()),
        "frame": "companions/base.html",
    }
