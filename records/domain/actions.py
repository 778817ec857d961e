"""What is to be done afterwards: added, and ended as done or not done with the reason."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import not_over
from picture.domain.guards import demand_writer
from picture.domain.naming import demand_no_person, fill_without_names
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Owner
from pocplan.access.verb import verb
from pocplan.access.wording import plain
from pocplan.journal.telling import tell
from records.domain.cases import NOT_THIS_POST, named_post
from records.domain.neutral import demand_no_blame
from records.domain.reviews import step_of_review
from records.domain.tasking import demand_nobody_tasked
from records.domain.visits import OVERTAKEN, step_of_visit
from records.enums.reviews import ReviewStepKind
from records.enums.visits import ActionState, VisitState, VisitStepKind
from records.models import Action, IncidentReview, Visit
from records.queries.actions import may_end

FARTHEST = timedelta(days=730)


@verb()
def add_action(
    *, actor: Actor, visit: Visit, what: str, due_on: date | None, owner_post_id: UUID | None = None
) -> Action:
    """One thing to do after a joint mission. In the mission's own room a post answers for it; in a shared room
    the actor's own body does, for nobody gives the other side tasks. Raises Refused with the field at fault.
    """
    demand_writer(actor, visit.compartment_id)
    if visit.state == VisitState.CALLED_OFF:
        raise Refused(_("This joint mission was called off."))
    action = Action(compartment_id=visit.compartment_id, visit=visit, **_owner(actor, visit, owner_post_id))
    _fill(actor, action, what, due_on)
    Action.objects.bulk_create([action])
    step_of_visit(actor, visit, VisitStepKind.ACTION, action.what)
    tell(actor, action, "add_visit_action")
    return action


@verb()
def add_action_of_review(
    *, actor: Actor, review: IncidentReview, what: str, due_on: date | None, owner_post_id: UUID | None = None
) -> Action:
    """One thing to do after a review, for a post of the mission. It says what is done, never who was at fault."""
    demand_writer(actor, review.compartment_id)
    action = Action(compartment_id=review.compartment_id, review=review, **_owner(actor, review, owner_post_id))
    _fill(actor, action, demand_no_blame(what, "what"), due_on)
    Action.objects.bulk_create([action])
    step_of_review(actor, review, ReviewStepKind.ACTION, action.what)
    tell(actor, action, "add_visit_action")
    return action


@verb()
def end_action(*, actor: Actor, action: Action, revision: int, state: str, answer: str = "") -> Action:
    """Done, or not done and why. For the post that answers for it and those who keep its body's plans."""
    demand_writer(actor, action.compartment_id)
    if not may_end(actor, action):
        raise Refused(NOT_THIS_POST)
    if action.state != ActionState.OPEN or state not in (ActionState.DONE, ActionState.NOT_DONE):
        raise Refused(_("Choose one of the listed values."), "state")
    needed = state == ActionState.NOT_DONE
    words = demand_no_person(plain(answer, limit=2000, field="answer", required=needed), "answer")
    rows = Action.objects.visible_to(actor).filter(pk=action.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, state=state, answer=words, ended_at=now()):
        raise Conflict(OVERTAKEN)
    if action.visit is not None:
        step_of_visit(actor, action.visit, VisitStepKind.ACTION_ENDED, action.what)
    if action.review is not None:
        step_of_review(actor, action.review, ReviewStepKind.ACTION_ENDED, action.what)
    tell(actor, action, "end_visit_action", state=state)
    return action


def _owner(actor: Actor, record: Visit | IncidentReview, post_id: UUID | None) -> dict[str, Any]:
    if record.compartment.audience == Audience.SHARED:
        title = Owner.objects.get(pk=actor.owner_id).name
        return {"body_owner_id": actor.owner_id, "owner_post_id": None, "owner_title": title}
    post = named_post(actor, post_id)
    return {"body_owner_id": actor.owner_id, "owner_post_id": post.pk, "owner_title": post.title_en}


def _fill(actor: Actor, action: Action, what: str, due_on: date | None) -> None:
    if due_on is None or not not_over(actor) <= due_on <= today() + FARTHEST:
        raise Refused(_("Choose a day between today and two years from now."), "due_on")
    fill_without_names(action, {"what": what})
    demand_nobody_tasked(action.what, "what")
    action.due_on, action.entered_at = due_on, now()
