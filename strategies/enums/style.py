"""What of a Word file does not go into a mission's style template."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dropped(models.TextChoices):
    MACROS = "macros", _("Programs in the file (macros)")
    OBJECTS = "objects", _("Embedded objects, drawings and text boxes")
    COMMENTS = "comments", _("Comments")
    TRACKED = "tracked", _("Tracked changes: inserted words are kept, deleted ones left out")
    BODY = "body", _("The text of the document itself")
    CUSTOM = "custom", _("Data beside the text (custom XML)")
    PROPERTIES = "properties", _("Properties of the document: author, company and the like")
    ATTACHED = "attached", _("The address of another template")
    OUTSIDE = "outside", _("Links to what lies outside the file")
    FONTS = "fonts", _("Fonts inside the file; their names are kept")
    HIDDEN = "hidden", _("Hidden text, and that a style hides its text")
    FIELD = "field", _("Fields, of which the text that they showed is kept")
    PICTURE = "picture", _("Pictures of a kind that is not taken: use PNG or JPEG")
    PLACE = "place", _("What pictures told of the place where they were taken")
    PAGE = "page", _("Size or margins of the page, because text would not fit; ours stand in their place")
    MISSING = "missing", _("Styles that are missing; ours stand in their place")
    BROKEN = "broken", _("Broken styles; ours stand in their place")
