from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    name = "leadership"
    default_auto_field = "django.db.models.BigAutoField"
