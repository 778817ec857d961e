"""Which posts keep, watch and decide due diligence."""

from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind as P
from records.models import Mitigation, SupportCase

MAY_DECIDE = (P.HEAD_OF_MISSION, P.DEPUTY_HEAD, P.CHIEF_OF_STAFF)
MAY_OPEN = (P.HUMAN_RIGHTS_OFFICER, P.SENIOR_POC_ADVISER, P.POC_ADVISER, P.CHIEF_OF_STAFF)
MAY_WATCH = (P.HUMAN_RIGHTS_OFFICER,)


def may_open(actor: Actor) -> bool:
    return actor.post_kind in MAY_OPEN


def may_decide(actor: Actor, case: SupportCase) -> bool:
    """Nobody decides what he wrote."""
    return actor.post_kind in MAY_DECIDE and actor.person_id != case.opened_by_person_id


def may_watch(actor: Actor, case: SupportCase) -> bool:
    """A human rights officer, and the post that keeps the case."""
    return actor.post_kind in MAY_WATCH or actor.post_id == case.owner_post_id


def may_place(actor: Actor, measure: Mitigation) -> bool:
    """The post that answers for the measure, and a human rights officer."""
    return actor.post_kind in MAY_WATCH or actor.post_id == measure.owner_post_id
