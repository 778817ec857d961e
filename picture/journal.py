"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register(
    {
        "open_group": _("Group on threats opened"),
        "enter_armed_actor": _("Armed actor entered"),
        "change_armed_actor": _("Armed actor changed"),
        "end_armed_actor": _("Armed actor no longer active"),
        "propose_threat": _("Threat proposed"),
        "change_threat": _("Threat changed"),
        "take_up_threat": _("Threat taken up as current"),
        "close_threat": _("Threat closed"),
        "reopen_threat": _("Threat opened again"),
        "ask_anew": _("New ratings of a threat asked for"),
        "share_threat": _("Threat copied to a group"),
        "give_rating": _("Rating given"),
        "prepare_rating_release": _("Release of a rating prepared"),
        "drop_rating_release": _("Release of a rating dropped"),
        "release_rating": _("Rating released"),
        "withdraw_rating": _("Release of a rating withdrawn"),
        "add_threat_source": _("Source of a threat added"),
        "take_back_threat_source": _("Source of a threat taken back"),
        "judge_threat": _("Threat judged"),
        "keep_names": _("Words kept that seem to name a person and do not"),
        "list_hotspot": _("Hotspot listed"),
        "change_hotspot": _("Hotspot changed"),
        "review_hotspot": _("Hotspot reviewed"),
        "verify_hotspot": _("Hotspot verified"),
        "note_no_access": _("No access to a hotspot"),
        "note_alert": _("New alert on a hotspot"),
        "propose_delisting": _("Delisting of a hotspot proposed"),
        "delist": _("Hotspot delisted"),
        "take_matrix": _("Flashpoint Matrix taken along as a file"),
        "relist": _("Hotspot listed again"),
        "add_effort": _("Line of effort added"),
        "move_effort": _("Line of effort moved on"),
        "state_priority": _("Cluster’s protection priority stated"),
        "decide_protection": _("Decision on protection taken"),
        "note_feasibility": _("Feasibility noted"),
        "class_coverage": _("Class of coverage given"),
        "plan_unarmed": _("Unarmed strategy planned"),
        "accept_unarmed": _("Unarmed strategy accepted by its owner"),
        "record_clearance": _("Security clearance recorded"),
        "settle": _("Item of Must-Should-Could settled"),
    }
)
