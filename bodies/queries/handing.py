"""Where a proposal can be handed up to and a decision down to."""

from bodies.enums import ORDER, BodyState, DecisionKind, Level
from bodies.models import Body, Decision
from picture.queries.releasing import SHARING
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.models import Compartment

MOST = 100


def may_hand(actor: Actor, source: Compartment, target: Compartment) -> bool:
    """Inside one room whoever writes there. Between two rooms of one's own side from headquarters to the field and
    back, or by the post that lets words out of the first room. Never into a room that others share.
    """
    if source.pk not in actor.writable or target.pk not in actor.writable:
        return False
    if source.pk == target.pk:
        return True
    own = source.owner_id == target.owner_id == actor.owner_id
    if not own or Audience.SHARED in (source.audience, target.audience):
        return False
    return source.audience == target.audience or actor.post_kind in SHARING.get(source.audience, ())


def targets_for(actor: Actor, decision: Decision) -> list[Body]:
    """Standing bodies that the actor can hand this to: higher ones for a proposal, lower ones for a decision.

    Those that stand next to its own body in the tree come first.
    """
    place = ORDER.index(Level(decision.body.level))
    levels = ORDER[:place] if decision.kind == DecisionKind.PROPOSAL else ORDER[place + 1 :]
    rows = Body.objects.visible_to(actor).filter(
        state=BodyState.STANDING, level__in=levels, compartment_id__any=sorted(actor.writable)
    )
    found = [
        one
        for one in rows.select_related("compartment__area")[:MOST]
        if may_hand(actor, decision.compartment, one.compartment)
    ]
    return sorted(found, key=lambda one: (not _is_next(decision.body, one), one.number))


def _is_next(body: Body, other: Body) -> bool:
    return other.pk == body.parent_id or other.parent_id == body.pk
