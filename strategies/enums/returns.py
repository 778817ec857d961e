"""Files that come back from reviewers without an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReturnState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("returned file", "Waiting for a free moment")
    READING = "reading", pgettext_lazy("returned file", "Being read")
    READ = "read", pgettext_lazy("returned file", "Read, waits for your yes")
    CONFIRMED = "confirmed", pgettext_lazy("returned file", "Waiting to be taken in")
    PLACING = "placing", pgettext_lazy("returned file", "Being taken in")
    DONE = "done", pgettext_lazy("returned file", "Taken in")
    DROPPED = "dropped", pgettext_lazy("returned file", "Not taken in")
    REFUSED = "refused", pgettext_lazy("returned file", "Cannot be read")


class LostWhy(models.TextChoices):
    NOTHING = "nothing", _("The comment stands beside nothing in the text, or says nothing.")
    OUTSIDE = "outside", _("A change to a title, a heading or a row. Suggest it there by hand.")
    NOTE = "note", _("A change in a footnote, a header or a footer. Suggest it there by hand.")
    UNTRACKED = "untracked", _("This passage was changed without tracking. Compare it with the text by eye.")
    MACRO = "macro", _("A macro, which is a program. It was left out and nothing of it was run.")
    UNUSABLE = "unusable", _("It is too long, or holds characters that are not shown.")
    LEFT = "left", _("You gave no name for this reviewer.")
    SEVERAL = "several", _("More than one position is marked on the form. Ask which one is meant.")
    DAY = "day", _("This is no day that can be read. The day of today is recorded.")
    ROW = "row", _("The form has this row and the text has no such section.")
