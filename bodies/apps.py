from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    name = "bodies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bodies.finding import FINDABLE
        from bodies.queries import openitems
        from pocplan.ui import finding
        from pocplan.ui.openitems import register

        finding.register(*FINDABLE)
        register("body_actions", _("Actions of yours"), openitems.actions_open)
        register("body_decisions", _("Decisions that you own"), openitems.decisions_owed)
        register("body_meetings", _("Meetings"), openitems.meetings_ahead)
        register("body_handed", _("Handed to a body that you chair"), openitems.handed_waiting)
