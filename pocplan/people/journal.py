"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register(
    {
        "make_group": _("Group of addressees made"),
        "change_group": _("Group of addressees changed"),
        "withdraw_group": _("Group of addressees withdrawn"),
        "put_group_back": _("Group of addressees put back"),
        "open_post": _("Post opened"),
        "describe_post": _("Post described anew"),
        "close_post": _("Post closed"),
        "propose_appointment": _("Appointment proposed"),
        "confirm_appointment": _("Appointment confirmed"),
        "confirm_first_head": _("First head confirmed"),
        "withdraw_proposal": _("Proposal withdrawn"),
        "end_appointment": _("Appointment ended"),
        "except_host_state": _("Body of the host state seated by exception"),
        "end_exception": _("Exception for a body of the host state ended"),
    }
)
