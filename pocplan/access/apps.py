from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "pocplan.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pocplan.access import checks, lookups  # noqa: F401  registers on import
