"""Signs that each language puts in its own way, for pages and for words that are put together elsewhere."""

from django.utils.formats import number_format
from django.utils.translation import pgettext


def colon() -> str:
    """What stands between a label and its value: French puts a space that does not break before it."""
    return pgettext("between a label and its value", ": ")


def grouped(number: int) -> str:
    """A number with its thousands apart."""
    return number_format(number, use_l10n=True, force_grouping=True)
