from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "missions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from missions.queries.openitems import mandates_that_end
        from pocplan.ui.openitems import register

        register("mandates", _("Mandates"), mandates_that_end)
