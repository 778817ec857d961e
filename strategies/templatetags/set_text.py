"""Text of a strategy, and what is said of it, as they are set on paper."""

import nh3
from django import template
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from pocplan.wording.engine.languages import spoken_in
from strategies.documents.clean import ATTRIBUTES, TAGS, plain
from strategies.documents.direction import language_of_script, runs_leftward, turned

register = template.Library()
_WITH = {
    **ATTRIBUTES,
    **{tag: ATTRIBUTES.get(tag, set()) | {"dir", "lang"} for tag in TAGS},
    "div": {"class", "dir", "lang"},
    "span": {"class"},
    "col": {"style"},
}
_LAID = TAGS | {"div", "span", "colgroup", "col"}


@register.filter
def as_set(html: str) -> SafeString:
    """What was laid out for paper, cleaned once more: what is marked safe here must be safe by this line."""
    return mark_safe(nh3.clean(html, tags=_LAID, attributes=_WITH, filter_style_properties={"width"}))


@register.filter
def runs(text: object) -> SafeString:
    """The attributes of an element around bare words that run from right to left; nothing for others."""
    words = str(text)
    if not runs_leftward(words):
        return SafeString("")
    language = language_of_script(words)
    return format_html(' dir="rtl" lang="{}"', language) if language else SafeString(' dir="rtl"')


@register.filter
def voice(html: str) -> SafeString:
    """The attribute of an element around a passage whose words tell their language; nothing where they do not."""
    language = spoken_in(plain(html))
    return format_html(' lang="{}"', language) if language else SafeString("")


@register.filter
def apart(text: str) -> SafeString:
    """Bare words within a line, of which those that run from right to left keep their own signs beside them."""
    attributes = runs(text)
    return format_html("<bdi{}>{}</bdi>", attributes, text) if attributes else conditional_escape(text)


@register.filter
def as_lines(text: str) -> SafeString:
    """Bare words as paragraphs, each of which runs as its letters do."""
    return mark_safe(turned(linebreaks(text, autoescape=True)))
