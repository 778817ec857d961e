"""Who lets a side's words go: the side itself, and across the wall the post that answers for it (access.md)."""

from picture.enums.ratings import SIDE_OF_ROOM, RatingSide
from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from pocplan.access.enums import PostKind as P
from pocplan.access.models import Compartment

ACROSS: dict[RatingSide, tuple[P, ...]] = {
    RatingSide.MILITARY: (P.FORCE_COMMANDER,),
    RatingSide.POLICE: (P.POLICE_COMMISSIONER, P.POLICE_PLANNER),
    RatingSide.CIVILIAN: (P.SENIOR_POC_ADVISER,),
    RatingSide.HUMAN_RIGHTS: (P.HUMAN_RIGHTS_OFFICER,),
    RatingSide.CLUSTER: (P.CLUSTER_COORDINATOR, P.CLUSTER_COLEAD),
}
MAY_RELEASE_ACROSS = frozenset(kind for kinds in ACROSS.values() for kind in kinds)
CLEARING = (P.CHIEF_OF_STAFF, P.HEAD_OF_MISSION, P.DEPUTY_HEAD)
COORDINATION = (P.CLUSTER_COORDINATOR, P.CLUSTER_COLEAD)
# Who copies a threat out of such a room to a group.
SHARING: dict[str, tuple[P, ...]] = {
    Audience.MISSION: CLEARING,
    Audience.ANALYSIS: CLEARING,
    Audience.LEADERSHIP: CLEARING,
    Audience.CIVILIAN: CLEARING,
    Audience.FORCE: (P.FORCE_COMMANDER,),
    Audience.POLICE: (P.POLICE_COMMISSIONER, P.POLICE_PLANNER),
    Audience.HUMAN_RIGHTS: (P.HUMAN_RIGHTS_OFFICER,),
    Audience.CLUSTER: COORDINATION,
    Audience.CLUSTER_OWN: COORDINATION,
    Audience.CLUSTER_LEAD: COORDINATION,
    Audience.HC: (P.HUMANITARIAN_COORDINATOR, P.OCHA_OFFICER),
}
# Who opens a group.
OPENING = (P.SENIOR_POC_ADVISER, *CLEARING, *COORDINATION)


def may_release(actor: Actor, desk: Compartment, target: Compartment) -> bool:
    """Inside the mission, or the cluster, whoever rates for a side; in a shared room the post that answers for it."""
    if desk.pk not in actor.writable or target.pk not in actor.writable:
        return False
    return target.audience != Audience.SHARED or actor.post_kind in ACROSS[SIDE_OF_ROOM[desk.audience]]


def may_share(actor: Actor, room: Compartment) -> bool:
    return room.pk in actor.writable and actor.post_kind in SHARING.get(room.audience, ())
