"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register(
    {
        "found": _("Founded"),
        "change": _("Facts changed"),
        "set_state": _("State of the cluster set"),
        "set_agency_state": _("State of the agency set"),
        "admit": _("Member or observer admitted"),
        "change_member": _("Member changed"),
        "end_membership": _("Membership ended"),
        "agree_protocol": _("Information-sharing protocol agreed"),
    }
)
