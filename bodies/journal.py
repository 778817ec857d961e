"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register(
    {
        "found_body": _("Coordination body founded"),
        "change_body": _("Terms of reference of a body changed"),
        "close_body": _("Coordination body closed"),
        "add_body_member": _("Member of a body added"),
        "end_body_member": _("Member of a body ended"),
        "prepare_meeting": _("Meeting prepared"),
        "add_agenda_item": _("Item added to an agenda"),
        "write_minutes": _("Minutes of an item written"),
        "hold_meeting": _("Meeting held, with who was there"),
        "call_off_meeting": _("Meeting called off"),
        "record_decision": _("Decision of a body recorded"),
        "end_decision": _("Decision of a body came to its end"),
        "dissent": _("Dissent from a decision recorded"),
        "give_action": _("Action given"),
        "end_action": _("Action ended"),
        "hand_on": _("Proposal or decision handed to another body"),
        "receive_handed": _("Proposal or decision received by a body"),
        "answer_handed": _("What was handed to a body answered"),
    }
)
