"""Putting back what was taken out a moment ago."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.regret import LATE as TOO_LATE
from pocplan.access.regret import REGRET
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain.blocks import demand_writing
from strategies.domain.companions import demand_companion, demand_coordinator
from strategies.domain.margin import demand_own_words
from strategies.domain.proposals import demand_own
from strategies.domain.rows import ONCE
from strategies.domain.sections import unready
from strategies.domain.workflow import demand
from strategies.enums.text import ProposalWord, Verb
from strategies.models import (
    Activity,
    Block,
    Body,
    Companion,
    CompanionSection,
    Indicator,
    InnerComment,
    MarginComment,
    Proposal,
    Responsibility,
    Section,
    Threat,
)

LATE = _("This was taken out too long ago to be put back by one click. Write it again; versions keep their words.")


@verb()
def put_block_back(*, actor: Actor, block: Block) -> None:
    """Undo taking a block out. Raises Refused for who may not write here, and after the moment of regret."""
    demand_writing(actor, block)
    rows = Block.objects.visible_to(actor).filter(pk=block.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None):
        raise Refused(LATE)
    if block.section_id:
        left = Block.objects.visible_to(actor).filter(section_id=block.section_id, withdrawn_at=None).exclude(html="")
        Section.objects.visible_to(actor).filter(pk=block.section_id).update(state=unready(left.exists()))
    tell(actor, block, "put_block_back")


@verb(ONCE)
def put_row_back(*, actor: Actor, row: Threat | Activity | Body | Responsibility | Indicator) -> None:
    """Undo taking a row out. Raises Refused for who may not write here, and after the moment of regret."""
    demand(actor, row.strategy, Verb.EDIT)
    rows = type(row).objects.visible_to(actor).filter(pk=row.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None, version=F("version") + 1):
        raise Refused(LATE)
    tell(actor, row, "put_row_back")


@verb()
def put_section_back(*, actor: Actor, section: Section) -> None:
    """Undo taking a section out, with its blocks as they stand. Refuses as for a block."""
    demand(actor, section.strategy, Verb.EDIT)
    _put_back(actor, section)
    tell(actor, section, "put_section_back")


@verb()
def put_comment_back(*, actor: Actor, comment: InnerComment) -> None:
    """Undo taking back one's own words among one's own. Refuses everybody but the post that wrote them."""
    if comment.post_id != actor.post_id:
        raise Refused(_("Only who wrote this can put it back."))
    _put_back(actor, comment)
    tell(actor, comment, "put_comment_back")


@verb()
def put_margin_back(*, actor: Actor, comment: MarginComment) -> None:
    """Undo taking back one's own words beside a draft. Refuses everybody but the post that wrote them."""
    demand_own_words(actor, comment)
    _put_back(actor, comment)
    tell(actor, comment, "put_margin_back")


@verb()
def put_companion_back(*, actor: Actor, companion: Companion) -> None:
    """Undo putting a document away. For the coordination."""
    demand_coordinator(actor, companion)
    _put_back(actor, companion)
    tell(actor, companion, "put_companion_back")


@verb()
def put_companion_section_back(*, actor: Actor, section: CompanionSection) -> None:
    """Undo taking a section out of a companion document. For whoever writes in it."""
    demand_companion(actor, section.companion)
    _put_back(actor, section)
    tell(actor, section, "put_companion_section_back")


@verb()
def put_proposal_back(*, actor: Actor, proposal: Proposal) -> None:
    """Undo taking back a proposal of one's own, which then waits again. Refuses every other post."""
    demand_own(actor, proposal)
    rows = Proposal.objects.visible_to(actor).filter(pk=proposal.pk, word=ProposalWord.TAKEN_BACK)
    if not rows.filter(answered_at__gte=now() - REGRET).update(word=ProposalWord.WAITING, answered_at=None):
        raise Refused(TOO_LATE)
    tell(actor, proposal, "put_proposal_back")


def _put_back(actor: Actor, row: Section | InnerComment | MarginComment | Companion | CompanionSection) -> None:
    rows = type(row).objects.visible_to(actor).filter(pk=row.pk, withdrawn_at__gte=now() - REGRET)
    if not rows.update(withdrawn_at=None):
        raise Refused(TOO_LATE)
