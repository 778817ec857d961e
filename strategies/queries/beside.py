"""What others said about the mission's own blocks, found again through the keys that blocks have in other rooms."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pocplan.access.actor import Actor
from strategies.enums.rounds import RoundState
from strategies.models import (
    Block,
    BlockAlias,
    Comment,
    CommentWithdrawal,
    Disposition,
    Invitation,
    Section,
)


@dataclass(frozen=True)
class Remark:
    """A released comment beside one's own words, with the mission's standing answer."""

    comment: Comment
    disposition: Disposition | None


def remarks_beside(actor: Actor, section: Section, blocks: Iterable[Block]) -> dict[UUID, list[Remark]]:
    """Released comments by the block that they speak of; those on the whole section under the section's own id.

    In three queries, whatever was said; a comment that was taken back is not among them.
    """
    homes = {block.lineage: block.pk for block in blocks} | {section.lineage: section.pk}
    aliases = BlockAlias.objects.visible_in(actor, section.compartment_id).filter(block_id__in=homes)
    keys = {str(key): homes[lineage] for lineage, key in aliases.values_list("block_id", "key")}
    comments = comments_about(actor, section.strategy_id) if keys else []
    answers = answers_to(actor, comments)
    found: dict[UUID, list[Remark]] = defaultdict(list)
    for comment in comments:
        home = keys.get(comment.anchor.get("block") or comment.anchor.get("section", ""))
        if home:
            found[home].append(Remark(comment, answers.get(comment.pk)))
    return dict(found)


def comments_about(actor: Actor, strategy_id: UUID) -> list[Comment]:
    """What was released about a strategy and not taken back, in the order it came; without withdrawn rounds."""
    invitations = Invitation.objects.visible_to(actor).filter(round__strategy=strategy_id)
    asked = invitations.exclude(round__state=RoundState.WITHDRAWN).exclude(request_id=None)
    gone = CommentWithdrawal.objects.visible_to(actor).values("comment_id")
    rows = Comment.objects.visible_to(actor).filter(request_id__in=asked.values("request_id"))
    return list(rows.exclude(pk__in=gone).order_by("at", "id"))


def answers_to(actor: Actor, comments: list[Comment]) -> dict[UUID | None, Disposition]:
    """The mission's standing answer to each comment that has one."""
    rows = Disposition.objects.visible_to(actor).filter(comment__in=[one.pk for one in comments])
    return {row.comment_id: row for row in rows.order_by("at", "id")} if comments else {}
