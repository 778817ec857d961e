"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register(
    {
        "open_case": _("Due diligence case opened"),
        "add_measure": _("Mitigation asked for"),
        "place_measure": _("Mitigation put in place, or no longer"),
        "decide_case": _("Due diligence decided"),
        "look_at_case": _("Support monitored"),
    }
)
