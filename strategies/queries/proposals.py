"""What components asked for clearance would have instead, for the mission's own readers and nobody else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, QuerySet

from pocplan.access.actor import Actor
from strategies.enums.text import ProposalWord
from strategies.models import Block, Clearance, Proposal, Section, Strategy
from strategies.queries.suggestions import Suggestion, blocks_by_lineage, in_order


def proposals_waiting(actor: Actor, strategy: UUID) -> QuerySet[Proposal]:
    """Those without an answer, of every version that was asked about, as they came."""
    rows = Proposal.objects.visible_to(actor).filter(clearance__version__strategy=strategy, word=ProposalWord.WAITING)
    return rows.select_related("clearance__version__strategy")


def proposal_for(actor: Actor, proposal_id: UUID) -> Proposal:
    """With its clearance, version and strategy. Raises Proposal.DoesNotExist alike for hidden and absent."""
    rows = Proposal.objects.visible_to(actor).select_related("clearance__version__strategy")
    return rows.get(pk=proposal_id)


def strategies_with_proposals(actor: Actor, stages: Iterable[str]) -> list[tuple[UUID, str, int]]:
    """Strategies at these stages with their titles, and how many proposals wait there. In one query."""
    rows = Proposal.objects.visible_to(actor).filter(
        word=ProposalWord.WAITING, clearance__version__strategy__stage__in=stages
    )
    strategy = "clearance__version__strategy"
    counted = rows.order_by().values(strategy, f"{strategy}__title").annotate(waiting=Count("id"))
    return list(counted.order_by(f"{strategy}__title", strategy).values_list(strategy, f"{strategy}__title", "waiting"))


def open_proposals(actor: Actor, strategy: Strategy) -> list[Suggestion]:
    """Each on its block of the working text, in the order of the text. In two queries, whatever was proposed."""
    said = list(proposals_waiting(actor, strategy.pk))
    keys = {str(one.anchor["block"]) for one in said if one.anchor.get("block")}
    blocks = blocks_by_lineage(actor, strategy, keys) if keys else {}
    return in_order(said, {str(key): block for key, block in blocks.items()})


def proposals_beside(actor: Actor, section: Section, blocks: Sequence[Block]) -> dict[UUID, list[Suggestion]]:
    """What waits for an answer, beside the blocks of a section as they are written in. In one query."""
    shown = {str(block.lineage): block for block in blocks}
    said = proposals_waiting(actor, section.strategy_id).filter(anchor__section=str(section.lineage))
    found: dict[UUID, list[Suggestion]] = defaultdict(list)
    for one in in_order([one for one in said if one.anchor.get("block") in shown], shown):
        if one.block:
            found[one.block.pk].append(one)
    return dict(found)


def proposals_on(actor: Actor, clearance: Clearance) -> dict[str, list[Proposal]]:
    """What was proposed about one frozen version, answered or not, under the key of the block it speaks of."""
    rows = Proposal.objects.visible_to(actor).filter(clearance__version=clearance.version_id)
    rows = rows.exclude(word=ProposalWord.TAKEN_BACK)
    found: dict[str, list[Proposal]] = defaultdict(list)
    for row in rows.select_related("clearance"):
        found[row.anchor.get("block", "")].append(row)
    return dict(found)
