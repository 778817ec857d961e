"""Accepting and declining what others suggested: into the text with an answer, or an answer alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from strategies.domain.blocks import Typed, save_block
from strategies.domain.dispositions import dispose
from strategies.domain.proposals import answer_proposal
from strategies.domain.workflow import demand
from strategies.enums.rounds import DispositionWord
from strategies.enums.text import Verb
from strategies.models import Block, Proposal
from strategies.queries.suggestions import Suggestion, placed


@dataclass(frozen=True)
class Settled:
    """How many suggestions were answered, and how many wait on because they have no place in the text any more."""

    done: int
    left: int


@verb()
def accept_suggestions(*, actor: Actor, suggestions: Sequence[Suggestion], reason: str) -> Settled:
    """Write each suggested text into its block and answer it “accepted”, with one reason for all.

    What has no place any more is left without an answer. Raises Refused where none has one, for the
    stage and the post (as `save_block` and the answering verb do), and Conflict where a block changed meanwhile.
    """
    _demand_some(suggestions)
    latest: dict[UUID, Block] = {}
    done = 0
    for one in suggestions:
        if one.block is None:
            continue
        now = placed(one, latest.get(one.block.pk, one.block))
        if now.block is None or now.html is None:
            continue
        block = save_block(actor=actor, block=now.block, version=now.block.version, typed=Typed(now.html))
        latest[block.pk] = block
        _answer(actor, one, DispositionWord.ACCEPTED, reason)
        done += 1
    if not done:
        raise Refused(_("These suggestions have no place in the text any more. Write them by hand and answer them."))
    return Settled(done, len(suggestions) - done)


@verb()
def decline_suggestions(*, actor: Actor, suggestions: Sequence[Suggestion], reason: str) -> Settled:
    """Answer each “not accepted”, with one reason for all; the text stays. Refuses as the answering verb does."""
    _demand_some(suggestions)
    for one in suggestions:
        _answer(actor, one, DispositionWord.NOT_ACCEPTED, reason)
    return Settled(len(suggestions), 0)


@verb()
def accept_as_written(*, actor: Actor, suggestions: Sequence[Suggestion], reason: str) -> Settled:
    """Answer “accepted” what a drafter wrote by hand. Refuses proposals of clearance while the text stands still."""
    _demand_some(suggestions)
    for one in suggestions:
        if isinstance(one.comment, Proposal):
            demand(actor, one.comment.clearance.version.strategy, Verb.EDIT)
        _answer(actor, one, DispositionWord.ACCEPTED, reason)
    return Settled(len(suggestions), 0)


def _answer(actor: Actor, one: Suggestion, word: DispositionWord, reason: str) -> None:
    """In the room that it was said in: as a released answer, or among the mission's own."""
    if isinstance(one.comment, Proposal):
        answer_proposal(actor=actor, proposal=one.comment, word=word, reason=reason)
    else:
        dispose(actor=actor, subject=one.comment, word=word, reason=reason)


def _demand_some(suggestions: Sequence[Suggestion]) -> None:
    if not suggestions:
        raise Refused(_("Choose at least one suggestion that waits for an answer."), "which")
    kinds = {type(one.comment) for one in suggestions}
    if len(kinds) > 1:
        raise ValueError("One reason for proposals in clearance and for released comments would leave the mission.")
