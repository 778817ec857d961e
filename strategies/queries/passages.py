"""Passages: what stands in the blocks of drafts, annexes and companion documents, as words to be looked for."""

from typing import Any

from django.db.models import Count, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Replace

from pocplan.access.actor import Actor
from strategies.models import Block

SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
STANDING = Q(
    withdrawn_at=None,
    section__withdrawn_at=None,
    annex__withdrawn_at=None,
    companion_section__withdrawn_at=None,
    companion_section__companion__withdrawn_at=None,
)


def passages(actor: Actor) -> QuerySet[Block]:
    """Blocks that stand in a text that the actor reads, the last edited first.

    `words` is what they say, whatever it looks like; `before` how many blocks of the same section stand before them.
    """
    rows = Block.objects.visible_to(actor).filter(STANDING)
    rows = rows.select_related("section__strategy", "annex", "companion_section__companion")
    return rows.annotate(words=_words(), before=_before(actor)).order_by("-edited_at", "id")


def _words() -> Any:
    tags = (Value("<[^>]*>"), Value(" "), Value("g"))
    found: Any = Func(F("html"), *tags, function="regexp_replace", output_field=TextField())
    for sign, letter in SIGNS:
        found = Replace(found, Value(sign), Value(letter), output_field=TextField())
    return found


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
