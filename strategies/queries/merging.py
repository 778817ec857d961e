"""A proposal that holds both texts of a conflict, from the state that both began with."""

from dataclasses import dataclass
from itertools import zip_longest

from pocplan.access.actor import Actor
from strategies.documents.redline import merge, redline_html
from strategies.models import Block, BlockHistory, LostEdit


@dataclass(frozen=True)
class Proposal:
    """`clean` says that the two changes did not meet; the redlines show each against the common beginning."""

    html: str
    notes: list[str]
    clean: bool
    mine_redline: str
    theirs_redline: str


def proposal_for(actor: Actor, lost: LostEdit, theirs: Block) -> Proposal:
    """Merge what was kept with what stands, word by word."""
    history = BlockHistory.objects.visible_to(actor).filter(block=theirs, version=lost.base_version).first()
    base, before = (history.html, history.notes) if history else ("", [])
    merged, clean = merge(base, lost.html, theirs.html)
    notes, notes_clean = _notes(before, lost.notes, theirs.notes)
    mine, other = redline_html(base, lost.html), redline_html(base, theirs.html)
    return Proposal(merged, notes, clean and notes_clean, mine, other)


def _notes(base: list[str], mine: list[str], theirs: list[str]) -> tuple[list[str], bool]:
    """Each footnote merged by its number; where both added some, both stand."""
    merged = [merge(*three) for three in zip_longest(base, mine, theirs, fillvalue="")]
    return [note for note, _clean in merged], all(clean for _note, clean in merged)
