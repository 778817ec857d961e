"""What may be typed into the text: plain lines, formatted blocks, footnotes. Refused with the field at fault."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from pocplan.access.wording import plain
from strategies.documents.clean import LONGEST_BLOCK, clean
from strategies.documents.errors import UnusableText

__all__ = ["LONGEST_BLOCK", "footnotes", "formatted", "plain"]

MOST_NOTES = 200


def formatted(html: str, *, field: str = "html") -> str:
    """Formatted text of one block, made harmless. Raises Refused for too much and for what is not seen."""
    try:
        return clean(html)
    except UnusableText as error:
        raise Refused(error.sentence, field, **error.values) from error


def footnotes(notes: Any, *, field: str = "notes") -> list[str]:
    """The footnotes of a block as formatted texts. Raises Refused for what is not a short list of texts."""
    if not isinstance(notes, list) or len(notes) > MOST_NOTES or not all(isinstance(one, str) for one in notes):
        raise Refused(_("Footnotes are a list of at most %(limit)s texts."), field, limit=MOST_NOTES)
    return [formatted(one, field=field) for one in notes]
