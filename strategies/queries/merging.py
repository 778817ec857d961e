"""A proposal that holds both texts of a conflict, from the state that both began with."""

from dataclasses import dataclass

from pocplan.access.actor import Actor
from strategies.documents.redline import merge
from strategies.models import Block, BlockHistory, LostEdit


@dataclass(frozen=True)
class Proposal:
    html: str
    notes: list[str]
    clean: bool


def proposal_for(actor: Actor, lost: LostEdit, theirs: Block) -> Proposal:
    """Merge what was kept with what stands, word by word; `clean` says that nothing overlapped."""
    history = BlockHistory.objects.visible_to(actor).filter(block=theirs, version=lost.base_version)
    base = history.first()
    merged, clean = merge(base.html if base else "", lost.html, theirs.html)
    notes = lost.notes if len(lost.notes) >= len(theirs.notes) else theirs.notes
    return Proposal(merged, notes, clean and lost.notes == theirs.notes)
