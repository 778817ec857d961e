"""Actions out of a decision: given to posts of one's own side, open until done or answered with a reason."""

from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bodies.domain.decisions import FARTHEST
from bodies.domain.guards import OVERTAKEN, own_post, owner_words
from bodies.enums import ActionState, DecisionKind
from bodies.models import Action, Decision
from bodies.queries.bodies import keeps
from bodies.queries.decisions import end_of
from missions.queries.calendar import today_of
from picture.domain.guards import demand_writer, signed
from picture.domain.naming import demand_no_person, fill_without_names
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify


@verb()
def add_action(*, actor: Actor, decision: Decision, what: str, owner: UUID | None, due_on: date) -> Action:
    """What a post of the actor's own side does, until when. Whoever keeps the body gives it, or the decision's owner.

    Each side in a shared body gives its own: the mission tasks no humanitarian, and no cluster the mission.
    Raises Refused for another side's post, a day in the past, a proposal, and a decision that came to its end.
    """
    demand_writer(actor, decision.compartment_id)
    _demand_giver(actor, decision)
    if not today_of(actor) <= due_on <= today_of(actor) + FARTHEST:
        raise Refused(_("Choose a day between today and three years from now."), "due_on")
    post = own_post(actor, owner)
    action = Action(compartment_id=decision.compartment_id, decision=decision, due_on=due_on, given_at=now())
    fill_without_names(action, {"what": what})
    action.owner_name = owner_words(actor, decision.body.compartment, post)
    action.owner_post_id, action.of_owner_id = post.pk, actor.owner_id
    action.number = next_number(decision.compartment_id, "action")
    Action.objects.bulk_create([action])
    tell(actor, action, "give_action", number=action.number)
    notify(
        actor=actor, compartment_id=action.compartment_id, code="action_given", kind="action", subject_id=action.pk,
        deadline=due_on, to_posts=[post.pk],
    )  # fmt: skip
    return action


def _demand_giver(actor: Actor, decision: Decision) -> None:
    if decision.kind == DecisionKind.PROPOSAL:
        raise Refused(_("A proposal is handed up first. Actions come from a decision."))
    if end_of(actor, decision):
        raise Refused(_("This decision has come to its end."))
    if decision.owner_post_id != actor.post_id and not keeps(actor, decision.body):
        raise Refused(_("Who keeps the body, or owns the decision, gives actions. Ask one of them."))


@verb()
def end_action(*, actor: Actor, action: Action, revision: int, state: str, because: str = "") -> Action:
    """Done, or not done with a reason, said by the post that owns it or by who keeps the body on the same side.

    Raises Refused for another side's action and one that ended, Conflict where somebody was first.
    """
    demand_writer(actor, action.compartment_id)
    if action.of_owner_id != actor.owner_id:
        raise Refused(_("This action is another organisation’s own."))
    if action.owner_post_id != actor.post_id and not keeps(actor, action.decision.body):
        raise Refused(_("The post that owns the action says so, or who keeps the body."))
    if action.state != ActionState.OPEN:
        raise Refused(_("This action has come to its end."))
    check_fields(action, {"state": state})
    if state == ActionState.OPEN:
        raise Refused(_("Say whether it is done, or why not."), "state")
    why = plain(because, limit=2000, field="because", required=state == ActionState.ANSWERED)
    changed = {"state": state, "because": demand_no_person(why, "because"), "ended_at": now()}
    _move(actor, action, revision, {**changed, "ended_by": signed(actor, action.decision.body.compartment)})
    tell(actor, action, "end_action", state=state)
    return action


def _move(actor: Actor, action: Action, revision: int, values: dict[str, object]) -> None:
    rows = Action.objects.visible_to(actor).filter(pk=action.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    action.refresh_from_db(fields=["revision", *values])
