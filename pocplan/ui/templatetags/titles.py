"""Titles of posts that records keep, in the reader's language."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def titled(kept: str, titles: Mapping[str, str] | str) -> str:
    """This title as the reader's own directory tells it (`titles` of the frame); as it is kept where that has none."""
    return titles.get(kept, kept) if isinstance(titles, Mapping) else kept
