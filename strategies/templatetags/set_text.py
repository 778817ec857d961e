"""Text of a strategy as it is set on paper."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe

from strategies.documents.clean import ATTRIBUTES, TAGS

register = template.Library()
_WITH = {**ATTRIBUTES, **{tag: ATTRIBUTES.get(tag, set()) | {"dir"} for tag in TAGS}, "span": {"class"}}


@register.filter
def as_set(html: str) -> SafeString:
    """What was laid out for paper, cleaned once more: what is marked safe here must be safe by this line."""
    return mark_safe(nh3.clean(html, tags=TAGS | {"div", "span"}, attributes=_WITH))
