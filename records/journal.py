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
        "plan_visit": _("Joint mission planned"),
        "add_participant": _("Participant of a joint mission named"),
        "end_participation": _("Participation in a joint mission ended"),
        "hold_visit": _("Joint mission held"),
        "call_off_visit": _("Joint mission called off"),
        "add_finding": _("Finding of a joint mission added"),
        "open_incident_review": _("Review of an incident opened"),
        "add_review_time": _("Time added to a review of an incident"),
        "add_review_gap": _("Gap described in a review of an incident"),
        "close_incident_review": _("Review of an incident closed"),
        "add_visit_action": _("Action added"),
        "end_visit_action": _("Action done, or not done with the reason"),
    }
)
