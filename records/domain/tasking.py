"""Humanitarian organisations take part under their own decision: no text here has the mission task them."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.errors import Refused
from pocplan.wording.engine.rules import check
from pocplan.wording.engine.shipped import LANGUAGES, shipped_rule

TASKING = "implementer"


def demand_nobody_tasked(text: str, field: str) -> None:
    """Raises Refused with the words that have humanitarians carry out what the mission wants."""
    found = next((one for language in LANGUAGES for one in check(text, shipped_rule(language, TASKING))), None)
    if found is not None:
        raise Refused(
            _("“%(words)s”: humanitarian organisations take part under their own decision; nobody tasks them."),
            field, words=found.words,
        )  # fmt: skip
