"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register(
    {
        "found": _("Founded"),
        "change": _("Facts changed"),
        "open_sector": _("Sector opened"),
        "add_mandate": _("Mandate added"),
        "change_mandate": _("Mandate changed"),
        "withdraw_mandate": _("Mandate taken out"),
        "add_paragraph": _("Paragraph of the mandate added"),
        "withdraw_paragraph": _("Paragraph of the mandate taken out"),
        "put_mandate_back": _("Mandate put back"),
        "put_paragraph_back": _("Paragraph of the mandate put back"),
        "put_office_back": _("Office put back"),
        "put_facility_back": _("Facility put back"),
        "add_office": _("Office added"),
        "change_office": _("Office changed"),
        "close_office": _("Office closed"),
        "add_section": _("Section added"),
        "close_section": _("Section of the mission closed"),
        "take_in_gazetteer": _("Gazetteer taken in"),
        "name_place": _("Another name of a place entered"),
        "enter_facility": _("Facility entered"),
        "close_facility": _("Facility closed"),
        "decide_name": _("Name of a place decided"),
        "send_events": _("File of events sent"),
        "read_events": _("File of events read"),
        "confirm_events": _("File of events confirmed"),
        "drop_events": _("File of events dropped"),
        "store_events": _("Events imported"),
        "refuse_events": _("File of events refused"),
        "add_incident_source": _("Source of an incident added"),
        "judge_incident": _("Incident judged"),
        "settle_text": _("Text looked at that was held back"),
    }
)
