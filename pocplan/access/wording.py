"""What may be typed into a field of plain text."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused

# Controls, and marks that turn the reading direction of what follows without being seen.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str, *, limit: int, field: str, required: bool = False) -> str:
    """One line or paragraph as typed, trimmed. Raises Refused for too much, nothing, or what is not seen."""
    refuse_hidden(text, field)
    text = text.strip()
    if len(text) > limit:
        raise Refused(
            _("This is %(length)s characters long; %(limit)s fit here. Shorten it."),
            field, length=len(text), limit=limit,
        )  # fmt: skip
    if required and not text:
        raise Refused(_("This cannot be empty."), field)
    return text


def refuse_hidden(text: str, field: str) -> None:
    """Raises Refused for a character that the reader would not see."""
    found = _HIDDEN.search(text)
    if found:
        raise Refused(
            _("There is a character in this text that is not shown (U+%(code)s). Remove it and save again."),
            field, code=f"{ord(found.group()):04X}",
        )  # fmt: skip


def check_fields(row: Model, values: dict[str, Any]) -> None:
    """Put `values` into `row` as its model allows them. Raises Refused for the first that does not fit."""
    for name, value in values.items():
        if isinstance(value, str):
            refuse_hidden(value, name)
            value = value.strip()
        setattr(row, name, value)
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(values))
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise Refused(sentences[0], name) from error
