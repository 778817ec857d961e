"""Where a block of text is read."""

from django.urls import reverse

from strategies.models import Block

PER_PAGE = 40  # blocks; a long chapter would otherwise be too heavy for a thin line


def address_of(block: Block, before: int) -> str:
    """The page that a block stands on, at the block; `before` is how many stand before it in its section."""
    if block.annex_id:
        return f"{reverse('strategies:annex', args=[block.annex_id])}#b-{block.pk}"
    query = f"?page={before // PER_PAGE + 1}" if before >= PER_PAGE else ""
    if block.companion_section_id:
        own = reverse("consultations:companion_section", args=[block.companion_section_id])
        return f"{own}{query}#b-{block.pk}"
    return f"{reverse('strategies:section', args=[block.section_id])}{query}#b-{block.pk}"
