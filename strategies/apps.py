from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "strategies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from strategies import text_notices  # noqa: F401  registers on import
        from strategies.web.open_items import register_all

        register_all()
