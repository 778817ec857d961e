from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "strategies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pocplan.ui import finding
        from strategies import text_notices  # noqa: F401  registers on import
        from strategies.finding import FINDABLE
        from strategies.web.open_items import register_all

        finding.register(*FINDABLE)
        register_all()
