from django.apps import AppConfig


class DevConfig(AppConfig):
    name = "pocplan.dev"
    label = "dev"
    default_auto_field = "django.db.models.BigAutoField"
