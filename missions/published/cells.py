"""What one cell of a published table says: text, a day, a number, yes or no. Each refuses with a reason."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from pocplan.access.errors import Refused
from pocplan.access.wording import plain

YES, NO = ("yes", "y", "true", "1", "oui", "vrai"), ("no", "n", "false", "0", "non", "faux", "")
EMPTY = ("", "-", "–", "—", "n/a", "na", "null", "none")
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            ("january", "janvier", "jan", "janv"),
            ("february", "février", "fevrier", "feb", "févr"),
            ("march", "mars", "mar"),
            ("april", "avril", "apr", "avr"),
            ("may", "mai"),
            ("june", "juin", "jun"),
            ("july", "juillet", "jul", "juil"),
            ("august", "août", "aout", "aug"),
            ("september", "septembre", "sep", "sept"),
            ("october", "octobre", "oct"),
            ("november", "novembre", "nov"),
            ("december", "décembre", "decembre", "dec", "déc"),
        ),
        1,
    )
    for word in words
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})")


def words(text: str, *, limit: int, column: str, required: bool = False) -> str:
    """Text without the blanks that a spreadsheet leaves around and inside it."""
    return plain(" ".join(text.split()), limit=limit, field=column, required=required)


def day(text: str, column: str) -> date | None:
    """A day written 2004-03-01, 01.03.2004, 13/03/2004, 1 March 2004 or 1er mars 2004; None for an empty cell.

    Refuses a day that could be read in two ways, and a year or month alone.
    """
    text = " ".join(text.split())
    if text.lower() in EMPTY:
        return None
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]), column, text)
    if found := _NUMBERS.fullmatch(text):
        return _day_of_numbers(int(found[1]), int(found[2]), int(found[3]), column, text)
    if (found := _WORDS.fullmatch(text)) and found[2].lower() in MONTHS:
        return _date(int(found[3]), MONTHS[found[2].lower()], int(found[1]), column, text)
    raise Refused(_("“%(text)s” is not a day. Write it as 2004-03-01."), column, text=text[:40])


def _day_of_numbers(one: int, two: int, year: int, column: str, text: str) -> date:
    if one <= 12 and two <= 12 and one != two:
        raise Refused(
            _("“%(text)s” can be read in two ways, day or month first. Write it as 2004-03-01."), column, text=text
        )
    return _date(year, one, two, column, text) if two > 12 else _date(year, two, one, column, text)


def _date(year: int, month: int, day_: int, column: str, text: str) -> date:
    try:
        return date(year, month, day_)
    except ValueError as error:
        raise Refused(_("There is no day “%(text)s” in the calendar."), column, text=text[:40]) from error


def degrees(text: str, column: str, most: int) -> Decimal | None:
    """A coordinate with a decimal comma or point; None for an empty cell."""
    text = "".join(text.split()).replace(",", ".")
    if text.lower() in EMPTY:
        return None
    try:
        value = Decimal(text).quantize(Decimal("0.0001"))
    except InvalidOperation as error:
        raise Refused(_("“%(text)s” is not a coordinate."), column, text=text[:40]) from error
    if not -most <= value <= most:
        raise Refused(_("%(text)s degrees is not a place on earth."), column, text=text[:40])
    return value


def number(text: str, column: str) -> int:
    """A whole number above nought."""
    text = text.strip()
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:12]) < 2**31:
        raise Refused(_("“%(text)s” is not a whole number above nought."), column, text=text[:40])
    return int(text)


def yes(text: str, column: str) -> bool:
    """Yes or no in English or French, however it is capitalised; an empty cell is no."""
    word = text.strip().lower()
    if word not in YES + NO:
        raise Refused(_("“%(text)s” is neither yes nor no."), column, text=word[:40])
    return word in YES
