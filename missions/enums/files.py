"""What is noticed about a file as a whole, whatever set it is of."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Noticed(TextChoices):
    """A sentence about a file. `name`, `names` and `number` stand for what is noted beside it."""

    GEOJSON = "geojson", _("The file is GeoJSON.")
    UTF_16 = "utf_16", _("The file is written in UTF-16.")
    UTF_8 = "utf_8", _("The file is written in UTF-8.")
    UTF_8_MARK = "utf_8_mark", _("The file is written in UTF-8 with a mark.")
    WINDOWS = "windows", _("The file is not UTF-8; it was read as Windows-1252.")
    WORKBOOK = "workbook", _("The file is an Excel workbook.")
    ONE_SHEET = "one_sheet", _("Only the sheet “%(name)s” was read; left out: %(names)s.")
    NAMELESS = "nameless", _("Column %(number)s has no name and was left out.")
    NAMED_TWICE = "named_twice", _("Two columns are called “%(name)s”; the first was read.")
    TAGS = "tags", _("Row 2 holds HXL tags.")
    BROKEN_TAGS = "broken_tags", _("Row 2 holds HXL tags that are not well formed.")
    MONTH_FIRST = (
        "month_first",
        _("Days of this file read with the month first. Those that read either way were taken day first: look"
          " whether they mean it before you store them."),
    )  # fmt: skip


class Note(NamedTuple):
    """One thing noticed, kept by its code, so that each reader is told in their own language."""

    code: Noticed
    what: str = ""
    others: str = ""

    def told(self) -> str:
        """The sentence in the language of whoever reads now."""
        said = {"name": self.what, "number": self.what, "names": self.others}
        return str(Noticed(self.code).label) % said
