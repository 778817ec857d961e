"""Where words belong in a frozen text: its section, its block and the words quoted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from strategies.documents.anchors import make_from_quote
from strategies.documents.errors import UnusableText
from strategies.queries.inner import block_of

_NOT_THERE = _("This passage is not in the text. Choose a passage of the version under discussion.")


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
