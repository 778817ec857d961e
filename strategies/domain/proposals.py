"""Proposals in clearance: a component changes a copy of a passage, the drafters answer it. All of it stays inside."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.domain import wording
from strategies.domain.anchoring import anchored, edited_copy
from strategies.domain.clearances import ANSWERS_FOR
from strategies.domain.workflow import demand
from strategies.enums.text import ProposalWord, Verb
from strategies.models import Clearance, Proposal
from strategies.queries.signatures import signature
from strategies.queries.versions import latest_version

LONGEST = 5000
MOST = 500  # without an answer, of one component about one version


@verb()
def propose_words(*, actor: Actor, clearance: Clearance, block: str, edited: str, words: str) -> Proposal:
    """Keep an edited copy of a passage of the frozen version as what this component would have instead, and why.

    The version stays as it is. Raises Refused for another's component, once the text is taken back or a newer
    version is asked about, for a passage that is not in it, and for a copy in which nothing was changed.
    """
    version = clearance.version
    demand_asked(actor, clearance)
    copy = edited_copy(version.body, block, edited)
    anchor, section_title = anchored(version.body, block, copy.quote, "edited", copy.start)
    row = Proposal.objects.create(
        compartment_id=clearance.compartment_id,
        clearance=clearance,
        anchor=anchor,
        section_title=section_title,
        words=wording.plain(words, limit=LONGEST, field="words", required=True),
        suggestion=copy.instead,
        proposed_at=now(),
        **signature(actor, version.language).as_fields("proposed_by"),
    )
    tell(actor, row, Verb.PROPOSE, component=clearance.component)
    return row


def demand_asked(actor: Actor, clearance: Clearance) -> None:
    """Raises Refused unless the actor's post answers for this component, about the version that is asked about now."""
    strategy = clearance.version.strategy
    demand(actor, strategy, Verb.PROPOSE)
    if clearance.component not in ANSWERS_FOR.get(PostKind(actor.post_kind), ()):
        raise Refused(_("Your post does not answer for this component."))
    latest = latest_version(actor, strategy)
    if latest is None or latest.pk != clearance.version_id:
        raise Refused(_("A newer version is asked about. Propose it there."))
    waiting = Proposal.objects.visible_to(actor).filter(clearance=clearance, word=ProposalWord.WAITING)
    if waiting.count() >= MOST:
        raise Refused(_("%(limit)s proposals of your component wait for an answer already."), limit=MOST)


@verb()
def answer_proposal(*, actor: Actor, proposal: Proposal, word: str, reason: str) -> None:
    """The drafters' answer with its reason, once. Its author's post is told.

    Raises Refused for the stage, the post and a missing reason, Conflict where it was answered already.
    """
    strategy = proposal.clearance.version.strategy
    demand(actor, strategy, Verb.ANSWER_PROPOSALS)
    if word not in (ProposalWord.ACCEPTED, ProposalWord.NOT_ACCEPTED):
        raise Refused(_("Choose one of the listed values."), "word")
    text = wording.plain(reason, limit=LONGEST, field="reason", required=True)
    _settle(actor, proposal, word, text)
    tell(actor, proposal, Verb.ANSWER_PROPOSALS, word=word)
    notify(
        actor=actor,
        compartment_id=proposal.compartment_id,
        code="proposal_answered",
        kind="clearance",
        subject_id=proposal.clearance_id,
        to_posts=[proposal.proposed_by_post_id],
    )


@verb()
def take_back_proposal(*, actor: Actor, proposal: Proposal) -> None:
    """Its author's post takes it back while it waits. Refuses every other post, Conflict once it was answered."""
    demand_own(actor, proposal)
    _settle(actor, proposal, ProposalWord.TAKEN_BACK, "")
    tell(actor, proposal, Verb.TAKE_BACK_PROPOSAL)


def demand_own(actor: Actor, proposal: Proposal) -> None:
    """Raises Refused for the stage, and for every post but that which wrote it."""
    demand(actor, proposal.clearance.version.strategy, Verb.TAKE_BACK_PROPOSAL)
    if proposal.proposed_by_post_id != actor.post_id:
        raise Refused(_("Only who wrote this can take it back."))


def _settle(actor: Actor, proposal: Proposal, word: str, reason: str) -> None:
    who = signature(actor, proposal.clearance.version.language).as_fields("answered_by")
    rows = Proposal.objects.visible_to(actor).filter(pk=proposal.pk, word=ProposalWord.WAITING)
    if not rows.update(word=word, reason=reason, answered_at=now(), **who):
        raise Conflict(_("Somebody answered this proposal meanwhile. Look at the list again."))
