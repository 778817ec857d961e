"""What people are told of bodies. No sentence names one, nor what it met about or decided."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bodies.enums import ActionState, HandedState, MeetingState
from bodies.models import Action, Decision, DecisionEnd, Handed, Meeting
from pocplan.access.actor import Actor
from pocplan.notices.registry import register


def _over(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Meeting.objects.visible_to(actor).filter(pk__in=ids).exclude(state=MeetingState.PLANNED)
    return set(rows.values_list("pk", flat=True))


def _ended(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Action.objects.visible_to(actor).filter(pk__in=ids).exclude(state=ActionState.OPEN)
    return set(rows.values_list("pk", flat=True))


def _decided(actor: Actor, ids: set[UUID]) -> set[UUID]:
    return set(DecisionEnd.objects.visible_to(actor).filter(decision__in=ids).values_list("decision_id", flat=True))


def _taken_up(actor: Actor, ids: set[UUID]) -> set[UUID]:
    rows = Handed.objects.visible_to(actor).filter(pk__in=ids).exclude(state=HandedState.WAITING)
    return set(rows.values_list("pk", flat=True))


register("meeting_prepared", _("A meeting is prepared"), url="bodies:meeting", model=Meeting, settled=_over)
register("meeting_called_off", _("A meeting was called off"), url="bodies:meeting", model=Meeting)
register(
    "decision_recorded",
    _("A decision names your post as its owner"),
    url="bodies:decision",
    model=Decision,
    settled=_decided,
)
register("action_due", _("An action of yours comes to its day"), url="bodies:action", model=Action, settled=_ended)
register("action_overdue", _("An action is past its day"), url="bodies:action", model=Action, settled=_ended)
register(
    "decision_due", _("A decision of yours comes to its day"), url="bodies:decision", model=Decision, settled=_decided
)
register("decision_overdue", _("A decision is past its day"), url="bodies:decision", model=Decision, settled=_decided)
register("action_given", _("An action was given to your post"), url="bodies:action", model=Action, settled=_ended)
register(
    "handed_to_body",
    _("A proposal or decision was handed to a body that you chair"),
    url="bodies:handed",
    model=Handed,
    settled=_taken_up,
)
