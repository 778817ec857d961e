"""Suggestions that wait for the mission, each beside the block it changes.

They are released comments with a text instead; what components propose in clearance is placed by the same rules and
lies in another room (queries/proposals.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pocplan.access.actor import Actor
from strategies.documents.anchors import EXACT, MOVED, Anchor, find
from strategies.documents.applying import applied
from strategies.documents.clean import plain
from strategies.documents.errors import UnusableText
from strategies.documents.redline import redline_html
from strategies.models import Block, BlockAlias, Comment, Proposal, Strategy
from strategies.queries.beside import answers_to, comments_about

AROUND = 12  # characters beside words that moved, of which one side must agree


@dataclass(frozen=True)
class Suggestion:
    """A suggested text without an answer; `html` is its block with it, None where it has no place there any more."""

    comment: Comment | Proposal
    block: Block | None
    html: str | None

    @property
    def section(self) -> str:
        return self.comment.section_title

    @property
    def redline(self) -> str:
        """Its block with what would come and what would go."""
        return redline_html(self.block.html, self.html) if self.block and self.html is not None else ""

    @property
    def author(self) -> str:
        return self.comment.attributed_to


def open_suggestions(actor: Actor, strategy: Strategy) -> list[Suggestion]:
    """In the order of the text, then as they came. In four queries, whatever was suggested."""
    said = [one for one in comments_about(actor, strategy.pk) if one.suggestion]
    answered = answers_to(actor, said)
    waiting = [one for one in said if one.pk not in answered]
    return in_order(waiting, _blocks(actor, strategy, waiting))


def in_order(said: Iterable[Comment | Proposal], blocks: Mapping[str, Block]) -> list[Suggestion]:
    """Each on its block, found under the key of its anchor, in the order of the text."""
    found = [_placed(one, blocks.get(one.anchor.get("block", ""))) for one in said]
    return sorted(found, key=_order)


def placed(suggestion: Suggestion, block: Block) -> Suggestion:
    """The same suggestion on its block as it stands now."""
    return _placed(suggestion.comment, block)


def _order(one: Suggestion) -> tuple[int, int, int]:
    if one.block is None or one.block.section is None:
        return (10**9, 0, 0)
    return (one.block.section.position, one.block.position, int(one.comment.anchor.get("start", 0)))


def _blocks(actor: Actor, strategy: Strategy, comments: Sequence[Comment]) -> dict[str, Block]:
    """The mission's own blocks by the keys that they have in the rooms where the comments were made."""
    keys = {one.anchor["block"] for one in comments if one.anchor.get("block")}
    aliases = BlockAlias.objects.visible_in(actor, strategy.compartment_id).filter(key__in=keys)
    lineages = {str(key): lineage for lineage, key in aliases.values_list("block_id", "key")}
    by_lineage = blocks_by_lineage(actor, strategy, lineages.values())
    return {key: by_lineage[lineage] for key, lineage in lineages.items() if lineage in by_lineage}


def blocks_by_lineage(actor: Actor, strategy: Strategy, lineages: Iterable[UUID | str]) -> dict[UUID, Block]:
    """Those of these blocks that stand in the working text."""
    rows = Block.objects.visible_to(actor).filter(
        section__strategy=strategy, lineage__in=lineages, withdrawn_at=None, section__withdrawn_at=None
    )
    return {row.lineage: row for row in rows.select_related("section", "section__strategy")}


def _placed(comment: Comment | Proposal, block: Block | None) -> Suggestion:
    if block is None or not comment.anchor.get("quote"):
        return Suggestion(comment, block, None)
    anchor = Anchor.from_json(comment.anchor)
    body = {"sections": [{"key": "", "blocks": [{"key": anchor.block, "html": block.html}]}]}
    where = find(anchor, body)
    if where.status not in (EXACT, MOVED) or not _is_there(anchor, plain(block.html), where.start, where.status):
        return Suggestion(comment, block, None)
    try:
        return Suggestion(comment, block, applied(block.html, where.start, where.end, comment.suggestion))
    except UnusableText:
        return Suggestion(comment, block, None)


def _is_there(anchor: Anchor, text: str, start: int, status: str) -> bool:
    """Words that moved are believed where they stand once, or where what stands beside them moved with them."""
    if status == EXACT or text.count(anchor.quote) == 1:
        return True
    before, after = anchor.prefix[-AROUND:], anchor.suffix[:AROUND]
    return text[:start].endswith(before) or text[start + len(anchor.quote) :].startswith(after)


def chosen_of(found: Iterable[Suggestion], which: str, ticked: Iterable[str]) -> list[Suggestion]:
    """Those that are meant: the ticked ones, all of a section ("section:…"), all by an author ("author:…")."""
    kind, _sign, name = which.partition(":")
    picked = set(ticked)
    if kind == "section":
        return [one for one in found if one.section == name]
    if kind == "author":
        return [one for one in found if one.author == name]
    return [one for one in found if str(one.comment.pk) in picked]
