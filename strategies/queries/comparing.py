"""Two texts compared for a reader: codes put into words first, then the redline."""

from typing import Any

from strategies.documents.redline import Redline, redline
from strategies.queries.worded import worded


def compared(older: dict[str, Any], newer: dict[str, Any]) -> Redline:
    """What changed from one text to the other, block by block and row by row, in the reader's words."""
    return redline(worded(older), worded(newer))
