"""Two texts compared for a reader: codes put into words first, then the redline."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from strategies.documents.redline import Redline, redline
from strategies.enums.text import Classification, ComponentKind, Phase, Raci, Sensitivity, Tier

WORDS: dict[str, Callable[[Any], object]] = {
    "tier": lambda code: Tier(code).label,
    "component": lambda code: ComponentKind(code).label,
    "letter": lambda code: Raci(code).label,
    "phases": lambda codes: ", ".join(str(Phase(code).label) for code in codes),
    "classification": lambda code: Classification(code).label,
    "sensitivity": lambda code: Sensitivity(code).label,
    "hrddp_needed": lambda needed: _("yes") if needed else _("no"),
    "starts": lambda day: date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT"),
    "ends": lambda day: date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT"),
    "distribution": lambda pairs: "; ".join(" – ".join(part for part in pair if part) for pair in pairs),
}
NOT_SHOWN = ("kind",)


def compared(older: dict[str, Any], newer: dict[str, Any]) -> Redline:
    """What changed from one text to the other, block by block and row by row, in the reader's words."""
    return redline(_worded(older), _worded(newer))


def _worded(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "header": _words(body["header"]),
        "sections": [{**one, "rows": [_words(row) for row in one["rows"]]} for one in body["sections"]],
    }


def _words(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _word(name, value) for name, value in fields.items() if name not in NOT_SHOWN}


def _word(name: str, value: Any) -> Any:
    if name in WORDS and value not in (None, ""):
        return str(WORDS[name](value))
    return value
