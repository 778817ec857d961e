"""The life of a strategy as one table: state, verb, who, guard, what it leads to.

Pages draw their buttons from it, the API answers from it, and a test tries every cell of it.
The effects (freezing, releasing, notices) are the verbs in strategies/domain that call `move`.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind as P
from pocplan.access.errors import Conflict, Refused
from pocplan.access.grants import held, holds
from pocplan.journal.telling import tell
from strategies.domain.guards import GUARDS
from strategies.enums.text import Stage as S
from strategies.enums.text import Verb as V
from strategies.models import Strategy


class Step(NamedTuple):
    """One cell of the table. `by_clock`: the system may do it too."""

    stage: S
    verb: V
    who: tuple[P, ...]
    guard: str
    leads_to: S
    by_clock: bool = False


ADVISERS = (P.SENIOR_POC_ADVISER, P.POC_ADVISER)
COMPONENTS = (
    P.FORCE_PLANNER,
    P.POLICE_PLANNER,
    P.ANALYST,
    P.HUMAN_RIGHTS_OFFICER,
    P.CHILD_PROTECTION_ADVISER,
    P.WOMEN_PROTECTION_ADVISER,
    P.CIVIL_AFFAIRS_OFFICER,
    P.FIELD_OFFICE_HEAD,
    P.SECTION_OFFICER,
)
DRAFTERS = ADVISERS + COMPONENTS
ANNEX_WRITERS = (P.FORCE_PLANNER, P.FORCE_COMMANDER, P.POLICE_PLANNER, P.POLICE_COMMISSIONER)
CLEARERS = (*ADVISERS, *COMPONENTS, P.FORCE_COMMANDER, P.POLICE_COMMISSIONER)
# Whoever approves can read all that he approves: the only two posts with a seat in every part.
APPROVERS = (P.HEAD_OF_MISSION, P.CHIEF_OF_STAFF)
# Whoever reads a draft to write, to clear or to approve it asks beside its words for as long as they can change.
COMMENTERS = (*CLEARERS, *APPROVERS)
# What leaves the mission passes the Chief of Staff's delegate; what the Force knows, its Commander as well.
ROUND_CLEARERS = (P.CHIEF_OF_STAFF, P.DEPUTY_HEAD, P.HEAD_OF_MISSION)
FORCE_CLEARERS = (P.FORCE_COMMANDER,)
DUE_DILIGENCE = (P.HUMAN_RIGHTS_OFFICER, P.CHIEF_OF_STAFF)
HEADS = (*ADVISERS, *APPROVERS)

TABLE: tuple[Step, ...] = (
    Step(S.DRAFTING, V.COMMENT, COMMENTERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.EDIT, DRAFTERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.EDIT_HEADER, ADVISERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.IMPORT_WORD, ADVISERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.WRITE_ANNEX, ANNEX_WRITERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.STATE_DUE_DILIGENCE, DUE_DILIGENCE, "", S.DRAFTING),
    Step(S.DRAFTING, V.PREPARE_SCOPING, ADVISERS, "has_text", S.DRAFTING),
    Step(S.DRAFTING, V.CLEAR_ROUND, ROUND_CLEARERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.CLEAR_FOR_FORCE, FORCE_CLEARERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.OPEN_SCOPING, ADVISERS, "ready_to_open", S.DRAFTING),
    Step(S.DRAFTING, V.ASK_AGAIN, ADVISERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.ASK_CLEARANCE, ADVISERS, "has_text", S.INTERNAL_CLEARANCE),
    Step(S.DRAFTING, V.ANSWER_PROPOSALS, ADVISERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.TAKE_BACK_PROPOSAL, CLEARERS, "", S.DRAFTING),
    Step(S.DRAFTING, V.WITHDRAW, ADVISERS, "", S.WITHDRAWN),
    Step(S.INTERNAL_CLEARANCE, V.COMMENT, COMMENTERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.GIVE_CLEARANCE, CLEARERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.PROPOSE, CLEARERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.ANSWER_PROPOSALS, ADVISERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.TAKE_BACK_PROPOSAL, CLEARERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.WRITE_ANNEX, ANNEX_WRITERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.FREEZE_ANNEX, ANNEX_WRITERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.STATE_DUE_DILIGENCE, DUE_DILIGENCE, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.TAKE_BACK, ADVISERS, "", S.DRAFTING),
    Step(S.INTERNAL_CLEARANCE, V.PREPARE_ROUND, ADVISERS, "clearance_complete", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.CLEAR_ROUND, ROUND_CLEARERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.CLEAR_FOR_FORCE, FORCE_CLEARERS, "", S.INTERNAL_CLEARANCE),
    Step(S.INTERNAL_CLEARANCE, V.OPEN_ROUND, ADVISERS, "ready_to_open", S.CONSULTATION),
    Step(S.INTERNAL_CLEARANCE, V.SUBMIT, ADVISERS, "ready_to_submit", S.APPROVAL),
    Step(S.INTERNAL_CLEARANCE, V.WITHDRAW, ADVISERS, "", S.WITHDRAWN),
    Step(S.CONSULTATION, V.COMMENT, COMMENTERS, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.WRITE_ANNEX, ANNEX_WRITERS, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.FREEZE_ANNEX, ANNEX_WRITERS, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.STATE_DUE_DILIGENCE, DUE_DILIGENCE, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.ANSWER_PROPOSALS, ADVISERS, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.TAKE_BACK_PROPOSAL, CLEARERS, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.ASK_AGAIN, ADVISERS, "", S.CONSULTATION),
    Step(S.CONSULTATION, V.CLOSE_ROUND, ADVISERS, "", S.REVISION, by_clock=True),
    Step(S.CONSULTATION, V.WITHDRAW_ROUND, ADVISERS, "", S.REVISION),
    Step(S.REVISION, V.COMMENT, COMMENTERS, "", S.REVISION),
    Step(S.REVISION, V.EDIT, DRAFTERS, "", S.REVISION),
    Step(S.REVISION, V.EDIT_HEADER, ADVISERS, "", S.REVISION),
    Step(S.REVISION, V.WRITE_ANNEX, ANNEX_WRITERS, "", S.REVISION),
    Step(S.REVISION, V.FREEZE_ANNEX, ANNEX_WRITERS, "", S.REVISION),
    Step(S.REVISION, V.STATE_DUE_DILIGENCE, DUE_DILIGENCE, "", S.REVISION),
    Step(S.REVISION, V.ANSWER_PROPOSALS, ADVISERS, "", S.REVISION),
    Step(S.REVISION, V.TAKE_BACK_PROPOSAL, CLEARERS, "", S.REVISION),
    Step(S.REVISION, V.ASK_CLEARANCE, ADVISERS, "has_text", S.INTERNAL_CLEARANCE),
    Step(S.REVISION, V.PREPARE_ROUND, ADVISERS, "has_text", S.REVISION),
    Step(S.REVISION, V.CLEAR_ROUND, ROUND_CLEARERS, "", S.REVISION),
    Step(S.REVISION, V.CLEAR_FOR_FORCE, FORCE_CLEARERS, "", S.REVISION),
    Step(S.REVISION, V.OPEN_ROUND, ADVISERS, "ready_to_open", S.CONSULTATION),
    Step(S.REVISION, V.SUBMIT, ADVISERS, "ready_to_submit", S.APPROVAL),
    Step(S.REVISION, V.WITHDRAW, ADVISERS, "", S.WITHDRAWN),
    Step(S.APPROVAL, V.FREEZE_ANNEX, ANNEX_WRITERS, "not_yet_approved", S.APPROVAL),
    Step(S.APPROVAL, V.STATE_DUE_DILIGENCE, DUE_DILIGENCE, "", S.APPROVAL),
    Step(S.APPROVAL, V.SET_DATES, HEADS, "", S.APPROVAL),
    Step(S.APPROVAL, V.SEND_BACK, HEADS, "", S.REVISION),
    Step(S.APPROVAL, V.APPROVE, APPROVERS, "may_approve", S.APPROVAL),
    Step(S.APPROVAL, V.BRING_INTO_FORCE, HEADS, "may_enter_into_force", S.IN_FORCE),
    Step(S.APPROVAL, V.WITHDRAW, HEADS, "", S.WITHDRAWN),
    Step(S.IN_FORCE, V.STATE_DUE_DILIGENCE, DUE_DILIGENCE, "", S.IN_FORCE),
    Step(S.IN_FORCE, V.START_SUCCESSOR, ADVISERS, "", S.IN_FORCE),
    Step(S.IN_FORCE, V.SUPERSEDE, HEADS, "successor_in_force", S.SUPERSEDED),
    Step(S.IN_FORCE, V.WITHDRAW, APPROVERS, "", S.WITHDRAWN),
)
CELLS: dict[tuple[str, str], Step] = {(step.stage, step.verb): step for step in TABLE}
# A right given to one post on one strategy stands beside its kind; guards are asked of it all the same.
GRANTABLE: dict[V, str] = {
    V.EDIT: "change",
    V.COMMENT: "change",
    V.PREPARE_ROUND: "invite",
    V.OPEN_ROUND: "invite",
    V.APPROVE: "approve",
    V.ANSWER_PROPOSALS: "dispose",
}


def allowed(actor: Actor, strategy: Strategy) -> list[Step]:
    """What this actor's post may do now, in the table's order; guards are asked when it is done."""
    if strategy.compartment_id not in actor.writable:
        return []
    given = held(actor, strategy)
    steps = (step for step in TABLE if step.stage == strategy.stage)
    return [step for step in steps if may(actor, step) or GRANTABLE.get(step.verb) in given]


def may(actor: Actor, step: Step) -> bool:
    """Whether the kind of post of this actor, or the clock, is named in the cell."""
    return step.by_clock if actor.is_system else actor.post_kind in step.who


def demand(actor: Actor, strategy: Strategy, verb: V) -> Step:
    """The cell for this verb now. Raises Refused with the reason: the stage, the post, or the guard."""
    step = CELLS.get((strategy.stage, verb))
    if step is None:
        raise Refused(
            _("This cannot be done while the strategy is at the stage “%(stage)s”."),
            stage=S(strategy.stage).label,
        )
    if strategy.compartment_id not in actor.writable or not _may_here(actor, step, strategy):
        raise Refused(_("Your post may not do this. Ask a post that may, or change your hat."))
    if step.guard:
        GUARDS[step.guard](actor, strategy)
    return step


def _may_here(actor: Actor, step: Step, strategy: Strategy) -> bool:
    return may(actor, step) or (step.verb in GRANTABLE and holds(actor, GRANTABLE[step.verb], strategy))


def move(actor: Actor, strategy: Strategy, verb: V, **facts: object) -> Step:
    """Do the move of a verb: demand it, change the stage, journal it and tell the room.

    Called inside a verb's transaction. Raises Refused, and Conflict where somebody moved it first.
    """
    step = demand(actor, strategy, verb)
    moment = now()
    rows = Strategy.objects.visible_to(actor).filter(pk=strategy.pk, stage=step.stage)
    if not rows.update(stage=step.leads_to, moved_at=moment):
        raise Conflict(_("Somebody moved this strategy on meanwhile. Look at it again before you go on."))
    strategy.stage, strategy.moved_at = step.leads_to, moment
    tell(actor, strategy, verb, **facts)
    return step
