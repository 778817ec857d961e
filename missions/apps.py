from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "missions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from missions.finding import FINDABLE
        from missions.queries.openitems import mandates_that_end
        from pocplan.ui import finding
        from pocplan.ui.openitems import register

        finding.register(*FINDABLE)
        register("mandates", _("Mandates"), mandates_that_end)
