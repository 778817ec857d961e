"""What the Force knows leaves the mission with the Force Commander's clearance, beside that of the delegate."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.domain.announcing import announce, tell_the_advisers
from strategies.domain.workflow import demand
from strategies.enums.rounds import ForceWord, RoundState
from strategies.enums.text import Verb
from strategies.models import ForceClearance, Round
from strategies.queries.force import known_from_force
from strategies.queries.signatures import signature


def ask_the_force(actor: Actor, round_: Round) -> None:
    """Ask the Force Commander where the round's version holds something that the Force knows."""
    about = known_from_force(actor, round_.version)
    if not about:
        return
    row = ForceClearance.objects.create(compartment_id=round_.compartment_id, round=round_, about=about, asked_at=now())
    tell(actor, row, "ask_the_force", round=str(round_.pk))
    announce(actor, round_, "force_clearance_asked", (PostKind.FORCE_COMMANDER,))


@verb()
def clear_for_force(*, actor: Actor, clearance: ForceClearance, word: str, remarks: str = "") -> ForceClearance:
    """The Force Commander's word on what the Force knows, once. Not clearing it needs a reason.

    Raises Refused for every other post and for a round that is open or ended, Conflict for a second answer.
    """
    round_ = clearance.round
    if actor.post_kind != PostKind.FORCE_COMMANDER:
        raise Refused(_("The Force Commander clears what the Force knows. Ask that post."))
    demand(actor, round_.strategy, Verb.CLEAR_FOR_FORCE)
    if round_.state not in (RoundState.PREPARED, RoundState.CLEARED):
        raise Refused(_("This round does not wait for clearance."))
    if word not in (ForceWord.CLEARED, ForceWord.NOT_CLEARED):
        raise Refused(_("Choose one of the listed values."), "word")
    text = wording.plain(remarks, limit=5000, field="remarks", required=word == ForceWord.NOT_CLEARED)
    who = signature(actor, round_.language).as_fields("given_by")
    rows = ForceClearance.objects.visible_to(actor).filter(pk=clearance.pk, word=ForceWord.ASKED)
    if not rows.update(word=word, remarks=text, given_at=now(), **who):
        raise Conflict(_("The Force Commander has answered already."))
    clearance.refresh_from_db()
    tell(actor, clearance, Verb.CLEAR_FOR_FORCE, word=word)
    tell_the_advisers(actor, round_, "force_clearance_given")
    return clearance
