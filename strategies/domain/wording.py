"""What may be typed: bounds, invisible characters, and the few marks that formatted text may carry."""

from typing import Any

import nh3
from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from pocplan.access.wording import plain, refuse_hidden

__all__ = ["ATTRIBUTES", "TAGS", "footnotes", "formatted", "plain"]

LONGEST_BLOCK, MOST_NOTES = 100_000, 200
TAGS = {
    "p", "br", "strong", "em", "u", "s", "sup", "sub", "a", "ul", "ol", "li", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "h2", "h3", "h4", "h5", "h6", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "sup": {"data-note"},
}


def formatted(html: str, *, field: str = "html", more: tuple[str, ...] = ()) -> str:
    """Formatted text of one block, with nothing in it but TAGS and `more`. Raises Refused like `plain`."""
    refuse_hidden(html, field)
    if len(html) > LONGEST_BLOCK:
        raise Refused(
            _("A block holds %(limit)s characters and this has %(length)s. Divide it into several blocks."),
            field, limit=LONGEST_BLOCK, length=len(html),
        )  # fmt: skip
    return nh3.clean(
        html,
        tags=TAGS | set(more),
        attributes=ATTRIBUTES,
        url_schemes={"https", "http", "mailto"},
        link_rel="noreferrer noopener",
    ).strip()


def footnotes(notes: Any, *, field: str = "notes") -> list[str]:
    """The footnotes of a block as formatted texts. Raises Refused for what is not a short list of texts."""
    if not isinstance(notes, list) or len(notes) > MOST_NOTES or not all(isinstance(one, str) for one in notes):
        raise Refused(_("Footnotes are a list of at most %(limit)s texts."), field, limit=MOST_NOTES)
    return [formatted(one, field=field) for one in notes]
