"""Asking those who have not replied once more: a courtesy of the adviser, at most once a day."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import today_of
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.announcing import tell_the_asked
from strategies.domain.workflow import demand
from strategies.enums.rounds import RoundState
from strategies.enums.text import Verb
from strategies.models import Round
from strategies.queries.replies import Reply
from strategies.queries.rounds import still_to_reply


@verb()
def ask_again(*, actor: Actor, round_: Round) -> int:
    """A notice to each invitee that has stated no position; gives how many were asked.

    Who paused the clock is left in peace. Raises Refused for another post, a round that is not open,
    where everybody replied, and for a second time on one day.
    """
    demand(actor, round_.strategy, Verb.ASK_AGAIN)
    if round_.state != RoundState.OPEN:
        raise Refused(_("This round is not open."))
    silent = still_to_reply(actor, round_)
    if not silent:
        raise Refused(_("Nobody is still to reply, or who is cannot work at present."))
    _once_a_day(actor, round_)
    for reply in silent:
        _ask(actor, reply)
    tell(actor, round_, Verb.ASK_AGAIN, invitees=len(silent))
    return len(silent)


def _once_a_day(actor: Actor, round_: Round) -> None:
    today = today_of(actor)
    rows = Round.objects.visible_to(actor).filter(Q(asked_again_on=None) | Q(asked_again_on__lt=today), pk=round_.pk)
    if not rows.update(asked_again_on=today):
        raise Refused(_("They were asked today already. Ask again tomorrow."))


def _ask(actor: Actor, reply: Reply) -> None:
    tell_the_asked(actor, reply.request, "position_asked_again", reply.request.deadline)
    tell(actor, reply.request, "position_asked_again")
