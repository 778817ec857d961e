"""The words of incidents and of the files that bring them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventSource(models.TextChoices):
    """Where a row comes from. Each published set is one independence group of its own."""

    UCDP = "ucdp", _("UCDP GED")
    ACLED = "acled", _("ACLED")
    AWSD = "awsd", _("Aid Worker Security Database")
    INSECURITY_INSIGHT = "insecurity", _("Insecurity Insight")
    TEMPLATE = "template", _("Our own template")


class IncidentKind(models.TextChoices):
    ARMED_CLASH = "armed_clash", _("Armed clash")
    CIVILIANS = "civilians", _("Violence against civilians")
    EXPLOSIVES = "explosives", _("Explosives, shelling, air strike")
    SEXUAL = "sexual", _("Sexual violence")
    ABDUCTION = "abduction", _("Abduction or arrest")
    AID = "aid", _("Attack on humanitarian aid")
    HEALTH = "health", _("Attack on health care")
    EDUCATION = "education", _("Attack on education")
    CAMP = "camp", _("Attack on a camp or site")
    UNREST = "unrest", _("Protest or unrest")
    OTHER = "other", _("Other")


class DayPrecision(models.TextChoices):
    """How well the day is known. A partial date stays partial."""

    DAY = "day", _("that day")
    DAYS = "days", _("within these days")
    MONTH = "month", _("that month")
    YEAR = "year", _("that year")


class SourceType(models.TextChoices):
    """A source is a type and an independence group, never a name."""

    VICTIM = "victim", _("Victim or family")
    WITNESS = "witness", _("Witness")
    COMMUNITY = "community", _("Community network")
    AUTHORITY = "authority", _("Local authority")
    NGO = "ngo", _("Non-governmental organisation")
    UN = "un", _("United Nations")
    MEDIA = "media", _("Media")
    ARMED_ACTOR = "armed_actor", _("Armed actor")
    DATA_SET = "data_set", _("Published data set")


class ImportState(models.TextChoices):
    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    READ = "read", _("read, to be confirmed")
    CONFIRMED = "confirmed", _("waiting to be imported")
    IMPORTING = "importing", _("being imported")
    DONE = "done", _("imported")
    REFUSED = "refused", _("refused")
    DROPPED = "dropped", _("dropped")


class Verdict(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    DOUBLE = "double", _("double")
    REFUSED = "refused", _("refused")
    ABSENT = "absent", _("not in it any more")


class Reason(models.TextChoices):
    """Why a row is refused, or what was done with it."""

    NO_REFERENCE = "no_reference", _("It has no reference of its own.")
    NO_DAY = "no_day", _("It has no year.")
    BAD_DAY = "bad_day", _("This is not a day.")
    MONTH_FIRST = "month_first", _("This reads with the month first; write the day first, or as 2026-03-14.")
    FUTURE = "future", _("This day lies in the future.")
    ENDS_FIRST = "ends_first", _("It ends before it starts.")
    NO_COUNTRY = "no_country", _("Its country is not known.")
    BAD_NUMBER = "bad_number", _("This is not a count.")
    OTHER_ROW = "other_row", _("Another row has this reference and says something else.")
    SAID_TWICE = "said_twice", _("Another row says exactly the same.")
    BROKEN = "broken", _("This row is broken.")
    PARTIAL_DAY = "partial_day", _("The day is known in part and stays so.")
    MENDED = "mended", _("Doubly encoded letters were mended.")
    HELD = "held", _("The text seems to name a person and is held back for a look.")
    LEFT_OUT = "left_out", _("Left out: nobody here may keep it in a narrower room.")
    LEFT_TEXT = (
        "left_text",
        _("Left out: the text seems to name a person, and nobody here may hold it back for a look."),
    )
    PLACE_ASKED = "place_asked", _("The gazetteer does not settle this name; a person decides.")
    DECIMAL_COMMA = "decimal_comma", _("Coordinates with a decimal comma: a correction is offered.")
    SWAPPED = "swapped", _("Latitude and longitude seem swapped: a correction is offered.")
    OFF_COUNTRY = "off_country", _("The point lies outside the country and was left out.")
    BAD_POINT = "bad_point", _("This is not a point on earth; it was left out.")
    CHANGES = "changes", _("A newer edition says otherwise.")
    ABSENT = "absent", _("No longer in this edition; what is kept of it stays.")


REFUSING = (
    Reason.NO_REFERENCE, Reason.NO_DAY, Reason.BAD_DAY, Reason.MONTH_FIRST, Reason.FUTURE, Reason.ENDS_FIRST,
    Reason.NO_COUNTRY, Reason.BAD_NUMBER, Reason.OTHER_ROW, Reason.BROKEN,
)  # fmt: skip
OFFERED = (Reason.DECIMAL_COMMA, Reason.SWAPPED)
LEFT = (Reason.LEFT_OUT, Reason.LEFT_TEXT)
# Of these a line says nothing that tells its row from another.
ALIKE = (*LEFT, Reason.HELD)


class TextState(models.TextChoices):
    HELD = "held", _("held back")
    SHOWN = "shown", _("shown as it was")
    EDITED = "edited", _("shown without the name")
    DROPPED = "dropped", _("dropped")


class Finding(models.TextChoices):
    """A human rights officer's judgement."""

    VERIFIED = "verified", _("Verified")
    NOT_VERIFIED = "not_verified", _("Could not be verified")
    REFUTED = "refuted", _("Found not to have happened so")
