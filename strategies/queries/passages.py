"""Passages: what stands in drafts, annexes, companion documents and shared texts, as words to be looked for."""

import json

from django.db.models import Count, F, Func, JSONField, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from pocplan.access.actor import Actor
from strategies.documents.clean import plain
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
    """Texts that were shared with a room of the actor, the newest first; `passages` is the list of what they say."""
    every = Func(F("body"), Value("strict $.**.html"), function="jsonb_path_query_array", output_field=JSONField())
    return renditions_for(actor).annotate(passages=Cast(every, TextField())).order_by("-delivered_at", "id")


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


def as_read(text: str) -> str:
    """What a passage, or a list of passages, says to who reads it."""
    return plain(" ".join(json.loads(text)) if text.startswith('["') else text)
