"""Where words belong in a frozen text: its section, its block and the words quoted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from strategies.documents.anchors import make_from_quote
from strategies.documents.errors import UnusableText
from strategies.queries.inner import block_of


def anchored(body: dict[str, Any], place: str, quote: str, field: str) -> tuple[dict[str, Any], str]:
    """The anchor and the title of the section for the key of a block or section; nothing for no key.

    Raises Refused for a key that is not in the text and for words that are not in the passage.
    """
    if not place:
        return {}, ""
    section, block = block_of(body, place)
    if section is None:
        raise Refused(_("This passage is not in the text. Choose a passage of the version under discussion."), "block")
    return {"section": section["key"], **_on_block(body, block, quote, field)}, section["title"]


def _on_block(body: dict[str, Any], block: dict[str, Any] | None, quote: str, field: str) -> dict[str, Any]:
    if block is None:
        return {"block": "", "quote": ""}
    if not quote.strip():
        return {"block": block["key"], "quote": ""}
    try:
        return make_from_quote(body, block["key"], quote).as_json()
    except UnusableText as error:
        raise Refused(error.sentence, field, **error.values) from error
