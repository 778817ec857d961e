"""Passages: what stands in drafts, annexes, companion documents and shared texts, as words to be looked for."""

from django.db.models import Count, Func, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce

from pocplan.access.actor import Actor
from strategies.models import Block, Rendition
from strategies.queries.versions import renditions_for

STANDING = Q(
    withdrawn_at=None,
    section__withdrawn_at=None,
    annex__withdrawn_at=None,
    companion_section__withdrawn_at=None,
    companion_section__companion__withdrawn_at=None,
)


def passages(actor: Actor) -> QuerySet[Block]:
    """Blocks that stand in a text that the actor reads, the last edited first.

    `before` is how many blocks of the same section stand before them.
    """
    rows = Block.objects.visible_to(actor).filter(STANDING)
    rows = rows.select_related("section__strategy", "annex", "companion_section__companion")
    return rows.annotate(before=_before(actor)).order_by("-edited_at", "id")


def shared_texts(actor: Actor) -> QuerySet[Rendition]:
    """Texts that were shared with a room of the actor, the newest first; `passages` is all that they say."""
    return renditions_for(actor).annotate(passages=_Passages("body")).order_by("-delivered_at", "id")


class _Passages(Func):
    """Every formatted text in a frozen body, one after the other."""

    template = "(SELECT string_agg(one #>> '{}', ' ') FROM jsonb_path_query(%(expressions)s, 'strict $.**.html') one)"
    output_field = TextField()


def _before(actor: Actor) -> Coalesce:
    here = Q(section=OuterRef("section")) | Q(companion_section=OuterRef("companion_section"))
    rows = Block.objects.visible_to(actor).filter(here, withdrawn_at=None, position__lt=OuterRef("position"))
    counted = rows.order_by().values("withdrawn_at").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def stands_in(block: Block) -> str:
    """The text and the section that a block stands in."""
    if block.section:
        return f"{block.section.strategy.title} · {block.section.title}"
    if block.companion_section:
        return f"{block.companion_section.companion.title} · {block.companion_section.title}"
    return str(block.annex)
