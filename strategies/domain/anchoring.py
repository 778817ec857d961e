"""Where words belong in a frozen text: its section, its block and the words quoted."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from strategies.documents.anchors import make_from_quote
from strategies.documents.applying import changed_span
from strategies.documents.clean import plain
from strategies.documents.errors import UnusableText
from strategies.domain import wording
from strategies.queries.inner import block_of

_NOT_THERE = _("This passage is not in the text. Choose a passage of the version under discussion.")


@dataclass(frozen=True)
class Copy:
    """What an edited copy of a passage changed: the words that stood there, where, and what instead."""

    quote: str
    start: int
    instead: str


def edited_copy(body: dict[str, Any], block: str, edited: str) -> Copy:
    """Raises Refused for a passage that is not in the text, and where nothing was changed or nothing is left."""
    section, passage = block_of(body, block)
    if section is None or passage is None:
        raise Refused(_NOT_THERE, "edited")
    old = plain(passage["html"])
    new = wording.plain(edited, limit=wording.LONGEST_BLOCK, field="edited", required=True)
    start, end, instead = changed_span(old, _even(new))
    if old[start:end].split() == instead.split():
        raise Refused(_("Nothing is changed yet. Change the words of the copy as you would have them."), "edited")
    return Copy(old[start:end].strip(), start, instead.strip())


def _even(text: str) -> str:
    """As the bare words of a passage are kept: one line for each paragraph, item or cell."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def anchored(body: dict[str, Any], place: str, quote: str, field: str, near: int = 0) -> tuple[dict[str, Any], str]:
    """The anchor and the title of the section for the key of a block or section; nothing for no key.

    Words that stand twice in a passage are those nearest to `near`.

    Raises Refused for a key that is not in the text, for words that are not in the passage, and for
    words without a passage, which would be dropped unsaid.
    """
    section, block = block_of(body, place) if place else (None, None)
    if place and section is None:
        raise Refused(_NOT_THERE, "block")
    if block is None and quote.strip():
        raise Refused(_NOT_THERE, field)
    if section is None:
        return {}, ""
    return {"section": section["key"], **_on_block(body, block, quote, field, near)}, section["title"]


def _on_block(body: dict[str, Any], block: dict[str, Any] | None, quote: str, field: str, near: int) -> dict[str, Any]:
    if block is None:
        return {"block": "", "quote": ""}
    if not quote.strip():
        return {"block": block["key"], "quote": ""}
    try:
        return make_from_quote(body, block["key"], quote, near=near).as_json()
    except UnusableText as error:
        raise Refused(error.sentence, field, **error.values) from error
