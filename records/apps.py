from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pocplan.ui import finding
        from pocplan.ui.openitems import register
        from records.finding import FINDABLE
        from records.queries.actions import actions_to_end
        from records.queries.case_items import cases_to_decide, measures_to_put_in_place, support_that_stops

        finding.register(*FINDABLE)
        register("support_stops", _("Support that stops under due diligence"), support_that_stops)
        register("cases_to_decide", _("Due diligence to decide"), cases_to_decide)
        register("measures", _("Mitigation to put in place"), measures_to_put_in_place)
        register("record_actions", _("Actions to do or to answer"), actions_to_end)
