"""Where a block of text is read, and a row."""

from uuid import UUID

from django.urls import reverse

from strategies.models import Block

ROWS_PER_PAGE = 25  # of each table, and several stand on one page
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


def address_of_row(strategy_id: UUID, kind: str, row_id: UUID) -> str:
    """Its table on the page that it stands on, which is looked up when somebody comes."""
    return f"{reverse('strategies:activities', args=[strategy_id])}?{kind}={row_id}#row-{row_id}"


def page_with(before: int) -> int:
    """The page of a table on which a row stands that so many come before."""
    return before // ROWS_PER_PAGE + 1
