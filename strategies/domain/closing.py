"""What the clock does: "no response" where nobody answered in time, and the end of a round.

The system is bound to one room at a time, so each step here works in the room it is bound to.
"""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.models import Operation
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.announcing import tell_the_advisers
from strategies.domain.workflow import move
from strategies.enums.rounds import PositionWord, RoundPurpose, RoundState
from strategies.enums.text import Verb
from strategies.models import Pause, Position, Request, Round
from strategies.queries.rounds import board, invitations_of


@verb()
def close_due_requests(*, actor: Actor) -> set[UUID]:
    """Close the requests of the bound reply room whose last day is over. Returns all that are closed.

    A paused clock closes nothing. Doing it twice changes nothing.
    """
    moment = now()
    for request in Request.objects.visible_to(actor).filter(closed_at=None).select_for_update():
        if _is_due(actor, request, moment):
            _close(actor, request, moment)
    rows = Request.objects.visible_to(actor).exclude(closed_at=None)
    return set(rows.values_list("pk", flat=True))


def _is_due(actor: Actor, request: Request, moment: datetime) -> bool:
    zone = Operation.objects.get().timezone
    if moment.astimezone(ZoneInfo(zone)).date() <= request.deadline:
        return False
    return not Pause.objects.visible_to(actor).filter(request=request, ends=None).exists()


def _close(actor: Actor, request: Request, moment: datetime) -> None:
    if not Position.objects.visible_to(actor).filter(request=request).exists():
        Position.objects.create(
            compartment_id=request.compartment_id,
            request=request,
            word=PositionWord.NO_RESPONSE,
            attributed_to=request.organisation,
            at=moment,
        )
    Request.objects.visible_to(actor).filter(pk=request.pk).update(closed_at=moment)
    tell(actor, request, "close_request")


@verb()
def close_finished_round(*, actor: Actor, round_: Round, closed: set[UUID]) -> bool:
    """End an open round whose requests are all closed. Returns whether it ended."""
    asked = {one.request_id for one in invitations_of(actor, round_) if one.request_id}
    if round_.state != RoundState.OPEN or asked - closed:
        return False
    _end(actor, round_)
    return True


@verb()
def close_round(*, actor: Actor, round_: Round) -> Round:
    """An adviser ends a round early, once every invitee has stated a position. Raises Refused before."""
    rows = [row.reply for row in board(actor, round_) if row.reply]
    silent = [reply.request.organisation for reply in rows if not reply.word]
    if silent:
        raise Refused(_("Still to reply: %(names)s. The clock closes the round."), names=", ".join(silent))
    Request.objects.visible_to(actor).filter(pk__in=[reply.request.pk for reply in rows], closed_at=None).update(
        closed_at=now()
    )
    _end(actor, round_)
    return round_


def _end(actor: Actor, round_: Round) -> None:
    if round_.purpose == RoundPurpose.CONSULTATION:
        move(actor, round_.strategy, Verb.CLOSE_ROUND, round=str(round_.pk))
    Round.objects.visible_to(actor).filter(pk=round_.pk).update(state=RoundState.CLOSED, ended_at=now())
    round_.state = RoundState.CLOSED
    tell(actor, round_, "close_round")
    tell_the_advisers(actor, round_, "round_closed")
